import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { ownerKeys } from '../table/keys.ts';
import { standing } from '../use-case/lock.ts';
import { invalidBody, notFound, type Problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { listCompanions, putCompanion } from './companions-storage.ts';
import { specificationAsRead, specificationOvertaken } from './specification-as-read.ts';
import { getSpecification, getSpecifications, listSpecificationsPage } from './storage.ts';
import { type SpecificationItem, specificationItem } from './stored-specification.ts';

/** Specifications that are offered at once. */
const maxOffered = 100;

/**
 * The specifications to which one can be linked: the others of its area of practice, but for those it is linked to.
 * `isFull` where there are more than can be offered. Null where there is no such specification.
 */
export async function companionsToOffer({ db }: Services, specificationId: string) {
  const specification = await getSpecification(db, specificationId);
  if (specification === null) return null;
  const [{ entries, next }, links] = await Promise.all([
    listSpecificationsPage(db, { area: specification.areaOfPractice }, { limit: maxOffered }),
    listCompanions(db, specificationId),
  ]);
  const taken = new Set([specificationId, ...links.map(({ companionId }) => companionId)]);
  const others = entries
    .filter(({ id }) => !taken.has(id))
    .map(({ id, title }) => ({ specificationId: id, title }));
  return { others, isFull: next !== null };
}

/** Whether two specifications are in one area of practice, however its name is typed. */
const sameArea = (one: SpecificationItem, other: SpecificationItem) =>
  ownerKeys.area(one.areaOfPractice) === ownerKeys.area(other.areaOfPractice);

const notUsable = (detail: string) => invalidBody([{ pointer: '/companionId', code: 'not-usable', detail }]);

const kinds = { sequential: 'after', concurrent: 'beside', shared: 'beside' } as const;

/** Links two specifications as they were read. */
async function link(
  services: Services,
  specification: SpecificationItem,
  companion: SpecificationItem,
  kind: keyof typeof kinds,
  by: string,
): Promise<Result<void, Problem<'invalid-body' | 'not-found' | 'stale'>>> {
  if (!sameArea(specification, companion))
    return fail(
      notUsable(
        `Companions are in the same area of practice. This one is in ${specification.areaOfPractice}, that one in ${companion.areaOfPractice}.`,
      ),
    );
  const linked = (companionId: string) => eventNow(services, by, 'companion-linked', { companionId, kind });
  const written = await putCompanion(
    services.db,
    { companionKind: kind, position: kinds[kind], linked: true },
    { specification, event: linked(companion.id) },
    { specification: companion, event: linked(specification.id) },
    { areaOfPractice: companion.areaOfPractice },
  );
  if (written.ok) return written;
  if (written.error.has('specification')) return fail(specificationOvertaken(written.error));
  // The other one has another area of practice by now, or the same in other letters.
  const now = standing(written.error, 'companion', specificationItem);
  return now === null ? fail(notFound) : link(services, specification, now, kind, by);
}

/** Which specifications belong together. A link is of both: it raises the version of either. */
export const companions = (services: Services) =>
  ({
    listCompanions: async ({ of: { specificationId } }) => {
      // Read before its links, so that these are never older than the version says.
      const specification = await getSpecification(services.db, specificationId);
      return specification === null
        ? fail(notFound)
        : answer(services, specificationId, specification.editVersion);
    },

    linkCompanion: async ({ by, of: { specificationId }, what: { companionId, kind }, expected }) => {
      const read = await specificationAsRead(services, specificationId, expected);
      if (!read.ok) return read;
      if (companionId === specificationId)
        return fail(notUsable('Choose another specification than this one.'));
      const companion = await getSpecification(services.db, companionId);
      if (companion === null) return fail(notUsable('There is no such specification.'));
      const linked = await link(services, read.value, companion, kind, by.id);
      return linked.ok ? answer(services, specificationId, expected + 1) : linked;
    },

    unlinkCompanion: async ({ by, of: { specificationId, companionId }, expected }) => {
      const { db } = services;
      const [links, companion] = await Promise.all([
        listCompanions(db, specificationId),
        getSpecification(db, companionId),
      ]);
      // Read after its links: whoever has changed these meanwhile has changed it.
      const read = await specificationAsRead(services, specificationId, expected);
      if (!read.ok) return read;
      const linked = links.find((one) => one.companionId === companionId);
      if (linked === undefined || companion === null) return fail(notFound);
      const { companionKind, position } = linked;
      const unlinked = (other: string) =>
        eventNow(services, by.id, 'companion-unlinked', { companionId: other });
      const written = await putCompanion(
        db,
        { companionKind, position, linked: false },
        { specification: read.value, event: unlinked(companionId) },
        { specification: companion, event: unlinked(specificationId) },
      );
      return written.ok
        ? answer(services, specificationId, expected + 1)
        : fail(specificationOvertaken(written.error));
    },
  }) satisfies Partial<UseCases<typeof specificationOperations>>;

/** The companions of a specification as they are called now, under its version. */
async function answer({ db }: Services, specificationId: string, version: number) {
  const links = await listCompanions(db, specificationId);
  const specifications = await getSpecifications(
    db,
    links.map(({ companionId }) => companionId),
  );
  const companions = links.map(({ companionId, companionKind, position }) => ({
    specificationId: companionId,
    title: specifications.get(companionId)?.title ?? companionId,
    kind: companionKind,
    position,
  }));
  return ok({ answer: { companions }, version });
}
