import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import { mostAreas } from '../../shared/contract/centre/schemas.ts';
import { byName, nameKey } from '../../shared/domain/basics/fold.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { transact, type Write } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { invalidBody, type Problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { type Areas, areasWrites, getAreas, noAreas } from './areas-storage.ts';
import { areasItem } from './stored-areas.ts';

const answer = ({ names, editVersion }: Areas) =>
  ok({ answer: { names: [...names], editVersion }, version: editVersion });

const overtaken = ({ names, editVersion }: Areas) =>
  fail(stale('list of areas', editVersion, { names: [...names], editVersion }));

/** Names with one spelling of each area, the first that comes, in the order of lists. */
const inOrder = (names: readonly string[]): readonly string[] =>
  [...new Map(names.toReversed().map((name) => [nameKey(name), name])).values()]
    .map((name) => ({ name }))
    .sort(byName)
    .map(({ name }) => name);

const without = (names: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others.map(nameKey));
  return names.filter((name) => !known.has(nameKey(name)));
};

/** Most names that an event says of those that joined the list, or left it. */
const mostSaid = 10;

const said = (names: readonly string[]): string =>
  [
    ...names.slice(0, mostSaid),
    ...(names.length > mostSaid ? [`and ${names.length - mostSaid} more`] : []),
  ].join('; ');

const areasChanged = (services: Services, by: string, { names: before }: Areas, after: readonly string[]) =>
  eventNow(services, by, 'areas-changed', {
    added: said(without(after, before)),
    removed: said(without(before, after)),
  });

/** The areas of practice that specifications and reviewers are given. */
export const areas = (services: Services) =>
  ({
    getAreas: async () => answer(await getAreas(services.db)),

    changeAreas: async ({ by, what, expected }) => {
      const read = await getAreas(services.db);
      if (expected !== read.editVersion) return overtaken(read);
      const names = [...inOrder(what.names)];
      const event = areasChanged(services, by.id, read, names);
      const written = await transact(services.db, areasWrites(read, names, event));
      return written.ok
        ? answer({ names, editVersion: read.editVersion + 1 })
        : overtaken(standing(written.error, 'areas', areasItem) ?? noAreas);
    },
  }) satisfies Partial<UseCases<typeof centreOperations>>;

/** Areas as the Centre spells them, and what keeps those of them that are new. */
interface KeptAreas {
  readonly names: readonly string[];
  /** Their condition is `areas`: the list has changed since it was read. */
  readonly writes: readonly Write[];
}

/**
 * Reads areas as the Centre spells them. What differs from a kept one by case, accents or punctuation alone is that
 * one; what is new is kept with what it was given for. `at` says where in the body they came from.
 */
export async function keptAreas(
  services: Services,
  by: string,
  given: readonly string[],
  at: string,
): Promise<Result<KeptAreas, Problem<'invalid-body'>>> {
  if (given.length === 0) return ok({ names: [], writes: [] });
  const read = await getAreas(services.db);
  const spelt = inOrder([...read.names, ...given]);
  if (spelt.length > mostAreas)
    return fail(
      invalidBody([
        {
          pointer: at,
          code: 'too-many-areas',
          detail: `The Centre keeps ${mostAreas} areas of practice, the most there can be. Choose one of them.`,
        },
      ]),
    );
  const kept = new Map([...spelt, ...read.names].map((name) => [nameKey(name), name]));
  return ok({
    names: [...new Set(given.map((name) => kept.get(nameKey(name)) ?? name))],
    writes:
      spelt.length > read.names.length
        ? areasWrites(read, spelt, areasChanged(services, by, read, spelt))
        : [],
  });
}
