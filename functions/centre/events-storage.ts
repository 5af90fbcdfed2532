import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, ownerKeys, type Partition, ranges, todoKeys } from '../table/keys.ts';
import {
  getReadable,
  type ItemPage,
  type Paging,
  queryItemsFrom,
  queryItemsPage,
  queryReadable,
} from '../table/read.ts';
import { queryIndexPage } from '../table/read-index.ts';
import type { Stored } from '../table/stored.ts';
import { putNew, type Write } from '../table/write.ts';
import { eventItem } from './stored-event.ts';

/** An event as it is read back. */
export type EventItem = Stored<typeof eventItem>;

/** Something that somebody did, to be recorded. Ids and numbers only: no names, no texts of reviews. */
export interface NewEvent {
  readonly id: string;
  readonly at: string;
  /** A person's id, or `system`. */
  readonly actor: string;
  readonly action: EventAction;
  readonly details?: Readonly<Record<string, string | number | null>>;
}

/** The write that appends an event to what it concerns. What others did about a person is found by it, too. */
export const eventWrite = (concerns: Partition, event: NewEvent): Write => {
  const about = event.details?.personId;
  return putNew('event', {
    ...keys.event(concerns, event.at, event.id),
    ...eventItem.stamp,
    details: {},
    ...event,
    ownerPk: ownerKeys.actor(event.actor),
    ownerSk: `${event.at}#${event.id}`,
    listPk: listKeys.eventsOfDay(event.at.slice(0, 10)),
    listSk: `${event.at}#${event.id}`,
    ...(typeof about === 'string' &&
      about !== event.actor && { todoPk: todoKeys.about(about), todoSk: `${event.at}#${event.id}` }),
    summary: { at: event.at, actor: event.actor, action: event.action, concerns: concerns.pk },
  });
};

/** Most events that are listed of what happened while somebody edited. */
const maxSince = 20;

/** What happened to something after an instant, in time order. */
export const listEventsSince = (db: Database, concerns: Partition, after: string): Promise<EventItem[]> =>
  queryItemsFrom(db, ranges.events(concerns), after, eventItem, maxSince);

/** Everything that happened to something, in time order. */
export const listAllEvents = (db: Database, concerns: Partition): Promise<EventItem[]> =>
  queryReadable(db, ranges.events(concerns), eventItem);

/** Events of one thing, the newest first. */
export const listEventsOf = (
  db: Database,
  concerns: Partition,
  paging: Paging,
): Promise<ItemPage<EventItem>> =>
  queryItemsPage(db, ranges.events(concerns), eventItem, { ...paging, order: 'last-first' });

/** What somebody did, the newest first. */
export async function listEventsBy(
  db: Database,
  actor: string,
  paging: Paging,
): Promise<ItemPage<EventItem>> {
  const page = await queryIndexPage(db, 'owner', ownerKeys.actor(actor), { ...paging, order: 'last-first' });
  return { items: await getReadable(db, page.entries, eventItem), next: page.next };
}

/** What happened on a day (`2026-08-06`, in UTC), the newest first. */
export async function listEventsOn(db: Database, day: string, paging: Paging): Promise<ItemPage<EventItem>> {
  const page = await queryIndexPage(db, 'list', listKeys.eventsOfDay(day), {
    ...paging,
    order: 'last-first',
  });
  return { items: await getReadable(db, page.entries, eventItem), next: page.next };
}
