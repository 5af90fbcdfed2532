import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connect, type Database } from '../../functions/table/database.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';
import type { Furnished } from '../support/furnished.ts';
import { metered } from '../support/metered.ts';
import { openSession } from '../support/session.ts';
import { type AskPage, siteOver } from '../support/site-over.ts';
import { getRoutes, pages, somebodyWho } from '../support/site-pages.ts';
import { furnish, type Ids, load, type Size } from './pages-data.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** What a page's median may take, in milliseconds, and over how many times it is the median. */
const budget = 150;
const runs = 15;

/** Addresses beside one of each route: what belongs to those who have much, and pages of long lists. */
const busy: readonly (readonly [address: string, route: string, by?: string])[] = [
  ['/people/r-7', '/people/{personId}'],
  ['/people?startsWith=reviewer%204', '/people'],
  ['/specifications?startsWith=a%20sample', '/specifications'],
  ['/events?kind=round&id=round-1', '/events'],
  ['/specifications/spec-7', '/specifications/{specificationId}'],
  ['/rounds?status=decided', '/rounds'],
  ['/rounds?status=closed', '/rounds'],
  ['/people/r-7/export.json', '/people/{personId}/export.json', 'sample-administrator'],
  ['/rounds/round-1/everything.json', '/rounds/{roundId}/everything.json'],
  ['/rounds/round-1/result.xlsx', '/rounds/{roundId}/result.xlsx'],
];

/** What asking for a page takes. */
interface Measured {
  readonly address: string;
  /** Milliseconds, and of them those in which this process worked rather than waited for the database. */
  readonly times: ReturnType<typeof quartiles>;
  readonly cpu: number;
  /** Requests to the database, and the items and capacity units that it read for them. */
  readonly requests: number;
  readonly items: number;
  readonly units: number;
  readonly kilobytes: number;
}

/** Asks for every page, several times. */
async function measure(
  page: AskPage,
  counted: ReturnType<typeof metered>,
  ids: Ids,
  runs: number,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const one = getRoutes.flatMap(({ path }) => {
    const address = pages[path]?.({ ...ids } as Furnished);
    return address === undefined ? [] : [[address, path, undefined] as const];
  });
  for (const [address, path, by] of [...one, ...busy]) {
    const route = getRoutes.find((each) => each.path === path);
    if (route === undefined) throw new Error(`There is no ${path}`);
    const person =
      by ?? (somebodyWho(route) === 'Sample staff member' ? 'sample-staff' : 'sample-administrator');
    const ask = () => page(address, `session-${person}`);
    const first = await ask();
    if (first.statusCode !== 200) throw new Error(`${address} answered ${first.statusCode}`);
    counted.taken();
    const times: number[] = [];
    const worked = process.cpuUsage();
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    const { user, system } = process.cpuUsage(worked);
    const { requests, items, read } = counted.taken();
    measured.push({
      // Ids and keys are others in the other table.
      address: address.replaceAll(/[0-9a-f]{8}-?[0-9a-f-]{24,27}|[\w-]{44}/g, '…'),
      times: quartiles(times),
      cpu: (user + system) / 1000 / runs,
      requests: requests / runs,
      items: items / runs,
      units: read / runs,
      kilobytes: Buffer.byteLength(first.body) / 1024,
    });
  }
  return measured;
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
  { folder, say }: { readonly folder: string; readonly say: BenchOptions['say'] },
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
  say(`Loaded ${items} items in ${seconds} s: ${specifications} specifications, ${submissions} submissions.`);
  await writeFile(note, JSON.stringify(ids));
  return { db, ids };
}

/** One table of both, and whether every page kept to the budget and to what it asked for with a hundredth. */
function reportOf(before: readonly Measured[], after: readonly Measured[]): Report {
  const was = new Map(before.map((one) => [one.address, one]));
  const change = (one: Measured, of: 'requests' | 'items' | 'units') =>
    `${Number((was.get(one.address)?.[of] ?? 0).toFixed(1))} → ${Number(one[of].toFixed(1))}`;
  // Files hold everything of somebody or something, however much that is: nobody waits for them as for a page.
  const ofPages = after.filter(({ address }) => !/\.\w+$/.test(address));
  return {
    table: after.map((one) => ({
      page: one.address,
      'median ms': one.times.median,
      'lower quartile': one.times.lower,
      'upper quartile': one.times.upper,
      'ms before': was.get(one.address)?.times.median ?? 0,
      'cpu ms': Number(one.cpu.toFixed(1)),
      requests: change(one, 'requests'),
      items: change(one, 'items'),
      units: change(one, 'units'),
      KB: Math.round(one.kilobytes),
    })),
    exceeded: ofPages.flatMap(({ address, times: { median }, requests }) => [
      ...(median < budget ? [] : [`${address} took ${median} ms, and may take ${budget}.`]),
      ...(requests > (was.get(address)?.requests ?? 0)
        ? [`${address} asks more often than with a hundredth.`]
        : []),
    ]),
  };
}

/**
 * Loads specifications and submissions into tables without a stream, and times every page: no median may
 * reach 150 ms, and no page may ask the database more often than it does with a hundredth of them.
 */
export async function run({ keep, say, ...full }: BenchOptions): Promise<Report> {
  const { specifications, submissions } = full;
  // A hundredth: enough that every list has more than its first page.
  const small: Size = {
    specifications: Math.max(60, specifications / 100),
    submissions: Math.max(300, submissions / 100),
  };
  const kept = join(import.meta.dirname, '../../.data', `pages-${specifications}-${submissions}`);
  const folder = keep ? kept : await mkdtemp(join(tmpdir(), 'pages-'));
  await mkdir(folder, { recursive: true });
  const database = await startDatabase({ dataFolder: folder });
  try {
    const client = new DynamoDBClient(database.client);
    const tables = [
      await loadedTable(client, 'desk-small', small, { folder, say }),
      await loadedTable(client, 'desk', full, { folder, say }),
    ];
    const measured: (readonly Measured[])[] = [];
    for (const { db, ids } of tables) {
      const counted = metered(db);
      const page = await siteOver(db, folder);
      for (const personId of ['sample-staff', 'sample-administrator'])
        await openSession(db, `session-${personId}`, personId);
      // Once for the engine to compile what it runs, in both databases alike.
      await measure(page, counted, ids, 2);
      measured.push(await measure(page, counted, ids, runs));
      counted.stop();
    }
    const [before = [], after = []] = measured;
    return reportOf(before, after);
  } finally {
    await database.stop();
    if (!keep) await rm(folder, { recursive: true, force: true });
  }
}
