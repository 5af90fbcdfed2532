import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { clock } from '../../functions/clock/handler.ts';
import { getNotice, markSent, noticeSummary } from '../../functions/notices/storage.ts';
import { connect, type Database } from '../../functions/table/database.ts';
import { todoKeys } from '../../functions/table/keys.ts';
import { queryIndex, summariesOf } from '../../functions/table/read-index.ts';
import { realServices } from '../../functions/use-case/services.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';
import { metered } from '../support/metered.ts';
import { furnish, load, type Size } from './pages-data.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** Capacity that the clock may read where nothing is due. */
const budget = 50;
const runs = 9;

const ignored = () => {};
const log = { info: ignored, count: ignored, flush: ignored, error: console.error };

/** Every email has been sent: nothing waits for the mailer. */
async function sendEverything(db: Database): Promise<void> {
  for (;;) {
    const waiting = summariesOf(db, await queryIndex(db, 'todo', todoKeys.noticePending, 100), noticeSummary);
    if (waiting.length === 0) return;
    for (const { id, createdAt } of waiting) {
      const notice = await getNotice(db, id);
      if (notice !== null) await markSent(db, notice, 'bench', createdAt);
    }
  }
}

/** What a run of the clock asks for over a table of a size, where nothing is due. */
async function measure(client: DynamoDBClient, name: string, size: Size) {
  const db = connect(name, client);
  await createTable(client, tableInput(name, { stream: false }));
  await load(db, await furnish(db), size);
  const run = () => clock(realServices(db), log)({}, {} as Context);
  await run();
  await sendEverything(db);
  const counted = metered(db);
  const times: number[] = [];
  for (let each = 0; each < runs; each += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  const { requests, read } = counted.taken();
  return { ...size, requests: requests / runs, read: read / runs, ...quartiles(times) };
}

/** Measures the clock where nothing is due, over a table and over one of a tenth of it. */
export async function run({ specifications, submissions, say }: BenchOptions): Promise<Report> {
  const database = await startDatabase();
  try {
    const client = new DynamoDBClient(database.client);
    const full = { specifications, submissions };
    const tenth = { specifications: specifications / 10, submissions: submissions / 10 };
    const measured = [];
    for (const [name, size] of [
      ['clock-tenth', tenth],
      ['clock-full', full],
    ] as const) {
      say(`Loading ${size.specifications} specifications and ${size.submissions} submissions.`);
      measured.push(await measure(client, name, size));
    }
    const [few, many] = measured;
    return {
      table: measured.map(({ specifications, requests, read, lower, median, upper }) => ({
        specifications,
        requests,
        RCU: read,
        'median ms': median,
        'lower quartile': lower,
        'upper quartile': upper,
      })),
      exceeded: [
        ...measured.flatMap(({ read }) =>
          read > budget ? [`It read ${read} RCU, and may read ${budget}.`] : [],
        ),
        ...(few?.requests === many?.requests ? [] : ['It asks more often where there is more.']),
      ],
    };
  } finally {
    await database.stop();
  }
}
