import type { Body } from '../../shared/contract/operation.ts';
import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { credentialTypeInWords } from '../../shared/domain/basics/credential-types.ts';
import { type Defect, fail } from '../../shared/domain/basics/result.ts';
import { type CriteriaSet, isMeantFor } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { typesInWords } from '../../shared/domain/criteria-sets/criteria-set-diff.ts';
import type { SpecificationVersion } from '../../shared/domain/specifications/specification.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import { getSpecification, getSpecificationVersion, judgedWrites } from '../specifications/storage.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { transact } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkDates, datesOf } from './dates.ts';
import { newRoundWrites } from './storage.ts';
import { answerRound } from './view.ts';

type Ops = typeof roundOperations;

/** `createRound`. */
export const createRound =
  (services: Services): UseCase<Ops['createRound']> =>
  async ({ by: person, what: body, key: idempotencyKey }) => {
    const now = services.now();
    const request = idempotentRequest(services, person.id, idempotencyKey, {
      operation: 'createRound',
      body,
    });
    const remembered = (answer: unknown) => created(services, (answer as { roundId: string }).roundId);
    return once(services, request, now, remembered, () =>
      retrying(() => createRoundOnce(services, person.id, body, request, now)),
    );
  };

async function createRoundOnce(
  services: Services,
  personId: string,
  body: Body<Ops['createRound']>,
  request: IdempotentRequest,
  now: Date,
) {
  const { db } = services;
  const [specification, version, set] = await Promise.all([
    getSpecification(db, body.specificationId),
    getSpecificationVersion(db, body.specificationId, body.specificationVersion),
    getCriteriaSet(db, body.criteriaSetId, body.criteriaSetVersion),
  ]);
  const dates = datesOf(body);
  const missing = (field: string, detail: string) => ({ pointer: `/${field}`, code: 'not-usable', detail });
  const defects = [
    ...(version === null
      ? [missing('specificationVersion', 'There is no such version of a specification.')]
      : []),
    ...(set?.status !== 'published'
      ? [missing('criteriaSetVersion', 'There is no such published version of a criteria set.')]
      : []),
    ...(version === null || set === null ? [] : notJudgedBy(version.content, set.content)),
    ...checkDates(dates, now),
  ];
  if (specification === null || version === null || set === null || defects.length > 0)
    return fail(invalidBody(defects));

  const roundId = services.newId();
  const round = {
    ...body,
    id: roundId,
    criteriaSetHash: set.hash,
    criteriaSetKind: set.content.kind,
    sample: set.content.sample,
    title: version.content.title,
    ...dates,
  };
  const written = await transact(db, [
    answerWrite(request, { roundId }, now),
    ...judgedWrites(version),
    ...newRoundWrites(
      round,
      { areaOfPractice: version.content.areaOfPractice, organisation: specification.developer.organisation },
      eventNow(services, personId, 'round-created', {}, now),
    ),
  ]);
  if (written.ok) return created(services, roundId);
  return written.error.has('version') && !written.error.has('idempotency-key') ? heldUp : null;
}

/** Why a round by this set is not opened on this version; nothing where it can be. */
const notJudgedBy = (
  { proposal, credentialType }: SpecificationVersion,
  set: CriteriaSet,
): readonly Defect[] => {
  const wrong = (field: string, code: string, detail: string) => [{ pointer: `/${field}`, code, detail }];
  if (credentialType === null)
    return wrong(
      'specificationVersion',
      'no-credential',
      'What is proposed is no credential: the gateway has nothing to say of it.',
    );
  if (proposal !== undefined && set.kind !== 'gateway')
    return wrong(
      'criteriaSetVersion',
      'no-document',
      'A proposal has no document yet. Choose criteria of the gateway.',
    );
  return isMeantFor(set, credentialType)
    ? []
    : wrong(
        'criteriaSetVersion',
        'other-type',
        `This set is meant for ${typesInWords(set)}, and this version is of the type “${credentialTypeInWords[credentialType]}”. Choose another set.`,
      );
};

async function created(services: Services, roundId: string) {
  const answered = await answerRound(services, roundId);
  if (!answered.ok) throw new Error(`Round ${roundId} was created and is not there`);
  return answered;
}
