import type { recordOperations } from '../../shared/contract/record-operations.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Implementations } from '../http/api.ts';
import { notFound } from '../http/problem.ts';
import { type AnyItem, listAllAboutPerson, listEverythingOf } from '../storage/exports.ts';
import { getPerson } from '../storage/people.ts';
import { getRound } from '../storage/rounds.ts';
import { mayReadRatings } from './rounds/own-panel.ts';
import type { Services } from './services.ts';

type Ops = typeof recordOperations;

/** Items of one page: as many as a page of the table holds of the largest reviews. */
const perPage = 100;

/** Index attributes repeat what the item says. */
const withoutIndexes = ({
  ownerPk: _a,
  ownerSk: _b,
  listPk: _c,
  listSk: _d,
  todoPk: _e,
  todoSk: _f,
  summary: _g,
  ...item
}: AnyItem): Record<string, unknown> => item;

/** Everything about one person, and everything of a round. */
export const exports = (
  services: Services,
): Pick<Implementations<Ops>, 'exportPerson' | 'exportEverything'> => ({
  exportPerson: async ({ person: asking, parameters: { personId } }) => {
    const { db, now } = services;
    const person = await getPerson(db, personId);
    if (person === null) return fail(notFound);
    const items = await listAllAboutPerson(db, person);
    if (personId !== asking.id) {
      const rounds = items.flatMap(({ kind, roundId }) => (kind === 'assignment' ? String(roundId) : []));
      const allowed = await Promise.all(rounds.map((id) => mayReadRatings(services, id, asking)));
      const refused = allowed.find(({ ok: may }) => !may);
      if (refused?.ok === false) return refused;
    }
    return ok({
      body: { personId, exportedAt: now().toISOString(), items: items.map(withoutIndexes) },
    });
  },

  exportEverything: async ({ person, parameters: { roundId }, query: { cursor } }) => {
    const { db } = services;
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    if ((await getRound(db, roundId)) === null) return fail(notFound);
    const { items, next } = await listEverythingOf(db, roundId, { limit: perPage, cursor });
    return ok({ body: { items: items.map(withoutIndexes), next } });
  },
});
