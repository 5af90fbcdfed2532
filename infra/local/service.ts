import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSEvent } from 'aws-lambda';
import { listEverybody } from '../../functions/people/lists.ts';
import { connect, type Database } from '../../functions/table/database.ts';
import { builtFunctions } from '../build-functions.ts';
import { type FunctionName, functionNames } from '../function-names.ts';
import { routes } from '../routes.ts';
import { streamFilters } from '../stream-filters.ts';
import { startClock } from './clock.ts';
import { createTable, startDatabase } from './database.ts';
import { type GatewayRoute, startGateway } from './gateway.ts';
import { startIdentityProvider } from './identity-provider.ts';
import { lambdaContext } from './lambda-context.ts';
import { type Mail, startMail } from './mail.ts';
import { freePort, type Ports, type Running } from './ports.ts';
import { startSecrets } from './secrets.ts';
import { type StreamConsumer, type StreamFailure, startStream } from './stream.ts';
import { tableInput } from './table.ts';
import { asFunction, guardTable, type Handler } from './table-guard.ts';
import { fetchIdToken } from './token.ts';
import { workbenchRoutes } from './workbench.ts';

/** The client ids of the local identity provider, which are the API's audiences. */
export const clientIds = { addon: 'credential-review-addon', site: 'credential-review-site' } as const;

/** Where a token for the add-on's client is sent to; nothing listens there. */
export const addonRedirect = 'http://localhost/addon';

/** The one table on this machine. */
export const tableName = 'credential-review';

/** What to start. Ports of 0, and no data folder, are what tests want. */
export interface ServiceOptions {
  readonly ports?: Ports;
  /** The folder that keeps all data; without one the data lives in memory. */
  readonly dataFolder?: string;
  /** The folder of built functions; `dist/functions` unless said. */
  readonly functionsFolder?: string;
  /** What the functions log: `ERROR` unless said. */
  readonly logLevel?: string;
  /** Milliseconds from one run of the clock to the next; null, the default, where it runs only at `tick`. */
  readonly clockInterval?: number | null;
  /** Told of stream records that a function could not process through all retries. */
  readonly onStreamFailure?: (failure: StreamFailure) => void;
}

/** The whole service on this machine. */
export interface Service extends Running {
  readonly issuer: string;
  readonly mail: Mail;
  /** The table itself: for tests, and for adding the first people. */
  readonly db: Database;
  /** Resolves when everything that was written has been projected and mailed, and what became of it told. */
  idle(): Promise<void>;
  /** Runs the clock once, after the run in hand if there is one; rejects if the clock fails. */
  tick(): Promise<void>;
  /** An identity token of the add-on's client for a person, by email address. */
  token(email: string): Promise<string>;
}

