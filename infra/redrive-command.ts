import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import type { Log } from '../functions/log/log.ts';
import { realServices } from '../functions/use-case/services.ts';
import { redriveReport, redriveTable } from './redrive.ts';
import { whichTable } from './which-table.ts';

const usage = `npm run redrive -- [--table NAME]                    what streams and clock gave up
npm run redrive -- [--table NAME] --queue URL        reports of emails in a queue of ses-events
npm run redrive -- [--table NAME] --file FILE        the same, a message a line`;

/** Codes, ids and numbers, as the functions log them. */
const log: Log = {
  info: (message, values) => console.log(message, JSON.stringify(values)),
  error: (message, values) => console.error(message, JSON.stringify(values), String(values.error ?? '')),
  count: () => {},
  flush: () => {},
};

async function aws(...command: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('aws', [...command, '--output', 'json']);
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

/** The messages of a queue, each with what takes it off. */
async function* messagesOf(
  queue: string,
): AsyncGenerator<readonly [body: string, done: () => Promise<unknown>]> {
  for (;;) {
    const asked = ['--queue-url', queue, '--max-number-of-messages', '10', '--visibility-timeout', '120'];
    const { Messages = [] } = (await aws('sqs', 'receive-message', ...asked)) as {
      Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
    };
    if (Messages.length === 0) return;
    for (const { Body, ReceiptHandle } of Messages)
      yield [
        Body,
        () => aws('sqs', 'delete-message', '--queue-url', queue, '--receipt-handle', ReceiptHandle),
      ];
  }
}

/** Does again what was given up, with the code of this folder, on the table of a deployment or of this machine. */
async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { table: option, queue: option, file: option } });
  if (values.queue !== undefined && values.file !== undefined) throw new Error(`Usage:\n${usage}`);
  const services = realServices(await whichTable(values.table));
  if (values.queue === undefined && values.file === undefined) return redriveTable(services, log);
  let [taken, left] = [0, 0];
  const take = async (message: string, done: () => Promise<unknown>) => {
    if (!(await redriveReport(services, log, message))) left += 1;
    else {
      await done();
      taken += 1;
    }
  };
  if (values.queue !== undefined)
    for await (const [message, done] of messagesOf(values.queue)) await take(message, done);
  else
    for (const line of readFileSync(values.file ?? '', 'utf8')
      .split('\n')
      .filter(Boolean))
      await take(line, async () => {});
  console.log(`${taken} taken, ${left} left where they were.`);
  if (left > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
