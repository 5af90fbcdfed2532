import { randomInt } from 'node:crypto';
import type { Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/result.ts';
import {
  isOnPanel,
  maxPanel,
  moveAssignment,
  moveRound,
  type RoundAction,
} from '../../shared/domain/round.ts';
import type { Implementation, Implementations } from '../http/api.ts';
import { notFound, type Problem, problem } from '../http/problem.ts';
import { invalidBody } from '../http/request.ts';
import { getCriteriaSet } from '../storage/criteria-sets.ts';
import { transact, type Write } from '../storage/database.ts';
import { answerWrite, type IdempotentRequest } from '../storage/idempotency.ts';
import type { AssignmentItem, RoundItem } from '../storage/items.ts';
import { addPersonWrites, addRoleWrites, findPersonByEmail } from '../storage/people.ts';
import { getLatestRecommendation, getResult } from '../storage/results.ts';
import {
  assignmentWrite,
  changeAssignment,
  changeRound,
  getAssignment,
  getRound,
  listPanel,
  newAssignmentWrite,
  newRoundWrites,
  type RoundChange,
} from '../storage/rounds.ts';
import { getSpecificationVersion } from '../storage/specifications.ts';
import { idempotentRequest, once } from './once.ts';
import { eventNow, type Services } from './services.ts';

type Ops = typeof staffOperations;

const memberView = (a: AssignmentItem) => ({
  personId: a.personId,
  place: a.place,
  status: a.status,
  interest: a.interest,
  interestDescription: a.interestDescription,
  submissions: a.submissions,
  reopenedBecause: a.reopenedBecause,
});

/** The round as it stands in the table now. */
async function roundView({ db }: Services, roundId: string) {
  const [round, panel] = await Promise.all([getRound(db, roundId), listPanel(db, roundId)]);
  if (round === null) return null;
  return {
    roundId: round.id,
    status: round.status,
    specificationId: round.specificationId,
    specificationVersion: round.specificationVersion,
    criteriaSetId: round.criteriaSetId,
    criteriaSetVersion: round.criteriaSetVersion,
    criteriaSetHash: round.criteriaSetHash,
    title: round.title,
    sample: round.sample,
    reviewsDue: round.reviewsDue,
    closesAt: round.closesAt,
    revision: round.revision,
    panel: panel.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(memberView),
  };
}

async function answerRound(services: Services, roundId: string) {
  const view = await roundView(services, roundId);
  return view === null ? fail(notFound) : ok({ body: view });
}

const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody else changed this round at the same time. Look at it again, then repeat what is still needed.',
);

/** Instants are kept in one spelling, so that text order is time order. */
const normalised = (instant: string) => new Date(instant).toISOString();

function checkDates(reviewsDue: string, closesAt: string, now: Date): readonly Defect[] {
  const wrong = (field: string, detail: string) => ({ pointer: `/${field}`, code: 'date-order', detail });
  if (closesAt <= now.toISOString()) return [wrong('closesAt', 'The round must close in the future.')];
  if (reviewsDue > closesAt) return [wrong('reviewsDue', 'Reviews must be due before the round closes.')];
  return [];
}

const createRound =
  (services: Services): Implementation<Ops['createRound']> =>
  async ({ person, body, idempotencyKey }) => {
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
    ...checkDates(reviewsDue, closesAt, now),
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

/** The numbers 1 to n in an order that nobody can foresee. */
function drawPlaces(n: number): readonly number[] {
  const places = Array.from({ length: n }, (_, i) => i + 1);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [places[i], places[j]] = [places[j] as number, places[i] as number];
  }
  return places;
}

/** What moving a round brings with it. */
interface Consequences {
  readonly change?: RoundChange;
  readonly writes?: readonly Write[];
}

