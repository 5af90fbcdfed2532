import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { listEverybody } from '../../functions/people/lists.ts';
import { connect } from '../../functions/table/database.ts';
import { apiClient } from '../../infra/local/api-client.ts';
import { startIdentityProvider } from '../../infra/local/identity-provider.ts';
import { startMail } from '../../infra/local/mail.ts';
import type { Running } from '../../infra/local/ports.ts';
import { addSamplePeople, registerSamples } from '../../infra/local/samples.ts';
import { addonRedirect, clientIds } from '../../infra/local/service.ts';
import { fetchIdToken } from '../../infra/local/token.ts';
import { aws, credentials, region } from './aws.ts';
import { deploy, synthesize } from './deploy.ts';
import { startFrontDoor } from './front-door.ts';
import { type Cloud, plays } from './plays.ts';
import { startSteeredSes } from './steered-ses.ts';

/** What was tried, and what came of it. */
interface Line {
  readonly what: string;
  readonly came: string;
  readonly seconds: number;
}

/** Why nothing can be tried, in a sentence; null where an emulator listens. */
async function hindrance(endpoint: string | undefined): Promise<string | null> {
  const how = 'test/cloud/README.md says how to get one.';
  if (endpoint === undefined)
    return `No emulator of AWS is named by AWS_ENDPOINT_URL, so nothing was tried. ${how}`;
  if (/amazonaws\.com|\.aws$/.test(new URL(endpoint).hostname))
    return 'AWS_ENDPOINT_URL is AWS itself. This deletes and makes stacks, and only ever does so on an emulator.';
  const answers = await fetch(endpoint).then(
    () => true,
    () => false,
  );
  return answers ? null : `No emulator of AWS listens at ${endpoint}, so nothing was tried. ${how}`;
}

/**
 * Deploys the synthesized templates to an emulator of AWS, plays a round on them, lets SES refuse and stall, delivers
 * the stream again, and prints a table of what came of it. Fails where one of it did not come about.
 */
async function main(): Promise<void> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const why = await hindrance(endpoint);
  if (why !== null || endpoint === undefined) return console.log(why);
  await synthesize();
  const started: Running[] = [];
  const keep = <T extends Running>(part: T): T => {
    started.unshift(part);
    return part;
  };
  const lines: Line[] = [];
  const tried = async <T>(
    what: string,
    act: () => Promise<readonly [came: string, value: T]>,
  ): Promise<T> => {
    const start = performance.now();
    const seconds = () => Number(((performance.now() - start) / 1000).toFixed(1));
    try {
      const [came, value] = await act();
      lines.push({ what, came, seconds: seconds() });
      return value;
    } catch (error) {
      lines.push({
        what,
        came: `FAILED: ${error instanceof Error ? error.message : error}`,
        seconds: seconds(),
      });
      throw error;
    }
  };

  try {
    const mail = keep(await startMail({}));
    const ses = keep(await startSteeredSes(mail.url));
    const door = keep(await startFrontDoor(new URL(endpoint)));
    const secret = randomBytes(24).toString('base64url');
    const client = new DynamoDBClient({
      region,
      endpoint,
      credentials: {
        accessKeyId: credentials.AWS_ACCESS_KEY_ID,
        secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
      },
    });
    // The issuer is part of the templates, and the table is made by them.
    let tableName = '';
    const issuer = keep(
      await startIdentityProvider({
        people: async () =>
          (await listEverybody(connect(tableName, client))).map(({ id, email, name, roles }) => ({
            sub: id,
            email,
            name,
            roles,
          })),
        clients: [
          { clientId: clientIds.addon, redirectUris: [addonRedirect] },
          {
            clientId: clientIds.site,
            clientSecret: secret,
            redirectUris: [`${door.url}/auth/callback`, `${door.url}/auth/reviewer`],
          },
        ],
      }),
    );
    const { stateful, stateless } = await tried('both stacks, as synthesized', async () => {
      const deployed = await deploy({ origin: door.url, issuer: issuer.url, ses: ses.url });
      const all = [deployed.stateful, deployed.stateless];
      const leftOut = Map.groupBy(
        all.flatMap((one) => one.leftOut),
        (type) => type,
      );
      const without = [...leftOut].map(([type, ones]) => `${ones.length} ${type}`).join(', ');
      return [`${all.reduce((sum, one) => sum + one.resources, 0)} resources; without ${without}`, deployed];
    });
    tableName = stateful.outputs.TableName ?? '';
    door.lead(stateless.outputs.ApiId ?? '');
    const secretId = stateful.outputs.OidcClientSecretArn ?? '';
    await aws('secretsmanager', 'put-secret-value', '--secret-id', secretId, '--secret-string', secret);
    const db = connect(tableName, client);
    const token = (email: string) =>
      fetchIdToken({ issuer: issuer.url, clientId: clientIds.addon, redirectUri: addonRedirect, email });
    const staff = await tried('sample people, criteria and specifications, over the API', async () => {
      await addSamplePeople(db);
      const staff = apiClient(door.url, await token('staff@example.org'));
      await registerSamples(staff);
      return ['registered', staff];
    });
    const addonCode = await readFile(join(import.meta.dirname, '../../dist/addon/Code.js'), 'utf8');
    const cloud: Cloud = { origin: door.url, db, staff, token, mail, ses, addonCode, endpoint };
    for (const [what, play] of plays) await tried(what, async () => [await play(cloud), undefined]);
  } finally {
    console.table(lines);
    for (const part of started) await part.stop();
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
