import type { staffOperations } from '../../shared/contract/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { readsReviews } from '../panels/own-panel.ts';
import { getPeople } from '../people/storage.ts';
import { concernsOf, partitionOf } from '../table/keys.ts';
import type { ItemPage } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { type EventItem, listEventsBy, listEventsOf, listEventsOn } from './events-storage.ts';

type Ops = typeof staffOperations;

/** Events of one page. */
const perPage = 50;

const listEvents =
  ({ db, now }: Services): UseCase<Ops['listEvents']> =>
  async ({ by: person, of: { cursor, kind, id, actor, day = now().toISOString().slice(0, 10) } }) => {
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
    // Not who only keeps people.
    const seesAll = readsReviews(person);
    const items = page.items.map((event) => {
      const concerns = concernsOf(event);
      const isOfReview = concerns !== null && concerns.kind !== 'person';
      return {
        eventId: event.id,
        at: event.at,
        actor: event.actor,
        actorName: people.get(event.actor)?.name ?? null,
        action: event.action,
        concerns,
        details: isOfReview && !seesAll ? {} : event.details,
      };
    });
    return ok({ answer: { items, next: page.next } });
  };

/** Who did what. */
export const records = (services: Services): Pick<UseCases<Ops>, 'listEvents'> => ({
  listEvents: listEvents(services),
});
