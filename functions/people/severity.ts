import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { queryReadable } from '../table/read.ts';
import { put, transact } from '../table/write.ts';
import { type SeverityItem, severityItem } from './stored-severity.ts';

/** What is kept of a reviewer's round. */
export type RoundFigures = Pick<
  SeverityItem,
  'personId' | 'roundId' | 'specificationId' | 'criteria' | 'difference'
>;

/** Keeps how a panel rated in a round, in place of what was kept of that round before. */
export async function putSeverities(db: Database, figures: readonly RoundFigures[]): Promise<void> {
  if (figures.length === 0) return;
  await transact(
    db,
    figures.map((one) => put({ ...keys.severity(one.personId, one.roundId), ...severityItem.stamp, ...one })),
  );
}

/** How a reviewer rated in each of their closed rounds. */
export const listSeverities = (db: Database, personId: string): Promise<SeverityItem[]> =>
  queryReadable(db, ranges.severities(personId), severityItem);
