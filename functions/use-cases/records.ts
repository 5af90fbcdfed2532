import type { Answer } from '../../shared/contract/operation.ts';
import type { recordOperations } from '../../shared/contract/record-operations.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Implementation, Implementations } from '../http/api.ts';
import type { ItemPage } from '../storage/database.ts';
import type { NoticeItem } from '../storage/items.ts';
import { type Key, keys } from '../storage/keys.ts';
import { getPeople } from '../storage/people.ts';
import {
  type EventItem,
  listEventsBy,
  listEventsOf,
  listEventsOn,
  listNoticesOf,
  listNoticesThat,
  listNoticesTo,
} from '../storage/records.ts';
import type { Services } from './services.ts';

type Ops = typeof recordOperations;
type EventEntry = Answer<Ops['listEvents']>['items'][number];
type Kind = NonNullable<EventEntry['concerns']>['kind'];

/** Notices and events of one page. */
const perPage = 50;

/** What events can concern, by the start of its partition. */
const kinds: readonly (readonly [start: string, kind: Kind])[] = [
  ['ROUND#', 'round'],
  ['SPEC#', 'specification'],
  ['CRITERIA#', 'criteria-set'],
  ['PERSON#', 'person'],
];

const partitionOf = (kind: Kind, id: string): Key => {
  switch (kind) {
    case 'round':
      return keys.round(id);
    case 'specification':
      return keys.specification(id);
    case 'criteria-set':
      return keys.criteriaSet(id, 1);
    case 'person':
      return keys.person(id);
  }
};

const concernsOf = ({ pk }: Key): EventEntry['concerns'] => {
  const found = kinds.find(([start]) => pk.startsWith(start));
  return found === undefined ? null : { kind: found[1], id: pk.slice(found[0].length) };
};

const listNotices =
  ({ db }: Services): Implementation<Ops['listNotices']> =>
  async ({ query: { cursor, roundId, personId, status = 'failed' } }) => {
    const paging = { limit: perPage, cursor };
    const page: ItemPage<NoticeItem> =
      roundId !== undefined
        ? await listNoticesOf(db, roundId, paging)
        : personId !== undefined
          ? await listNoticesTo(db, personId, paging)
          : await listNoticesThat(db, status, paging);
    const people = await getPeople(
      db,
      page.items.map((notice) => notice.personId),
    );
    const items = page.items.map((notice) => ({
      noticeId: notice.id,
      notice: notice.notice,
      number: notice.data.recommendationNumber,
      status: notice.status,
      personId: notice.personId,
      name: people.get(notice.personId)?.name ?? null,
      roundId: notice.roundId,
      createdAt: notice.createdAt,
      sentAt: notice.sentAt,
      attempts: notice.attempts,
      nextAttemptAt: notice.nextAttemptAt,
      failure: notice.failure,
    }));
    return ok({ body: { items, next: page.next } });
  };

const listEvents =
  ({ db, now }: Services): Implementation<Ops['listEvents']> =>
  async ({ query: { cursor, kind, id, actor, day = now().toISOString().slice(0, 10) } }) => {
    const paging = { limit: perPage, cursor };
    const page: ItemPage<EventItem> =
      kind !== undefined && id !== undefined
        ? await listEventsOf(db, partitionOf(kind, id), paging)
        : actor !== undefined
          ? await listEventsBy(db, actor, paging)
          : await listEventsOn(db, day, paging);
    const people = await getPeople(
      db,
      page.items.map((event) => event.actor),
    );
    const items = page.items.map((event) => ({
      eventId: event.id,
      at: event.at,
      actor: event.actor,
      actorName: people.get(event.actor)?.name ?? null,
      action: event.action,
      concerns: concernsOf(event),
      details: event.details,
    }));
    return ok({ body: { items, next: page.next } });
  };

/** What was sent to whom, and who did what. */
export const records = (services: Services): Pick<Implementations<Ops>, 'listNotices' | 'listEvents'> => ({
  listNotices: listNotices(services),
  listEvents: listEvents(services),
});