/** Moves a round by its state machine. `consequences` says what else changes, or why it cannot be. */
async function move(
  services: Services,
  {
    personId,
    roundId,
    action,
    reason,
  }: { personId: string; roundId: string; action: RoundAction; reason: string },
  consequences: (
    round: RoundItem,
    panel: readonly AssignmentItem[],
    now: Date,
  ) => Result<Consequences, Problem>,
) {
  const { db } = services;
  const now = services.now();
  const [round, panel] = await Promise.all([getRound(db, roundId), listPanel(db, roundId)]);
  if (round === null) return fail(notFound);
  const moved = moveRound(round.status, action);
  if (!moved.ok)
    return fail(
      problem(
        'not-now',
        `The round is ${round.status}; only a round that is ${moved.error.allowedFrom.join(' or ')} can do this.`,
      ),
    );
  const brings = consequences(round, panel, now);
  if (!brings.ok) return brings;
  const written = await changeRound(
    db,
    round,
    { status: moved.value, ...brings.value.change },
    brings.value.writes ?? [],
    eventNow(services, personId, `round-${action}`, { reason }, now),
  );
  return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
}

const openRound =
  (services: Services): Implementation<Ops['openRound']> =>
  async ({ person, parameters: { roundId }, body: { reason } }) => {
    const round = await getRound(services.db, roundId);
    const set = round && (await getCriteriaSet(services.db, round.criteriaSetId, round.criteriaSetVersion));
    const needed = set?.content.rules.minReviews ?? 0;
    return move(services, { personId: person.id, roundId, action: 'open', reason }, (round, panel, now) => {
      if (panel.length < needed)
        return fail(
          problem(
            'not-now',
            `The criteria set needs ${needed} reviews, and the panel has ${panel.length}. Add reviewers first.`,
          ),
        );
      if (round.closesAt <= now.toISOString())
        return fail(
          problem('not-now', 'The round’s closing date has passed. Create a round with later dates.'),
        );
      const places = drawPlaces(panel.length);
      const writes = panel.map((assignment, i) =>
        assignmentWrite(assignment, { place: places[i] ?? null, due: round.reviewsDue }, now.toISOString()),
      );
      return ok({ writes });
    });
  };