/** Loads the built functions, which read their settings from the environment when they are loaded. */
async function loadFunctions(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Record<FunctionName, Handler>> {
  Object.assign(process.env, environment);
  const load = async (name: FunctionName) => {
    const file = pathToFileURL(join(folder, name, 'index.mjs'));
    file.searchParams.set('started', randomBytes(8).toString('hex'));
    const { handler } = (await import(file.href)) as { handler: Handler };
    return [name, asFunction(name, handler)] as const;
  };
  return Object.fromEntries(await Promise.all(functionNames.map(load))) as Record<FunctionName, Handler>;
}

/**
 * Starts everything: database, functions behind a gateway, stream, clock, SES endpoint, identity provider. The
 * functions are the built ones, those that deploy; they find the stand-ins by the SDK's own environment
 * variables, and may do to the table what they may on AWS. A process can run one service at a time.
 *
 * @throws a sentence for the terminal when a port is taken or the functions have not been built
 */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const { dataFolder, ports = { gateway: 0, identityProvider: 0, mail: 0, database: 0 } } = options;
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });
  const folder = dataFolder === undefined ? {} : { dataFolder };
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of started.reverse().splice(0)) await part.stop();
  };
  const keep = <T extends { stop(): Promise<void> }>(part: T): T => {
    started.push(part);
    return part;
  };

  try {
    const database = keep(await startDatabase({ port: ports.database, ...folder }));
    keep(guardTable(database.url));
    const client = new DynamoDBClient(database.client);
    await createTable(client, tableInput(tableName));
    const db = connect(tableName, client);
    let events = 0;
    const onEvent = (event: SNSEvent) => {
      events += 1;
      return functions['ses-events'](event, lambdaContext('ses-events', 60_000));
    };
    const mail = keep(await startMail({ port: ports.mail, ...folder, onEvent }));
    const siteSecret = randomBytes(24).toString('base64url');
    const secrets = keep(await startSecrets({ 'oidc-client-secret': siteSecret }));

    // The identity provider redirects to the gateway, and the gateway checks the provider's tokens.
    const gatewayPort = await freePort(ports.gateway);
    const origin = `http://localhost:${gatewayPort}`;
    const issuer = keep(
      await startIdentityProvider({
        port: ports.identityProvider,
        ...folder,
        people: async () =>
          (await listEverybody(db))
            .filter((person) => person.roles.length > 0)
            .map(({ id, email, name, roles }) => ({ sub: id, email, name, roles })),
        clients: [
          { clientId: clientIds.addon, redirectUris: [addonRedirect, `${origin}/workbench/`] },
          {
            clientId: clientIds.site,
            clientSecret: siteSecret,
            redirectUris: [`${origin}/auth/callback`, `${origin}/auth/reviewer`],
          },
        ],
      }),
    );

    const functions = await loadFunctions(options.functionsFolder ?? builtFunctions, {
      AWS_REGION: database.client.region,
      AWS_ACCESS_KEY_ID: database.client.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: database.client.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: database.url,
      AWS_ENDPOINT_URL_SESV2: mail.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      TABLE_NAME: tableName,
      PUBLIC_ORIGIN: origin,
      REVIEWER_START_URL: `${origin}/workbench/`,
      SENDER: '"Credential review" <reviews@example.org>',
      REPLY_TO_ADDRESS: 'centre@example.org',
      // Nothing leaves this machine, whomever it is for.
      RECIPIENT_ALLOW_LIST: '*',
      SES_CONFIGURATION_SET: tableName,
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: clientIds.site,
      OIDC_CLIENT_SECRET_ARN: 'oidc-client-secret',
      REVIEWER_ISSUER_NAME: 'the sample issuer',
      POWERTOOLS_SERVICE_NAME: 'local',
      POWERTOOLS_METRICS_NAMESPACE: 'CredentialReview',
      POWERTOOLS_METRICS_DISABLED: 'true',
      POWERTOOLS_LOG_LEVEL: options.logLevel ?? 'ERROR',
    });
    const gateway = keep(
      await startGateway({
        port: gatewayPort,
        jwt: { issuer: issuer.url, audiences: Object.values(clientIds) },
        routes: [
          ...routes.map((route) => ({
            method: route.method,
            path: route.path,
            authorized: route.needsToken,
            functionName: route.function,
            handler: functions[route.function] as GatewayRoute['handler'],
          })),
          ...workbenchRoutes({ issuer: issuer.url, clientId: clientIds.addon }),
        ],
      }),
    );

    const onFailure =
      options.onStreamFailure ??
      (({ consumer, records, reason }) =>
        console.error(`${consumer} gave up on ${records.length} stream records:`, reason));
    const stream = keep(
      await startStream({
        client: database.client,
        tableName,
        ...folder,
        consumers: (['projector', 'mailer'] as const).map((name) => ({
          name,
          filters: streamFilters[name],
          handler: functions[name] as StreamConsumer['handler'],
          onFailure,
        })),
      }),
    );

    const clock = keep(startClock({ handler: functions.clock, interval: options.clockInterval ?? null }));

    return {
      url: gateway.url,
      issuer: issuer.url,
      mail,
      db,
      idle: async () => {
        // What is told of an email may be written down, and what is written may be mailed.
        let before: number;
        do {
          before = events;
          await stream.idle();
          await mail.reported();
        } while (events !== before);
      },
      tick: clock.tick,
      token: (email) =>
        fetchIdToken({ issuer: issuer.url, clientId: clientIds.addon, redirectUri: addonRedirect, email }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
