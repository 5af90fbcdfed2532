import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { listNoticesOf } from '../../functions/notices/list-notices.ts';
import { possiblySent } from '../../functions/notices/storage.ts';
import type { NoticeItem } from '../../functions/notices/stored-notice.ts';
import type { Database } from '../../functions/table/database.ts';
import type { ApiClient } from '../../infra/local/api-client.ts';
import { createBrowser } from '../../infra/local/browser.ts';
import type { Mail } from '../../infra/local/mail.ts';
import { openSampleRound } from '../../infra/local/samples.ts';
import { playStory } from '../../infra/local/story.ts';
import { startStream } from '../../infra/local/stream.ts';
import { streamFilters } from '../../infra/stream-filters.ts';
import { resultOperations } from '../../shared/contract/results/operations.ts';
import { aws, credentials, eventually, region } from './aws.ts';
import type { SteeredSes } from './steered-ses.ts';

/** The deployed service, and what of the world around it is on this machine. */
export interface Cloud {
  readonly origin: string;
  readonly endpoint: string;
  readonly db: Database;
  readonly staff: ApiClient;
  readonly token: (email: string) => Promise<string>;
  readonly mail: Mail;
  readonly ses: SteeredSes;
  readonly addonCode: string;
}

const expectThat = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise);
};

/** Asks the API without what it asks for, and answers with the statuses. */
async function doors({ origin, token }: Cloud): Promise<string> {
  const good = await token('staff@example.org');
  const statusOf = async (authorization?: string) =>
    (await fetch(`${origin}/v1/today`, { headers: authorization === undefined ? {} : { authorization } }))
      .status;
  const answered = {
    none: await statusOf(),
    damaged: await statusOf(`Bearer ${good.slice(0, -6)}AAAAAA`),
    good: await statusOf(`Bearer ${good}`),
  };
  expectThat(
    answered.none === 401 && answered.damaged === 401 && answered.good === 200,
    JSON.stringify(answered),
  );
  return 'no token 401, a damaged one 401, a good one 200';
}

/** Signs a member of staff in as a browser does, and looks at Today. */
async function site({ origin }: Cloud): Promise<string> {
  const browser = createBrowser();
  const chooser = await browser.open(`${origin}/sign-in`, () => false);
  const today = await browser.open(
    chooser.url,
    () => false,
    new URLSearchParams({ email: 'staff@example.org' }),
  );
  expectThat(today.page.includes('<h1') && today.page.includes('Sign out'), `It ended at ${today.url}.`);
  return `ended at ${new URL(today.url).pathname}, signed in`;
}

/** Plays the demo’s round, to its result, recommendation and email. */
async function round({ origin, staff, token, mail, addonCode }: Cloud): Promise<string> {
  const roundId = await playStory({ origin, inbox: mail.url, staff, addonCode, token, tell: () => {} });
  const parameters = { roundId };
  const recommendation = await eventually('A recommendation', async () => {
    const { status } = await staff.send(resultOperations.getRecommendation, { parameters });
    return status === 200 ? staff.call(resultOperations.getRecommendation, { parameters }) : null;
  });
  await eventually(
    'Its email',
    async () =>
      (await mail.received()).find(({ text }) => text?.includes(`/rounds/${roundId}/result`)) ?? null,
  );
  return `three reviews by three doors, ${recommendation.recommendation.outcome}, and its email`;
}

/** The notices of a round, once each of them has come to something that `settled` says it may. */
const noticesOnce = (
  { db }: Cloud,
  roundId: string,
  settled: (notice: NoticeItem) => boolean,
): Promise<readonly NoticeItem[]> =>
  eventually(
    'What its emails come to',
    async () => {
      const { items } = await listNoticesOf(db, roundId, { limit: 50 });
      return items.length > 0 && items.every(settled) ? items : null;
    },
    120,
  );

/** How many emails brought the notices, by their tags. */
async function arrived({ mail }: Cloud, notices: readonly NoticeItem[]): Promise<readonly number[]> {
  const emails = await mail.received();
  return notices.map(({ id }) => emails.filter(({ tags }) => tags.some(({ value }) => value === id)).length);
}

