import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { getRounds } from '../rounds/storage.ts';
import { listNewerVersions, type NewerVersion } from '../specifications/storage.ts';
import type { Database } from '../table/database.ts';
import { getReadable } from '../table/read.ts';

/** How many versions that were added during a round are looked through, the newest first. */
const maxLooked = 50;

/** The versions that were added while rounds were open on older ones. */
export const listAddedVersions = (db: Database): Promise<readonly NewerVersion[]> =>
  listNewerVersions(db, maxLooked);

/** Of their rounds those that are still open on an older version than their specification has by now; at most `limit`. */
export async function newerVersions(
  db: Database,
  added: readonly NewerVersion[],
  limit: number,
): Promise<Answer<(typeof centreOperations)['getToday']>['newerVersions']> {
  const rounds = await getRounds(
    db,
    added.flatMap(({ roundIds }) => roundIds),
    getReadable,
  );
  const newest = new Map<string, number>();
  for (const { version, roundIds } of added)
    for (const id of roundIds) newest.set(id, Math.max(version, newest.get(id) ?? 0));
  const items = [...newest].flatMap(([roundId, newerVersion]) => {
    const round = rounds.get(roundId);
    if (round?.status !== 'open') return [];
    const { title, criteriaSetKind, specificationVersion } = round;
    return [{ roundId, title, criteriaSetKind, specificationVersion, newerVersion }];
  });
  return { items: items.slice(0, limit), more: items.length > limit };
}
