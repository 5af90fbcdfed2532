import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connect } from '../functions/table/database.ts';
import { realServices } from '../functions/use-case/services.ts';
import { closeRestored, protectRestored, readChanges } from './restored-table.ts';

const usage =
  'npm run adopt -- --table RESTORED --since 2026-12-01T10:00:00.000Z --by PERSON-ID [--lost TABLE-THAT-WAS] [--log FILE]';

/** Prepares a restored table for the stack that takes it over, and says what is left for people. */
async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { table: option, since: option, by: option, lost: option, log: option },
  });
  const { table, since, by, lost, log } = values;
  if (table === undefined || by === undefined || since === undefined || Number.isNaN(Date.parse(since)))
    throw new Error(`Usage: ${usage}`);
  const stream = await protectRestored(new DynamoDBClient(), table);
  const closed = await closeRestored(realServices(connect(table)), {
    since: new Date(since).toISOString(),
    lost: lost === undefined ? null : connect(lost),
    changes: log === undefined ? [] : readChanges(await readFile(log, 'utf8')),
    by,
  });
  console.log(JSON.stringify(closed, null, 1));
  if (lost === undefined && log === undefined)
    console.log(
      'What happened since is not known: do it again with the log (--log), or ask who was erased and whose role was taken away.',
    );
  console.log(
    `Deploy it closed:\n  npx cdk deploy CredentialReviewStateless -c adoptedTable=${table} -c adoptedStream=${stream}\nand, when you have looked, open: the same with -c openedBy="Your Name".`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
