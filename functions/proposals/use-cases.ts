import type { Body } from '../../shared/contract/operation.ts';
import type { proposalOperations } from '../../shared/contract/proposals/operations.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { getPriority } from '../priorities/storage.ts';
import { contactToBe } from '../specifications/contact.ts';
import { specificationAsRead, specificationOvertaken } from '../specifications/specification-as-read.ts';
import { nowhere, standingsOf, withoutRegister } from '../specifications/standing.ts';
import {
  addSpecification,
  addSpecificationVersion,
  getLatestVersions,
  getSpecification,
  getSpecifications,
} from '../specifications/storage.ts';
import { tellReviewers } from '../specifications/tell-reviewers.ts';
import { specificationView } from '../specifications/views.ts';
import { answerWrite } from '../table/idempotency.ts';
import { getReadable } from '../table/read.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { pageSize } from '../use-case/page-size.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { listProposalsPage } from './storage.ts';

type Ops = typeof proposalOperations;

/** How proposals are made and kept, until a document makes specifications of them. */
export const proposals = (services: Services): UseCases<Ops> => ({
  listProposals: async ({ of: { cursor } }) => {
    const { db } = services;
    const { entries, next } = await listProposalsPage(db, { limit: pageSize, cursor });
    const ids = entries.map(({ id }) => id);
    const read = await getSpecifications(db, ids, getReadable);
    const [versions, standings] = await Promise.all([
      getLatestVersions(db, [...read.values()]),
      standingsOf(db, ids),
    ]);
    const items = entries.map(({ id, title, areaOfPractice }) => ({
      specificationId: id,
      title,
      areaOfPractice,
      priorityId: read.get(id)?.priorityId ?? null,
      credentialType: versions.get(id)?.content.credentialType ?? null,
      professions: versions.get(id)?.content.professions ?? [],
      standing: withoutRegister(standings.get(id) ?? nowhere),
    }));
    return ok({ answer: { items, next } });
  },

  makeProposal: ({ by, what, key }) => {
    const { db } = services;
    const request = idempotentRequest(services, by.id, key, { operation: 'makeProposal', what });
    const remembered = (answer: unknown) =>
      answered(services, (answer as { specificationId: string }).specificationId);
    return once(services, request, services.now(), remembered, () =>
      retrying(async () => {
        const { sponsor, ...said } = what;
        const event = eventNow(services, by.id, 'proposal-made');
        const who = { name: sponsor.contactName, email: sponsor.contactEmail };
        const [contact, version] = await Promise.all([
          contactToBe(services, who, '/sponsor/contactEmail', by.id, event.at),
          versionOf(services, said, by.id),
        ]);
        if (!contact.ok) return contact;
        if (!version.ok) return version;
        const { added, writes } = version.value;
        const id = services.newId();
        const written = await addSpecification(
          db,
          {
            id,
            title: said.title,
            areaOfPractice: added.content.areaOfPractice,
            developer: { organisation: sponsor.organisation, contactId: contact.value.contactId },
            stage: 'proposal',
            priorityId: said.priorityId,
          },
          [
            ...contact.value.writes,
            ...writes,
            answerWrite(request, { specificationId: id }, new Date(event.at)),
          ],
          event,
          added,
        );
        if (written.ok) return answered(services, id);
        return written.error.has('idempotency-key') ? null : heldUp;
      }),
    );
  },

  changeProposal: ({ by, of: { specificationId }, what, expected }) =>
    retrying(async () => {
      const { db } = services;
      const read = await specificationAsRead(services, specificationId, expected);
      if (!read.ok) return read;
      if (read.value.stage !== 'proposal')
        return fail(
          problem(
            'not-now',
            'This is a specification by now. Add a version to it with its document instead.',
          ),
        );
      const version = await versionOf(services, what, by.id);
      if (!version.ok) return version;
      const { added, writes } = version.value;
      const number = read.value.latestVersion + 1;
      const event = eventNow(services, by.id, 'proposal-changed', { version: number });
      const told = await tellReviewers(
        db,
        specificationId,
        { version: number, content: added.content },
        event,
      );
      const written = await addSpecificationVersion(
        db,
        { ...read.value, priorityId: what.priorityId },
        added,
        event,
        [...writes, ...told.writes],
        told.roundIds,
      );
      if (written.ok) return answered(services, specificationId);
      return written.error.has('specification') ? fail(specificationOvertaken(written.error)) : heldUp;
    }),
});

/** What is said of a proposal as a version of it, with the writes of its area. */
async function versionOf(
  services: Services,
  said: Body<Ops['changeProposal']>,
  by: string,
): Promise<
  Result<
    { readonly added: Parameters<typeof addSpecificationVersion>[2]; readonly writes: readonly Write[] },
    Problem<'invalid-body'>
  >
> {
  const { title, areaOfPractice: area, priorityId, credentialType, professions, ...proposal } = said;
  if (priorityId !== null && (await getPriority(services.db, priorityId)) === null)
    return fail(
      invalidBody([{ pointer: '/priorityId', code: 'not-usable', detail: 'There is no such priority.' }]),
    );
  const areas = await keptAreas(services, by, [area], '/areaOfPractice');
  if (!areas.ok) return areas;
  const [areaOfPractice = area] = areas.value.names;
  const content = {
    title,
    areaOfPractice,
    credentialType,
    professions,
    documentUrl: null,
    documentSha256: null,
    capabilities: [],
    proposal,
  };
  return ok({
    added: { content, hash: services.digest(canonicalJson(content)) },
    writes: areas.value.writes,
  });
}

/** A proposal as it stands: none is ever deleted. */
async function answered({ db }: Services, specificationId: string) {
  const kept = await getSpecification(db, specificationId);
  if (kept === null) throw new Error(`The proposal ${specificationId} is gone`);
  return ok({ answer: specificationView(kept), version: kept.editVersion });
}
