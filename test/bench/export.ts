import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connect } from '../../functions/table/database.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';
import { metered } from '../support/metered.ts';
import { openSession } from '../support/session.ts';
import { siteOver } from '../support/site-over.ts';
import { furnish, load } from './pages-data.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** Requests that the export of somebody may take who was asked for so many reviews. */
const [most, assignments, reviewers] = [60, 200, 5];

/** Exports everything about a reviewer who is on every panel of two hundred. */
export async function run({ short, say }: BenchOptions): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  const database = await startDatabase();
  try {
    const client = new DynamoDBClient(database.client);
    const db = connect('export', client);
    await createTable(client, tableInput('export', { stream: false }));
    const submissions = assignments * reviewers;
    const items = await load(db, await furnish(db), { specifications: 20, submissions, reviewers });
    say(`Loaded ${items} items.`);
    const page = await siteOver(db, folder);
    await openSession(db, 'session', 'sample-administrator');
    const ask = () => page('/people/r-1/export.json', 'session');
    const { body, statusCode } = await ask();
    if (statusCode !== 200) throw new Error(`The export answered ${statusCode}`);
    const counted = metered(db);
    const times: number[] = [];
    for (let run = 0; run < (short ? 3 : 15); run += 1) {
      counted.taken();
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    const { requests, inARow, items: read, read: units, kinds } = counted.taken();
    const time = quartiles(times);
    return {
      table: [
        {
          assignments,
          requests,
          'may be': most,
          'in a row': inARow,
          queries: kinds.filter((kind) => kind === 'Query').length,
          items: read,
          RCU: units,
          KB: Math.round(Buffer.byteLength(body) / 1024),
          'median ms': time.median,
          'lower quartile': time.lower,
          'upper quartile': time.upper,
        },
      ],
      exceeded: requests <= most ? [] : [`It asked ${requests} times, and may ask ${most} times.`],
    };
  } finally {
    await database.stop();
    await rm(folder, { recursive: true });
  }
}
