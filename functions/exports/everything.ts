import type { exportOperations } from '../../shared/contract/exports/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { placeName } from '../../shared/domain/rounds/round.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { listPanel } from '../panels/storage.ts';
import { getPerson } from '../people/storage.ts';
import { mayReadAllOf, mayReadRatings } from '../results/who-may-read.ts';
import { getRound } from '../rounds/storage.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { type AnyItem, listAboutPerson, listEverythingOf } from './storage.ts';

/** Most items of one page of a round. A page of the table ends at 1 MB, far below what Lambda may answer. */
const perPage = 100;

/** Index attributes repeat what the item says, and whoever has a key can choose somebody's emails. */
const exported = ({
  ownerPk: _a,
  ownerSk: _b,
  listPk: _c,
  listSk: _d,
  todoPk: _e,
  todoSk: _f,
  summary: _g,
  optOutKey: _h,
  ...item
}: AnyItem): Record<string, unknown> => item;

type Item = ReturnType<typeof exported>;

/**
 * An item of a round with either a person or a panel place, for a Centre that keeps them apart: who was asked has no
 * place, and what was written has nobody.
 */
function apart(item: Item, places: ReadonlyMap<string, number | null>): Item {
  if (item.kind === 'assignment') return { ...item, place: null };
  if (item.kind !== 'review' && item.kind !== 'submission') return item;
  const { personId: _, ...written } = item;
  const [start, owner = '', ...rest] = String(item.sk).split('#');
  return { ...written, sk: [start, placeName(places.get(owner) ?? 0), ...rest].join('#') };
}

const bySortKey = (a: Item, b: Item) => (String(a.sk) < String(b.sk) ? -1 : 1);

/** Everything about one person, and everything of a round. */
export const everything = (services: Services) =>
  ({
    exportPerson: async ({ by: asking, of: { personId, cursor } }) => {
      const { db } = services;
      const person = await getPerson(db, personId);
      if (person === null) return fail(notFound);
      const allowed = await mayReadAllOf(services, personId, asking);
      if (!allowed.ok) return allowed;
      const { items, next } = await listAboutPerson(db, person, cursor);
      return ok({ answer: { items: items.map(exported), next } });
    },

    exportEverything: async ({ by: person, of: { roundId, cursor } }) => {
      const { db } = services;
      const allowed = await mayReadRatings(services, roundId, person);
      if (!allowed.ok) return allowed;
      if ((await getRound(db, roundId)) === null) return fail(notFound);
      const [{ items: found, next }, { namesOnCriterionPages: withNames }, panel] = await Promise.all([
        listEverythingOf(db, roundId, { limit: perPage, cursor }),
        getSettings(db),
        listPanel(db, roundId),
      ]);
      const items = found.map(exported);
      if (withNames) return ok({ answer: { items, next } });
      const places = new Map(panel.map(({ personId, place }) => [personId, place]));
      // In an order of its own: that of the table is the order of people.
      return ok({ answer: { items: items.map((item) => apart(item, places)).sort(bySortKey), next } });
    },
  }) satisfies Partial<UseCases<typeof exportOperations>>;
