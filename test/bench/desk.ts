import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { createEmails } from '../../functions/emails/render.ts';
import { createOidc } from '../../functions/site/sign-in/oidc.ts';
import { sessionCookie } from '../../functions/site/sign-in/session-cookie.ts';
import { createAssets } from '../../functions/site/web/assets.ts';
import { createPages } from '../../functions/site/web/pages.ts';
import { siteHandler } from '../../functions/staff-site/handler.ts';
import { connect, type Database } from '../../functions/table/database.ts';
import { builtEmails } from '../../infra/built-emails.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';
import { copySiteFiles } from '../../infra/site-files.ts';
import type { Furnished } from '../support/furnished.ts';
import { openSession } from '../support/session.ts';
import { getRoutes, pages, somebodyWho } from '../support/site-pages.ts';
import { furnish, type Ids, load, type Size } from './desk-data.ts';

/**
 * `npm run bench:desk -- 1000 10000` loads less; `--keep` keeps what was loaded in `.data`, and measures the
 * next time without loading it again.
 */
const {
  positionals: [specifications = '10000', submissions = '100000'],
  values: { keep },
} = parseArgs({ allowPositionals: true, options: { keep: { type: 'boolean', default: false } } });
const full: Size = { specifications: Number(specifications), submissions: Number(submissions) };

/** A hundredth: enough that every list has more than its first page. */
const small: Size = {
  specifications: Math.max(20, full.specifications / 100),
  submissions: Math.max(200, full.submissions / 100),
};

/** What a page's median may take, in milliseconds, and over how many times it is the median. */
const budget = 150;
const runs = 15;

const origin = 'https://desk.example.org';

/** Addresses beside one of each route: what belongs to those who have much, and pages of long lists. */
const busy: readonly (readonly [address: string, route: string])[] = [
  ['/people/r-7', '/people/{personId}'],
  ['/people?startsWith=reviewer%204', '/people'],
  ['/specifications?startsWith=a%20sample', '/specifications'],
  ['/events?kind=round&id=round-1', '/events'],
  ['/specifications/spec-7', '/specifications/{specificationId}'],
  ['/rounds?status=decided', '/rounds'],
  ['/rounds?status=closed', '/rounds'],
  ['/people/r-7/export.json', '/people/{personId}/export.json'],
  ['/rounds/round-1/everything.json', '/rounds/{roundId}/everything.json'],
  ['/rounds/round-1/result.xlsx', '/rounds/{roundId}/result.xlsx'],
];

/** What asking for a page takes. */
interface Measured {
  readonly address: string;
  /** Milliseconds, and of them those in which this process worked rather than waited for the database. */
  readonly median: number;
  readonly cpu: number;
  /** Requests to the database, and the items and capacity units that it read for them. */
  readonly requests: number;
  readonly items: number;
  readonly units: number;
  readonly kilobytes: number;
}

/** What the database was asked for, since the last `reset`. */
interface Meter {
  requests: number;
  items: number;
  units: number;
}

interface Answered {
  readonly Item?: unknown;
  readonly Items?: readonly unknown[];
  readonly Responses?: Readonly<Record<string, readonly unknown[]>>;
  readonly ConsumedCapacity?: Units | readonly Units[];
}

interface Units {
  readonly CapacityUnits?: number;
}

/** Counts what a client asks for from here on. */
function meter({ client }: Database): Meter {
  const count: Meter = { requests: 0, items: 0, units: 0 };
  const send = client.send.bind(client);
  Object.assign(client, {
    send: async (command: { input: object }) => {
      Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = (await send(command as Parameters<typeof send>[0])) as Answered;
      count.requests += 1;
      count.items +=
        (answer.Item === undefined ? 0 : 1) +
        (answer.Items?.length ?? 0) +
        Object.values(answer.Responses ?? {}).flat().length;
      for (const { CapacityUnits = 0 } of [answer.ConsumedCapacity ?? []].flat())
        count.units += CapacityUnits;
      return answer;
    },
  });
  return count;
}

type Site = ReturnType<typeof siteHandler>;

/** Asks for every page, several times. */
async function measure(handler: Site, counted: Meter, ids: Ids, runs: number): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const one = getRoutes.flatMap(({ path }) => {
    const address = pages[path]?.({ ...ids } as Furnished);
    return address === undefined ? [] : [[address, path] as const];
  });
  for (const [address, path] of [...one, ...busy]) {
    const route = getRoutes.find((each) => each.path === path);
    if (route === undefined) throw new Error(`There is no ${path}`);
    const { pathname, search } = new URL(address, origin);
    const person = somebodyWho(route) === 'Sample staff member' ? 'sample-staff' : 'sample-administrator';
    const event = {
      rawPath: pathname,
      rawQueryString: search.slice(1),
      cookies: [sessionCookie(origin).keep(`session-${person}`).split(';')[0]],
      headers: {},
      isBase64Encoded: false,
      requestContext: { requestId: 'bench', http: { method: 'GET' } },
    };
    const ask = () =>
      handler(event as unknown as Parameters<typeof handler>[0], {} as Context) as Promise<{
        statusCode: number;
        body: string;
      }>;
    const first = await ask();
    if (first.statusCode !== 200) throw new Error(`${address} answered ${first.statusCode}`);
    Object.assign(counted, { requests: 0, items: 0, units: 0 });
    const times: number[] = [];
    const worked = process.cpuUsage();
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(worked);
    measured.push({
      address: address.replaceAll(/[0-9a-f]{8}-?[0-9a-f-]{24,27}/g, '…'),
      median: times.sort((a, b) => a - b)[Math.floor((runs - 1) / 2)] ?? 0,
      cpu: (user + system) / 1000 / runs,
      requests: counted.requests / runs,
      items: counted.items / runs,
      units: counted.units / runs,
      kilobytes: Buffer.byteLength(first.body) / 1024,
    });
  }
  return measured;
}

