import * as z from 'zod';
import type { Database } from './database.ts';
import { eventItem, type NoticeItem, noticeItem } from './items.ts';
import { keys, listKeys, ownerKeys, type Partition, partitionOf, ranges, todoKeys } from './keys.ts';
import {
  getItem,
  getItems,
  type ItemPage,
  queryIndex,
  queryIndexPage,
  queryItems,
  queryItemsPage,
} from './read.ts';

/** An event as it is read back. */
export type EventItem = z.output<typeof eventItem>;

/** Where in a list to go on. */
export interface Paging {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

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
  return { items: await getItems(db, page.entries, eventItem), next: page.next };
}

/** What happened on a day (`2026-08-06`, in UTC), the newest first. */
export async function listEventsOn(db: Database, day: string, paging: Paging): Promise<ItemPage<EventItem>> {
  const page = await queryIndexPage(db, 'list', listKeys.eventsOfDay(day), {
    ...paging,
    order: 'last-first',
  });
  return { items: await getItems(db, page.entries, eventItem), next: page.next };
}

/** The notices about a round, the newest first. */
export async function listNoticesOf(
  db: Database,
  roundId: string,
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  const partition = listKeys.noticesOfRound(roundId);
  const page = await queryIndexPage(db, 'list', partition, { ...paging, order: 'last-first' });
  return { items: await getItems(db, page.entries, noticeItem), next: page.next };
}

/** The notices to a person, the newest first. */
export async function listNoticesTo(
  db: Database,
  personId: string,
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  // Assignments share the partition; their sort keys start with a date, so notices come first from the end.
  const partition = ownerKeys.person(personId);
  const page = await queryIndexPage(db, 'owner', partition, { ...paging, order: 'last-first' });
  const notices = page.entries.filter(({ kind }) => kind === 'notice');
  return {
    items: await getItems(db, notices, noticeItem),
    next: notices.length < page.entries.length ? null : page.next,
  };
}

/** The notices that wait for release or to be sent, or that failed; what has waited longest first. */
export async function listNoticesThat(
  db: Database,
  status: 'waiting' | 'pending' | 'failed',
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  const partition = {
    waiting: todoKeys.noticeRelease,
    pending: todoKeys.noticePending,
    failed: todoKeys.noticeFailed,
  }[status];
  const page = await queryIndexPage(db, 'todo', partition, paging);
  return { items: await getItems(db, page.entries, noticeItem), next: page.next };
}

const anyItem = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });

/** An item of whatever kind, as it is kept. */
export type AnyItem = z.output<typeof anyItem>;

/** A page of everything of a round, in key order. */
export const listEverythingOf = (db: Database, roundId: string, paging: Paging): Promise<ItemPage<AnyItem>> =>
  queryItemsPage(db, ranges.everything(partitionOf('round', roundId)), anyItem, paging);

async function everythingIn(db: Database, partition: Partition): Promise<AnyItem[]> {
  const found: AnyItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await queryItemsPage(db, ranges.everything(partition), anyItem, { limit: 1_000, cursor });
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** More of these than anybody has. */
const all = 100_000;

/** Every item about a person: their own, and of each of their assignments what they wrote. */
export async function listAllAboutPerson(
  db: Database,
  person: {
    readonly id: string;
    readonly email: string;
    readonly subjects: Readonly<Record<string, string>>;
  },
): Promise<readonly AnyItem[]> {
  const [own, owned, acted, others] = await Promise.all([
    everythingIn(db, partitionOf('person', person.id)),
    queryIndex(db, 'owner', ownerKeys.person(person.id), all).then((entries) =>
      getItems(db, entries, anyItem),
    ),
    queryIndex(db, 'owner', ownerKeys.actor(person.id), all).then((entries) =>
      getItems(db, entries, anyItem),
    ),
    Promise.all(
      [
        keys.email(person.email),
        ...Object.entries(person.subjects).map(([issuer, sub]) => keys.subject(issuer, sub)),
      ].map((key) => getItem(db, key, anyItem)),
    ),
  ]);
  const rounds = owned.filter(({ kind }) => kind === 'assignment').map(({ roundId }) => String(roundId));
  const written = await Promise.all(
    rounds.flatMap((roundId) => [
      getItem(db, keys.review(roundId, person.id), anyItem).then((item) => (item === null ? [] : [item])),
      queryItems(db, ranges.submissions(roundId, person.id), anyItem),
    ]),
  );
  return [...own, ...others.filter((item) => item !== null), ...owned, ...written.flat(), ...acted];
}