/** Invites reviewers while SES refuses; then it takes them, and the clock has them tried again. */
async function refusing(cloud: Cloud): Promise<string> {
  const { ses, staff } = cloud;
  ses.now('throttle');
  const roundId = await openSampleRound(staff, 'sample-frailty');
  const refused = await noticesOnce(
    cloud,
    roundId,
    ({ status, failure }) => status === 'pending' && failure !== null,
  );
  ses.now('take');
  // They would be tried again in a quarter of an hour.
  const soon = new Date(Date.now() + 3000).toISOString();
  for (const { pk, sk } of refused) await bringForward(cloud, { pk, sk }, soon);
  await pause(3500);
  await invoke('clock', {});
  const sent = await noticesOnce(cloud, roundId, ({ status }) => status === 'sent');
  const times = await arrived(cloud, sent);
  expectThat(
    times.every((n) => n === 1),
    `They arrived ${times.join(', ')} times.`,
  );
  return `${refused.length} refused and kept; each sent once afterwards`;
}

/** Has a notice wait for its next attempt until then, and no longer. */
const bringForward = ({ db }: Cloud, Key: { readonly pk: string; readonly sk: string }, until: string) =>
  db.client.send(
    new UpdateCommand({
      TableName: db.tableName,
      Key,
      UpdateExpression: 'SET nextAttemptAt = :until, todoSk = :until',
      ExpressionAttributeValues: { ':until': until },
    }),
  );

/** Invites reviewers while SES never answers. */
async function stalling(cloud: Cloud): Promise<string> {
  const { ses, staff } = cloud;
  ses.now('stall');
  const roundId = await openSampleRound(staff, 'sample-frailty');
  const ended = await noticesOnce(cloud, roundId, ({ status }) => status === 'failed');
  ses.now('take');
  expectThat(
    ended.every(({ failure }) => failure === possiblySent),
    ended.map(({ failure }) => failure).join(', '),
  );
  return `${ended.length} given up within the mailer’s time, as ${possiblySent}, and never tried again`;
}

/** Hands the functions all that their mappings handed them already. */
async function redelivery({ db, mail, endpoint }: Cloud): Promise<string> {
  const before = (await mail.received()).length;
  let records = 0;
  const consumer = (name: 'projector' | 'mailer') => ({
    name,
    filters: streamFilters[name],
    handler: async (event: { readonly Records: readonly unknown[] }) => {
      records += event.Records.length;
      await invoke(name, event);
      return undefined;
    },
    onFailure: ({ reason }: { readonly reason: unknown }) => {
      throw reason;
    },
  });
  const stream = await startStream({
    client: {
      region,
      endpoint,
      credentials: {
        accessKeyId: credentials.AWS_ACCESS_KEY_ID,
        secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
      },
    },
    tableName: db.tableName,
    consumers: [consumer('projector'), consumer('mailer')],
  });
  await stream.idle();
  await stream.stop();
  const more = (await mail.received()).length - before;
  expectThat(
    records > 0 && more === 0,
    `${records} records were delivered again, and ${more} emails were sent.`,
  );
  return `${records} records delivered again; emails sent: 0`;
}

/** Invokes a deployed function by what its name begins with. */
async function invoke(name: string, event: unknown): Promise<void> {
  const { Functions } = (await aws('lambda', 'list-functions')) as {
    readonly Functions: readonly { readonly FunctionName: string }[];
  };
  const found = Functions.find(({ FunctionName }) =>
    FunctionName.includes(`-${name.replaceAll('-', '')}Function`),
  );
  if (found === undefined) throw new Error(`No function ${name} is deployed.`);
  const folder = await mkdtemp(join(tmpdir(), 'cloud-'));
  try {
    const [asked, answered] = [join(folder, 'event.json'), join(folder, 'answer.json')];
    await writeFile(asked, JSON.stringify(event));
    const { FunctionError } = (await aws(
      'lambda',
      'invoke',
      '--function-name',
      found.FunctionName,
      '--payload',
      `fileb://${asked}`,
      answered,
    )) as { readonly FunctionError?: string };
    if (FunctionError !== undefined) throw new Error(`${name} failed: ${await readFile(answered, 'utf8')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is played on a deployed service, in this order. */
export const plays: readonly (readonly [what: string, play: (cloud: Cloud) => Promise<string>])[] = [
  ['the API without a token', doors],
  ['signing in on the site', site],
  ['the demo’s round', round],
  ['SES refuses', refusing],
  ['SES stalls', stalling],
  ['the stream, delivered again', redelivery],
];