/** The site as it is deployed, before a table. */
async function startSite(db: Database, folder: string): Promise<Site> {
  await copySiteFiles(join(import.meta.dirname, '../../functions/site'), folder);
  const assets = createAssets([join(folder, 'assets'), join(folder, 'pages', 'assets')]);
  const ignored = () => {};
  return siteHandler({
    db,
    now: () => new Date(),
    oidc: createOidc({
      issuer: 'https://issuer.example.org',
      clientId: 'desk',
      clientSecret: async () => '',
      redirectUri: origin,
    }),
    pages: createPages(folder, assets),
    assets,
    emails: createEmails(builtEmails, { origin, reviewerStart: origin }),
    origin,
    contactAddress: 'centre@example.org',
    log: { info: ignored, count: ignored, flush: ignored, error: (...line) => console.error(...line) },
  });
}

/** A table that was loaded, and what its pages are about. */
interface Loaded {
  readonly db: Database;
  readonly ids: Ids;
}

/** Creates a table, furnishes it and loads it; one that was kept is taken as it is. */
async function loadedTable(
  client: DynamoDBClient,
  name: string,
  size: Size,
  folder: string,
): Promise<Loaded> {
  const db = connect(name, client);
  const note = join(folder, `${name}.json`);
  const known = await readFile(note, 'utf8').catch(() => null);
  if (known !== null) return { db, ids: JSON.parse(known) as Ids };
  await createTable(client, tableInput(name, { stream: false }));
  const started = performance.now();
  const ids = await furnish(db);
  const items = await load(db, ids, size);
  const seconds = Math.round((performance.now() - started) / 1000);
  const { specifications, submissions } = size;
  console.log(
    `Loaded ${items} items in ${seconds} s: ${specifications} specifications, ${submissions} submissions.`,
  );
  await writeFile(note, JSON.stringify(ids));
  return { db, ids };
}

/** Prints what was measured, and says whether every page kept to the budget and to what it asked for before. */
function report(before: readonly Measured[], after: readonly Measured[]): boolean {
  const was = new Map(before.map((one) => [one.address, one]));
  const change = (one: Measured, of: 'requests' | 'items' | 'units') =>
    `${Number((was.get(one.address)?.[of] ?? 0).toFixed(1))} → ${Number(one[of].toFixed(1))}`;
  console.table(
    after.map((one) => ({
      page: one.address,
      'median ms': Number(one.median.toFixed(1)),
      'ms before': Number((was.get(one.address)?.median ?? 0).toFixed(1)),
      'cpu ms': Number(one.cpu.toFixed(1)),
      requests: change(one, 'requests'),
      items: change(one, 'items'),
      units: change(one, 'units'),
      KB: Math.round(one.kilobytes),
    })),
  );
  // Files hold everything of somebody or something, however much that is: nobody waits for them as for a page.
  const ofPages = after.filter(({ address }) => !/\.\w+$/.test(address));
  const slow = ofPages.filter(({ median }) => median >= budget).map(({ address }) => address);
  const more = ofPages
    .filter((one) => one.requests > (was.get(one.address)?.requests ?? 0))
    .map(({ address }) => address);
  if (slow.length > 0) console.error(`Slower than ${budget} ms: ${slow.join(', ')}`);
  if (more.length > 0) console.error(`More requests than with a hundredth: ${more.join(', ')}`);
  return slow.length + more.length === 0;
}

/**
 * Loads specifications and submissions into tables without a stream, and times every page: no median may
 * reach 150 ms, and no page may ask the database more often than it does with a hundredth of them.
 */
async function main(): Promise<void> {
  const kept = join(import.meta.dirname, '../../.data', `desk-${full.specifications}-${full.submissions}`);
  const folder = keep ? kept : await mkdtemp(join(tmpdir(), 'desk-'));
  await mkdir(folder, { recursive: true });
  const database = await startDatabase({ dataFolder: folder });
  try {
    const client = new DynamoDBClient(database.client);
    const tables = [
      await loadedTable(client, 'desk-small', small, folder),
      await loadedTable(client, 'desk', full, folder),
    ];
    const loads = loadavg().map((one) => one.toFixed(1));
    console.log(`Load of the machine before measuring, over 1, 5 and 15 minutes: ${loads.join(', ')}.`);
    const measured: (readonly Measured[])[] = [];
    for (const { db, ids } of tables) {
      const counted = meter(db);
      const site = await startSite(db, folder);
      for (const personId of ['sample-staff', 'sample-administrator'])
        await openSession(db, `session-${personId}`, personId);
      // Once for the engine to compile what it runs, in both databases alike.
      await measure(site, counted, ids, 2);
      measured.push(await measure(site, counted, ids, runs));
    }
    const [before = [], after = []] = measured;
    if (!report(before, after)) process.exitCode = 1;
  } finally {
    await database.stop();
    if (!keep) await rm(folder, { recursive: true, force: true });
  }
}

await main();