const addReviewer =
  (services: Services): Implementation<Ops['addReviewer']> =>
  async ({ person, parameters: { roundId }, body }) => {
    const { db } = services;
    const now = services.now();
    const [round, panel, known] = await Promise.all([
      getRound(db, roundId),
      listPanel(db, roundId),
      findPersonByEmail(db, body.email),
    ]);
    if (round === null) return fail(notFound);
    if (round.status !== 'draft' && round.status !== 'open')
      return fail(
        problem('not-now', `The round is ${round.status}; reviewers can be added while it is draft or open.`),
      );
    if (panel.some((assignment) => assignment.personId === known?.id)) return answerRound(services, roundId);
    if (panel.length >= maxPanel)
      return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));

    const personId = known?.id ?? services.newId();
    const personWrites =
      known === null
        ? addPersonWrites({ id: personId, ...body, roles: ['reviewer'] }, now.toISOString())
        : known.roles.includes('reviewer')
          ? []
          : addRoleWrites(known, 'reviewer');
    const isOpen = round.status === 'open';
    const place = isOpen ? Math.max(0, ...panel.map((a) => a.place ?? 0)) + 1 : null;
    const written = await changeRound(
      db,
      round,
      {},
      [...personWrites, newAssignmentWrite(roundId, personId, place, isOpen ? round.reviewsDue : null)],
      eventNow(services, person.id, 'reviewer-added', { personId }, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

const reopenRound =
  (services: Services): Implementation<Ops['reopenRound']> =>
  async ({ person, parameters: { roundId }, body }) => {
    const reviewsDue = normalised(body.reviewsDue);
    const closesAt = normalised(body.closesAt);
    return move(
      services,
      { personId: person.id, roundId, action: 'reopen', reason: body.reason },
      (_, panel, now) => {
        const defects = checkDates(reviewsDue, closesAt, now);
        if (defects.length > 0) return fail(invalidBody(defects));
        const writes = panel.map((assignment) =>
          assignmentWrite(assignment, { due: reviewsDue }, now.toISOString()),
        );
        return ok({ change: { reviewsDue, closesAt }, writes });
      },
    );
  };

const resolveInterest =
  (services: Services): Implementation<Ops['resolveInterest']> =>
  async ({ person, parameters: { roundId, personId }, body: { resolution, reason } }) => {
    const { db } = services;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (round.status !== 'open' && round.status !== 'closed')
      return fail(
        problem(
          'not-now',
          `The round is ${round.status}; interests are resolved while it is open or closed.`,
        ),
      );
    if (assignment.interest !== 'declared')
      return fail(problem('not-now', 'This reviewer has no declared interest that waits to be resolved.'));
    const moved = moveAssignment(assignment.status, resolution === 'cleared' ? 'accept' : 'recuse');
    const written = await changeAssignment(
      db,
      assignment,
      { interest: resolution, ...(moved.ok && { status: moved.value }) },
      eventNow(services, person.id, `interest-${resolution}`, { personId, reason }),
      {
        status: round.status,
        affectsResult: true,
        ...(round.status === 'closed' && { recommendationDue: true }),
      },
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

const reopenReview =
  (services: Services): Implementation<Ops['reopenReview']> =>
  async ({ person, parameters: { roundId, personId }, body: { reason } }) => {
    const { db } = services;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (round.status !== 'open')
      return fail(problem('round-not-open', `The round is ${round.status}. Reopen the round first.`));
    const moved = moveAssignment(assignment.status, 'reopen');
    if (!moved.ok)
      return fail(
        problem('not-now', `This review is ${assignment.status}; only a submitted one can be reopened.`),
      );
    const written = await changeAssignment(
      db,
      assignment,
      { status: moved.value, reopenedBecause: reason },
      eventNow(services, person.id, 'review-reopened', { personId, reason }),
      { status: 'open' },
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** What staff do with rounds, and what they and the Oversight Group read of them. */
export const rounds = (
  services: Services,
): Omit<
  Implementations<Ops>,
  | 'createCriteriaSet'
  | 'getCriteriaSet'
  | 'publishCriteriaSet'
  | 'registerSpecification'
  | 'getSpecification'
  | 'addSpecificationVersion'
> => ({
  createRound: createRound(services),
  getRound: ({ parameters: { roundId } }) => answerRound(services, roundId),
  addReviewer: addReviewer(services),
  openRound: openRound(services),
  closeRound: ({ person, parameters: { roundId }, body: { reason } }) =>
    move(services, { personId: person.id, roundId, action: 'close', reason }, () =>
      ok({ change: { affectsResult: true, recommendationDue: true } }),
    ),
  reopenRound: reopenRound(services),
  resolveInterest: resolveInterest(services),
  reopenReview: reopenReview(services),

  getResult: async ({ parameters: { roundId } }) => {
    const item = await getResult(services.db, roundId);
    if (item === null) return fail(notFound);
    const { revision, projectedAt, result } = item;
    return ok({ body: { revision, projectedAt, result } });
  },

  getRecommendation: async ({ parameters: { roundId } }) => {
    const item = await getLatestRecommendation(services.db, roundId);
    if (item === null) return fail(notFound);
    const { number, revision, derivedAt, recommendation } = item;
    return ok({ body: { number, revision, derivedAt, recommendation } });
  },
});

/** Panel places of reviewers on the panel whose declared interest waits to be resolved. */
export const unresolvedInterests = (panel: readonly AssignmentItem[]): readonly number[] =>
  panel
    .filter((a) => isOnPanel(a.status) && a.interest === 'declared')
    .flatMap((a) => (a.place === null ? [] : [a.place]))
    .sort((a, b) => a - b);
