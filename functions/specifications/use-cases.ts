import { oneSpaceApart } from '../../shared/contract/basics.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import { pageSize, specificationEntryOf } from '../entries.ts';
import type { Implementations } from '../http/api.ts';
import { invalidBody } from '../http/request.ts';
import { addPersonWrites, findPersonByEmail } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getRecommendationsOf } from '../results/storage.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { listCompanions, putCompanion } from './companions.ts';
import {
  addSpecification,
  addSpecificationVersion,
  getSpecification,
  getSpecifications,
  getSpecificationVersion,
  listSpecificationsPage,
} from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';

const view = ({
  id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
}: Pick<
  SpecificationItem,
  'id' | 'title' | 'areaOfPractice' | 'developer' | 'latestVersion' | 'editVersion'
>) => ({
  specificationId: id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
});

/** What staff do with specifications and their versions. */
export const specifications = (
  services: Services,
): Pick<
  Implementations<typeof staffOperations>,
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
  registerSpecification: async ({ person, body }) => {
    const { db, now, newId } = services;
    const { organisation, contactName, contactEmail } = body.developer;
    const known = await findPersonByEmail(db, contactEmail);
    if (known !== null && !isNameOf(known, contactName))
      return fail(
        invalidBody([
          {
            pointer: '/developer/contactEmail',
            code: 'somebody-elses',
            detail: `This is the address of ${known.name}. If you mean them, enter that name; otherwise enter another address`,
          },
        ]),
      );
    const contactId = known?.id ?? newId();
    const contact =
      known === null
        ? addPersonWrites(
            { id: contactId, name: contactName, email: contactEmail, roles: [] },
            now().toISOString(),
            person.id,
          )
        : [];
    const { id, title, areaOfPractice } = body;
    const specification = { id, title, areaOfPractice, developer: { organisation, contactId } };
    const written = await addSpecification(
      db,
      specification,
      contact,
      eventNow(services, person.id, 'specification-registered'),
    );
    if (written.ok) return ok({ body: view({ ...specification, latestVersion: 0, editVersion: 0 }) });
    return written.error.includes('specification')
      ? fail(
          problem(
            'already-exists',
            `There is a specification “${id}” already. Add a version to it, or choose another id.`,
          ),
        )
      : fail(problem('changed-meanwhile', 'The contact was added at the same time. Try again.'));
  },

  getSpecification: async ({ parameters: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    return specification === null ? fail(notFound) : ok({ body: view(specification) });
  },

  addSpecificationVersion: async ({
    person,
    parameters: { specificationId },
    body: { editVersion, ...content },
  }) => {
    const { db, digest } = services;
    const specification = await getSpecification(db, specificationId);
    if (specification === null) return fail(notFound);
    if (editVersion !== undefined && editVersion !== specification.editVersion) return fail(changedMeanwhile);
    const hash = digest(canonicalJson(content));
    const { latestVersion } = specification;
    const latest =
      latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
    if (latest?.hash === hash) return ok({ body: { specificationId, version: latestVersion, content } });
    const version = latestVersion + 1;
    const event = eventNow(services, person.id, 'specification-version-added', { version, hash });
    const written = await addSpecificationVersion(db, specification, { content, hash }, event);
    return written.ok ? ok({ body: { specificationId, version, content } }) : fail(changedMeanwhile);
  },

  getSpecificationVersion: async ({ parameters: { specificationId, version } }) => {
    const { db } = services;
    const [item, before] = await Promise.all([
      getSpecificationVersion(db, specificationId, version),
      version === 1 ? null : getSpecificationVersion(db, specificationId, version - 1),
    ]);
    if (item === null) return fail(notFound);
    const { content, createdAt } = item;
    const changes = before && diffSpecificationVersions(before.content, content);
    return ok({
      body: {
        specificationId,
        version,
        content,
        createdAt,
        changes: changes?.map((change) => ({ ...change })) ?? null,
      },
    });
  },

  listSpecifications: async ({ query: { cursor, ...filter } }) => {
    const page = { limit: pageSize, cursor };
    const { entries, next } = await listSpecificationsPage(services.db, filter, page);
    return ok({ body: { items: entries.map(specificationEntryOf), next } });
  },

  listRoundsOfSpecification: async ({ parameters: { specificationId }, query: { cursor } }) => {
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
    return ok({ body: { items, next } });
  },

  listCompanions: async ({ parameters: { specificationId } }) => {
    const specification = await getSpecification(services.db, specificationId);
    return specification === null
      ? fail(notFound)
      : ok({ body: await companionsOf(services, specificationId) });
  },

  linkCompanion: async ({ person, parameters: { specificationId }, body: { companionId, kind } }) => {
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
    return written.ok ? ok({ body: await companionsOf(services, specificationId) }) : fail(changedMeanwhile);
  },

  unlinkCompanion: async ({ person, parameters: { specificationId, companionId } }) => {
    const links = await listCompanions(services.db, specificationId);
    const link = links.find((one) => one.companionId === companionId);
    if (link === undefined) return fail(notFound);
    const { companionKind, position } = link;
    const written = await putCompanion(
      services.db,
      { specificationId, companionId, companionKind, position, linked: false },
      eventNow(services, person.id, 'companion-unlinked', { companionId }),
    );
    return written.ok ? ok({ body: await companionsOf(services, specificationId) }) : fail(changedMeanwhile);
  },
});

const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody changed this specification at the same time. Look at it again.',
);

/** Whether somebody is known under this name, however it is spaced and in whatever case. */
function isNameOf(person: PersonItem, name: string): boolean {
  const plain = (words: string) => oneSpaceApart(words.normalize('NFC')).toLowerCase();
  return plain(person.name) === plain(name);
}

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
