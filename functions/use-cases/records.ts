import type { Answer } from '../../shared/contract/operation.ts';
import type { recordOperations } from '../../shared/contract/record-operations.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Implementation, Implementations } from '../http/api.ts';
import { type Key, keys } from '../storage/keys.ts';
import { getPeople } from '../storage/people.ts';
import type { ItemPage } from '../storage/read.ts';
import { type EventItem, listEventsBy, listEventsOf, listEventsOn } from '../storage/records.ts';
import type { Services } from './services.ts';

type Ops = typeof recordOperations;
type EventEntry = Answer<Ops['listEvents']>['items'][number];
type Kind = NonNullable<EventEntry['concerns']>['kind'];

/** Events of one page. */
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

/** Who did what. */
export const records = (services: Services): Pick<Implementations<Ops>, 'listEvents'> => ({
  listEvents: listEvents(services),
});
