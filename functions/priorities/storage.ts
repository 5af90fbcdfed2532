import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace } from '../table/keys.ts';
import { getItem, getReadable, type Paging } from '../table/read.ts';
import { type IndexPage, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type PriorityItem, priorityItem } from './stored-priority.ts';

/** A priority; null where there is none. */
export const getPriority = (db: Database, id: string): Promise<PriorityItem | null> =>
  getItem(db, keys.priority(id), priorityItem);

/** Those of these priorities that can be read. */
export const getPriorities = (db: Database, ids: readonly string[]): Promise<PriorityItem[]> =>
  getReadable(
    db,
    [...new Set(ids)].map((id) => keys.priority(id)),
    priorityItem,
  );

/** What lists show of a priority. */
export const prioritySummary = storedSummary(
  z.object(priorityItem.shape).pick({ id: true, title: true, areaOfPractice: true, since: true, state: true })
    .shape,
);

/** A priority in a list. */
export type PrioritySummary = Stored<typeof prioritySummary>;

const listing = ({ id, title, areaOfPractice, since, state }: PrioritySummary) => ({
  listPk: listKeys.priorities,
  listSk: listPlace(title, id),
  summary: { id, title, areaOfPractice, since, state } satisfies PrioritySummary,
});

/** What is said of a priority, by its id. */
export type SaidOfPriority = Omit<Bare<PriorityItem>, 'editVersion'>;

/** A page of the priorities, by title. */
export async function listPrioritiesPage(db: Database, page: Paging): Promise<IndexPage<PrioritySummary>> {
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.priorities, page);
  return { entries: summariesOf(db, entries, prioritySummary), next };
}

/** Adds a priority. `besides` are the writes of its request and its area. */
export const addPriority = (
  db: Database,
  priority: SaidOfPriority,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> => {
  const key = keys.priority(priority.id);
  return transact(db, [
    putNew('priority', { ...key, ...priorityItem.stamp, ...priority, editVersion: 0, ...listing(priority) }),
    ...besides,
    eventWrite(key, event),
  ]);
};

/** Changes a priority as it was read. Fails with `priority` where somebody else changed it meanwhile. */
export const changePriority = (
  db: Database,
  read: PriorityItem,
  said: SaidOfPriority,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'priority',
      read,
      { set: { ...said, ...listing(said) }, add: { editVersion: 1 } },
      { editVersion: read.editVersion },
    ),
    ...besides,
    eventWrite(read, event),
  ]);
