import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { withoutKeptConcerns } from '../concerns/who-may-read.ts';
import { getPeople } from '../people/storage.ts';
import { keptApart, roundsKeptFrom, timeFor } from '../results/who-may-read.ts';
import { concernsOf, partitionOf } from '../table/keys.ts';
import { getReadable, type ItemPage } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { mayReadAbout } from './event-names.ts';
import { type EventItem, listEventsBy, listEventsOf, listEventsOn } from './events-storage.ts';

/** The round that an event is of, if it is of one. */
export const roundOf = (event: EventItem): readonly string[] => {
  const concerns = concernsOf(event);
  return concerns?.kind === 'round' ? [concerns.id] : [];
};

/** Events of one page. */
const perPage = 50;

/**
 * Who did what. Of what is not for whoever asks it is said that it happened, by whom and when: neither to what, whose
 * id may be made from its title, nor what is on record of it.
 */
export const events = (services: Services) =>
  ({
    listEvents: async ({ by, of: { cursor, kind, id, actor, day: asked } }) => {
      const { db, now } = services;
      const day = asked ?? now().toISOString().slice(0, 10);
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
        getReadable,
      );
      const shown = await withoutKeptConcerns(services, by, page.items);
      const kept = await roundsKeptFrom(services, by, shown.flatMap(roundOf));
      const items = shown.flatMap((found) => {
        const concerns = concernsOf(found);
        const event = roundOf(found).some((round) => kept.has(round)) ? keptApart(found, by) : found;
        if (event === null) return [];
        const isReadable = concerns === null || mayReadAbout(by, concerns);
        return {
          eventId: event.id,
          at: timeFor(by, event.at),
          actor: event.actor,
          actorName: people.get(event.actor)?.name ?? null,
          action: event.action,
          concerns: isReadable ? concerns : null,
          details: isReadable ? event.details : {},
        };
      });
      return ok({ answer: { items, next: page.next } });
    },
  }) satisfies Partial<UseCases<typeof centreOperations>>;
