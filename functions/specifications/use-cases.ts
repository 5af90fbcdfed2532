import type { staffOperations } from '../../shared/contract/operations.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import { pageSize, specificationEntryOf } from '../entries.ts';
import { getRecommendationsOf } from '../results/storage.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { listCompanions, putCompanion } from './companions.ts';
import { registerSpecification } from './register.ts';
import {
  addSpecificationVersion,
  getSpecification,
  getSpecifications,
  getSpecificationVersion,
  listSpecificationsPage,
} from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';
import { specificationView } from './views.ts';

/** What staff do with specifications and their versions. */
export const specifications = (
  services: Services,
): Pick<
  UseCases<typeof staffOperations>,
  | 'registerSpecification'
  | 'getSpecification'
  | 'addSpecificationVersion'
  | 'getSpecificationVersion'
  | 'listSpecifications'
  | 'listRoundsOfSpecification'
  | 'listCompanions'
  | 'linkCompanion'
  | 'unlinkCompanion'
> => ({
  registerSpecification: registerSpecification(services),

  getSpecification: async ({ of: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    return specification === null ? fail(notFound) : ok({ answer: specificationView(specification) });
  },

  addSpecificationVersion: async ({
    by: person,
    of: { specificationId },
    what: { editVersion, ...content },
  }) => {
    const { db, digest } = services;
    const specification = await getSpecification(db, specificationId);
    if (specification === null) return fail(notFound);
    if (editVersion !== undefined && editVersion !== specification.editVersion) return fail(changedMeanwhile);
    const hash = digest(canonicalJson(content));
    const { latestVersion } = specification;
    const latest =
      latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
    if (latest?.hash === hash) return ok({ answer: { specificationId, version: latestVersion, content } });
    const version = latestVersion + 1;
    const event = eventNow(services, person.id, 'specification-version-added', { version, hash });
    const written = await addSpecificationVersion(db, specification, { content, hash }, event);
    return written.ok ? ok({ answer: { specificationId, version, content } }) : fail(changedMeanwhile);
  },

  getSpecificationVersion: async ({ of: { specificationId, version } }) => {
    const { db } = services;
    const [item, before] = await Promise.all([
      getSpecificationVersion(db, specificationId, version),
      version === 1 ? null : getSpecificationVersion(db, specificationId, version - 1),
    ]);
    if (item === null) return fail(notFound);
    const { content, createdAt } = item;
    const changes = before && diffSpecificationVersions(before.content, content);
    return ok({
      answer: {
        specificationId,
        version,
        content,
        createdAt,
        changes: changes?.map((change) => ({ ...change })) ?? null,
      },
    });
  },

  listSpecifications: async ({ of: { cursor, ...filter } }) => {
    const page = { limit: pageSize, cursor };
    const { entries, next } = await listSpecificationsPage(services.db, filter, page);
    return ok({ answer: { items: entries.map(specificationEntryOf), next } });
  },

  listRoundsOfSpecification: async ({ of: { specificationId, cursor } }) => {
    const { db } = services;
    const page = { limit: pageSize, cursor };
    const { rounds, next } = await listRoundsOfSpecification(db, specificationId, page);
    const [recommendations, decisions] = await Promise.all([
      getRecommendationsOf(db, rounds),
      getDecisionsOf(db, rounds),
    ]);
    const decisionOn = (roundId: string) => {
      const decision = decisions.get(roundId);
      if (decision === undefined) return null;
      const { outcome, decidedAt, withdrawn } = decision;
      return { outcome, decidedAt, withdrawnAt: withdrawn?.at ?? null };
    };
    const items = rounds.map((round) => ({
      roundId: round.id,
      title: round.title,
      specificationVersion: round.specificationVersion,
      sample: round.sample,
      status: round.status,
      reviewsDue: round.reviewsDue,
      closesAt: round.closesAt,
      createdAt: round.createdAt,
      recommendation: recommendations.get(round.id)?.recommendation.outcome ?? null,
      decision: decisionOn(round.id),
    }));
    return ok({ answer: { items, next } });
  },

  listCompanions: async ({ of: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    return specification === null
      ? fail(notFound)
      : ok({ answer: await companionsOf(services, specificationId) });
  },

  linkCompanion: async ({ by: person, of: { specificationId }, what: { companionId, kind } }) => {
    const { db } = services;
    const both = await getSpecifications(db, [specificationId, companionId]);
    const [specification, companion] = [both.get(specificationId), both.get(companionId)];
    if (specification === undefined) return fail(notFound);
    const wrong = (detail: string) =>
      fail(invalidBody([{ pointer: '/companionId', code: 'not-usable', detail }]));
    if (companion === undefined) return wrong('There is no such specification.');
    if (companion.id === specification.id) return wrong('Choose another specification than this one.');
    if (!sameArea(specification, companion))
      return wrong(
        `Companions are in the same area of practice. This one is in ${specification.areaOfPractice}, that one in ${companion.areaOfPractice}.`,
      );
    const link = {
      specificationId,
      companionId,
      companionKind: kind,
      position: kind === 'sequential' ? ('after' as const) : ('beside' as const),
      linked: true,
    };
    const event = eventNow(services, person.id, 'companion-linked', { companionId, kind });
    const written = await putCompanion(db, link, event);
    return written.ok
      ? ok({ answer: await companionsOf(services, specificationId) })
      : fail(changedMeanwhile);
  },

  unlinkCompanion: async ({ by: person, of: { specificationId, companionId } }) => {
    const links = await listCompanions(services.db, specificationId);
    const link = links.find((one) => one.companionId === companionId);
    if (link === undefined) return fail(notFound);
    const { companionKind, position } = link;
    const written = await putCompanion(
      services.db,
      { specificationId, companionId, companionKind, position, linked: false },
      eventNow(services, person.id, 'companion-unlinked', { companionId }),
    );
    return written.ok
      ? ok({ answer: await companionsOf(services, specificationId) })
      : fail(changedMeanwhile);
  },
});

const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody changed this specification at the same time. Look at it again.',
);

/** Whether two specifications are in one area of practice, however its name is typed. */
const sameArea = (one: SpecificationItem, other: SpecificationItem) =>
  one.areaOfPractice.trim().toLowerCase() === other.areaOfPractice.trim().toLowerCase();

/** The companions of a specification as they are called now. */
async function companionsOf({ db }: Services, specificationId: string) {
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
  return { companions };
}
