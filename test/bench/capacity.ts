import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { startAsked } from '../support/asked.ts';
import type { Report } from './timing.ts';

/** How many times its floor a submission may take, in the table alone and with its indexes. */
const most = { table: 1.1, indexes: 1.45 };

/** A transaction takes two units of writing for each kilobyte that an item begins. */
const unitsOf = (bytes: number): number => 2 * Math.ceil(bytes / 1024);

/** The other items of a submission, each of a kilobyte at most: key, assignment, round, draft, event, email. */
const others = 6;

/** What a submission takes, in units of reading and writing, in the table and with its indexes. */
export async function capacityOfSubmission() {
  const centre = await startAsked();
  try {
    const content = await centre.content();
    const { read, written, writtenToTable } = await centre.ask(reviewOperations.submitReview, content);
    const floor = unitsOf(Buffer.byteLength(JSON.stringify(content))) + others * unitsOf(1);
    return { read, written, writtenToTable, floor };
  } finally {
    await centre.stop();
  }
}

/**
 * Counts the capacity of a submission, against a floor: the review once, in as many kilobytes as it has as JSON, and the
 * six other items that no submission can do without, at the least that a transaction takes for them.
 */
export async function run(): Promise<Report> {
  const { read, written, writtenToTable, floor } = await capacityOfSubmission();
  const line = (what: string, WCU: number, goal: number) => ({
    what,
    WCU,
    floor,
    'times the floor': Number((WCU / floor).toFixed(2)),
    goal,
    RCU: read,
  });
  const table = [
    line('in the table', writtenToTable, most.table),
    line('with indexes', written, most.indexes),
  ];
  return {
    table,
    exceeded: table.flatMap(({ what, goal, 'times the floor': times }) =>
      times <= goal ? [] : [`A submission took ${times} times its floor ${what}, and may take ${goal}.`],
    ),
  };
}
