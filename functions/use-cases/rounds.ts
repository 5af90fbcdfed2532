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
import type { AssignmentItem, PersonItem, RoundItem } from '../storage/items.ts';
import { addPersonWrites, addRoleWrites, findPersonByEmail } from '../storage/people.ts';
import { getLatestRecommendation, getResult } from '../storage/results.ts';
import {
  assignmentWrite,
  changeAssignment,
  changeRound,
  getAssignment,
  getRound,
  listPanel,
  listRoundsPage,
  newAssignmentWrite,
  newRoundWrites,
  type RoundChange,
  settledAssignmentWrite,
} from '../storage/rounds.ts';
import { getSpecificationVersion } from '../storage/specifications.ts';
import { pageSize, roundEntryOf } from './entries.ts';
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
    editVersion: round.editVersion,
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

/** Refuses a change of a round that somebody has edited since it was read under `editVersion`. */
const checkEdit = (round: RoundItem, editVersion: number | undefined): Result<void, Problem> =>
  editVersion === undefined || editVersion === round.editVersion ? ok(undefined) : fail(changedMeanwhile);

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
    editVersion,
  }: {
    personId: string;
    roundId: string;
    action: RoundAction;
    reason: string;
    editVersion: number | undefined;
  },
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
  const unchanged = checkEdit(round, editVersion);
  if (!unchanged.ok) return unchanged;
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
  async ({ person, parameters: { roundId }, body: { reason, editVersion } }) => {
    const round = await getRound(services.db, roundId);
    const set = round && (await getCriteriaSet(services.db, round.criteriaSetId, round.criteriaSetVersion));
    const needed = set?.content.rules.minReviews ?? 0;
    const asked = { personId: person.id, roundId, action: 'open', reason, editVersion } as const;
    return move(services, asked, (round, everybody, now) => {
      const panel = everybody.filter(({ status }) => isOnPanel(status));
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
    const unchanged = checkEdit(round, body.editVersion);
    if (!unchanged.ok) return unchanged;
    if (round.status !== 'draft' && round.status !== 'open')
      return fail(
        problem('not-now', `The round is ${round.status}; reviewers can be added while it is draft or open.`),
      );
    if (panel.some((assignment) => assignment.personId === known?.id)) return answerRound(services, roundId);
    if (panel.length >= maxPanel)
      return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));
    const added = newReviewer(services, round, panel, known, body, now);
    const written = await changeRound(
      db,
      round,
      {},
      added.writes,
      eventNow(services, person.id, 'reviewer-added', { personId: added.personId }, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** The writes that put somebody on a panel, who becomes a person and a reviewer where they are not. */
function newReviewer(
  services: Services,
  round: RoundItem,
  panel: readonly AssignmentItem[],
  known: PersonItem | null,
  { name, email }: { readonly name: string; readonly email: string },
  now: Date,
) {
  const personId = known?.id ?? services.newId();
  const personWrites =
    known === null
      ? addPersonWrites({ id: personId, name, email, roles: ['reviewer'] }, now.toISOString())
      : known.roles.includes('reviewer')
        ? []
        : addRoleWrites(known, 'reviewer');
  const isOpen = round.status === 'open';
  const place = isOpen ? Math.max(0, ...panel.map((a) => a.place ?? 0)) + 1 : null;
  const assignment = newAssignmentWrite(round.id, personId, place, isOpen ? round.reviewsDue : null);
  return { personId, writes: [...personWrites, assignment] };
}

const extendRound =
  (services: Services): Implementation<Ops['extendRound']> =>
  async ({ person, parameters: { roundId }, body }) => {
    const { db } = services;
    const now = services.now();
    const [round, panel] = await Promise.all([getRound(db, roundId), listPanel(db, roundId)]);
    if (round === null) return fail(notFound);
    const unchanged = checkEdit(round, body.editVersion);
    if (!unchanged.ok) return unchanged;
    if (round.status !== 'draft' && round.status !== 'open')
      return fail(
        problem('not-now', `The round is ${round.status}; its dates can change while it is draft or open.`),
      );
    const reviewsDue = normalised(body.reviewsDue);
    const closesAt = normalised(body.closesAt);
    const defects = checkDates(reviewsDue, closesAt, now);
    if (defects.length > 0) return fail(invalidBody(defects));
    const writes =
      round.status === 'open'
        ? panel.map((assignment) => assignmentWrite(assignment, { due: reviewsDue }, now.toISOString()))
        : [];
    const details = { reviewsDue, closesAt, reason: body.reason };
    const written = await changeRound(
      db,
      round,
      { reviewsDue, closesAt },
      writes,
      eventNow(services, person.id, 'round-extended', details, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** What taking a reviewer off the panel does to the round. */
const withoutReviewer = (round: RoundItem, assignment: AssignmentItem): RoundChange =>
  assignment.submissions === 0
    ? {}
    : { affectsResult: true, ...(round.status === 'closed' && { recommendationDue: true }) };

/** A round, its panel and the one on it who is to leave it, or why they cannot. */
async function leaving(
  services: Services,
  roundId: string,
  personId: string,
  editVersion: number | undefined,
  statuses: readonly RoundItem['status'][],
) {
  const [round, panel] = await Promise.all([getRound(services.db, roundId), listPanel(services.db, roundId)]);
  const assignment = panel.find((one) => one.personId === personId);
  if (round === null || assignment === undefined) return fail(notFound);
  const unchanged = checkEdit(round, editVersion);
  if (!unchanged.ok) return unchanged;
  if (!statuses.includes(round.status))
    return fail(problem('not-now', `The round is ${round.status}; its panel can no longer change so.`));
  const moved = moveAssignment(assignment.status, 'recuse');
  return moved.ok
    ? ok({ round, panel, assignment, status: moved.value })
    : fail(problem('not-now', 'This reviewer is no longer on the panel.'));
}

const recuseReviewer =
  (services: Services): Implementation<Ops['recuseReviewer']> =>
  async ({ person, parameters: { roundId, personId }, body: { reason, editVersion } }) => {
    const now = services.now();
    const found = await leaving(services, roundId, personId, editVersion, ['draft', 'open', 'closed']);
    if (!found.ok) return found;
    const { round, assignment, status } = found.value;
    const written = await changeRound(
      services.db,
      round,
      withoutReviewer(round, assignment),
      [assignmentWrite(assignment, { status }, now.toISOString(), round.status === 'open')],
      eventNow(services, person.id, 'reviewer-recused', { personId, reason }, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

const replaceReviewer =
  (services: Services): Implementation<Ops['replaceReviewer']> =>
  async ({ person, parameters: { roundId, personId }, body }) => {
    const now = services.now();
    const [found, known] = await Promise.all([
      leaving(services, roundId, personId, body.editVersion, ['draft', 'open']),
      findPersonByEmail(services.db, body.email),
    ]);
    if (!found.ok) return found;
    const { round, panel, assignment, status } = found.value;
    if (panel.some((one) => one.personId === known?.id))
      return fail(problem('already-exists', 'This person is, or was, on the panel already.'));
    if (panel.length >= maxPanel)
      return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));
    const added = newReviewer(services, round, panel, known, body, now);
    const details = { personId, by: added.personId, reason: body.reason };
    const written = await changeRound(
      services.db,
      round,
      withoutReviewer(round, assignment),
      [assignmentWrite(assignment, { status }, now.toISOString()), ...added.writes],
      eventNow(services, person.id, 'reviewer-replaced', details, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** What becomes of the assignments when their round is no longer open. */
const settled = (panel: readonly AssignmentItem[], round: 'closed' | 'cancelled'): readonly Write[] =>
  panel.map((assignment) => settledAssignmentWrite(assignment, round));

const reopenRound =
  (services: Services): Implementation<Ops['reopenRound']> =>
  async ({ person, parameters: { roundId }, body }) => {
    const reviewsDue = normalised(body.reviewsDue);
    const closesAt = normalised(body.closesAt);
    return move(
      services,
      {
        personId: person.id,
        roundId,
        action: 'reopen',
        reason: body.reason,
        editVersion: body.editVersion,
      },
      (_, panel, now) => {
        const defects = checkDates(reviewsDue, closesAt, now);
        if (defects.length > 0) return fail(invalidBody(defects));
        const writes = panel.map((assignment) =>
          assignmentWrite(assignment, { due: reviewsDue }, now.toISOString()),
        );
        // The result is projected anew, so that it no longer waits for a decision.
        return ok({ change: { reviewsDue, closesAt, affectsResult: true }, writes });
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
): Pick<
  Implementations<Ops>,
  | 'createRound'
  | 'getRound'
  | 'addReviewer'
  | 'openRound'
  | 'closeRound'
  | 'cancelRound'
  | 'reopenRound'
  | 'extendRound'
  | 'recuseReviewer'
  | 'replaceReviewer'
  | 'resolveInterest'
  | 'reopenReview'
  | 'listRounds'
  | 'getResult'
  | 'getRecommendation'
> => ({
  createRound: createRound(services),
  getRound: ({ parameters: { roundId } }) => answerRound(services, roundId),
  addReviewer: addReviewer(services),
  openRound: openRound(services),
  closeRound: ({ person, parameters: { roundId }, body: { reason, editVersion } }) =>
    move(services, { personId: person.id, roundId, action: 'close', reason, editVersion }, (_, panel) =>
      ok({
        change: { affectsResult: true, recommendationDue: true },
        writes: settled(panel, 'closed'),
      }),
    ),
  cancelRound: ({ person, parameters: { roundId }, body: { reason, editVersion } }) =>
    move(services, { personId: person.id, roundId, action: 'cancel', reason, editVersion }, (_, panel) =>
      ok({ change: { affectsResult: true }, writes: settled(panel, 'cancelled') }),
    ),
  extendRound: extendRound(services),
  recuseReviewer: recuseReviewer(services),
  replaceReviewer: replaceReviewer(services),
  listRounds: async ({ query: { status, cursor } }) => {
    const { entries, next } = await listRoundsPage(services.db, status, { limit: pageSize, cursor });
    return ok({ body: { items: entries.map(roundEntryOf), next } });
  },
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
