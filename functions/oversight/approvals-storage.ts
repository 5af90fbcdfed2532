import * as z from 'zod';
import { waitingApproval } from '../../shared/contract/oversight/waiting.ts';
import type { Database } from '../table/database.ts';
import { keys, todoKeys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { putNew, update, type Write } from '../table/write.ts';
import { type ApprovalItem, approvalItem } from './stored-approval.ts';

/** What is asked for of a round: its decision, or the withdrawal of that. */
export type ApprovalOf = ApprovalItem['of'];

/** What is said of an approval. */
export type SaidOfApproval = Omit<Bare<ApprovalItem>, 'version' | 'summary'>;

/** An approval; null where nothing was asked for and nothing agreed. */
export const getApproval = (db: Database, roundId: string, of: ApprovalOf): Promise<ApprovalItem | null> =>
  getItem(db, keys.approval(roundId, of), approvalItem);

/** What lists show of an approval that waits. */
export const approvalSummary = storedSummary(z.object(waitingApproval.shape).shape);

/** What an approval lacks. */
export const missingOf = ({ needs, agreement, signature }: SaidOfApproval) => ({
  agreement: needs.agreement && agreement === null,
  signature: needs.signature && signature === null,
});

/** Where an approval waits: nowhere once it lacks nothing, or is used. */
function waiting(said: SaidOfApproval) {
  const { roundId, of, asked, usedAt } = said;
  const missing = missingOf(said);
  const waits = asked !== null && usedAt === null && (missing.agreement || missing.signature);
  return waits
    ? { todoPk: todoKeys.approval, todoSk: `${asked.at}#${roundId}#${of}` }
    : { todoPk: undefined, todoSk: undefined };
}

/** The write that begins an approval, of a round of this title. */
export const newApprovalWrite = (said: SaidOfApproval, title: string): Write => {
  const { roundId, of } = said;
  const { todoPk, todoSk } = waiting(said);
  return putNew('approval', {
    ...keys.approval(roundId, of),
    ...approvalItem.stamp,
    ...said,
    version: 0,
    ...(todoPk !== undefined && { todoPk, todoSk }),
    summary: { roundId, of, title, ...missingOf(said) } satisfies Stored<typeof approvalSummary>,
  });
};

/** The write that changes an approval as it was read; its condition is `approval`. */
export const approvalWrite = (
  read: ApprovalItem,
  change: Partial<Omit<SaidOfApproval, 'roundId' | 'of'>>,
): Write => {
  const said = { ...read, ...change };
  return update(
    'approval',
    read,
    { set: { ...change, ...waiting(said), summary: missingOf(said) }, add: { version: 1 } },
    { version: read.version },
  );
};
