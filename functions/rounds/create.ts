import type { Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { type Defect, fail } from '../../shared/domain/basics/result.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { transact } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { newRoundWrites } from './storage.ts';
import { answerRound, changedMeanwhile } from './view.ts';

type Ops = typeof staffOperations;

/** Instants are kept in one spelling, so that text order is time order. */
export const normalised = (instant: string) => new Date(instant).toISOString();

/** The two dates of a round. */
interface Dates {
  readonly reviewsDue: string;
  readonly closesAt: string;
}

/**
 * What is wrong with a round's dates. Both must be in the future; where only the closing date moves from what they
 * were `before`, reviews may have been due already.
 */
export function checkDates({ reviewsDue, closesAt }: Dates, now: Date, before?: Dates): readonly Defect[] {
  const wrong = (field: string, detail: string) => ({ pointer: `/${field}`, code: 'date-order', detail });
  const isPast = (instant: string) => instant <= now.toISOString();
  // Forms give days, not instants.
  const stays =
    before !== undefined && ukIsoDay(new Date(before.reviewsDue)) === ukIsoDay(new Date(reviewsDue));
  const defects = [
    ...(isPast(reviewsDue) && !stays
      ? [wrong('reviewsDue', 'The date when reviews are due must be in the future.')]
      : []),
    ...(isPast(closesAt) ? [wrong('closesAt', 'The date when the round closes must be in the future.')] : []),
  ];
  if (defects.length > 0 || reviewsDue <= closesAt) return defects;
  return [wrong('reviewsDue', 'The date when reviews are due must not be after the round closes.')];
}

/** `createRound`. */
export const createRound =
  (services: Services): UseCase<Ops['createRound']> =>
  async ({ by: person, what: body, key: idempotencyKey }) => {
    const now = services.now();
    const request = idempotentRequest(services, person.id, idempotencyKey, {
      operation: 'createRound',
      body,
    });
    const remembered = (answer: unknown) => answerRound(services, (answer as { roundId: string }).roundId);
    return once(services, request, now, remembered, () =>
      createRoundOnce(services, person.id, body, request, now),
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
  const [version, set] = await Promise.all([
    getSpecificationVersion(db, body.specificationId, body.specificationVersion),
    getCriteriaSet(db, body.criteriaSetId, body.criteriaSetVersion),
  ]);
  const reviewsDue = normalised(body.reviewsDue);
  const closesAt = normalised(body.closesAt);
  const missing = (field: string, detail: string) => ({ pointer: `/${field}`, code: 'not-usable', detail });
  const defects = [
    ...(version === null
      ? [missing('specificationVersion', 'There is no such version of a specification.')]
      : []),
    ...(set?.status !== 'published'
      ? [missing('criteriaSetVersion', 'There is no such published version of a criteria set.')]
      : []),
    ...checkDates({ reviewsDue, closesAt }, now),
  ];
  if (version === null || set === null || defects.length > 0) return fail(invalidBody(defects));

  const roundId = services.newId();
  const round = {
    ...body,
    id: roundId,
    criteriaSetHash: set.hash,
    criteriaSetKind: set.content.kind,
    sample: set.content.sample,
    title: version.content.title,
    reviewsDue,
    closesAt,
  };
  const written = await transact(db, [
    answerWrite(request, { roundId }, now),
    ...newRoundWrites(round, eventNow(services, personId, 'round-created', {}, now)),
  ]);
  return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
}
