import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { criterionReview } from '../../shared/contract/reviews/schemas.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import {
  type CriterionReview,
  checkReview,
  emptyReview,
  type ReviewContent,
  reviewHashes,
} from '../../shared/domain/reviews/review.ts';
import { isOnPanel, moveAssignment } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import type { CriteriaSetItem } from '../criteria-sets/stored-criteria-set.ts';
import { aboutRound, tell, wants } from '../notices/outbox.ts';
import { changeAssignment, getAssignment, listAssignmentsOf } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import type { IdempotentRequest } from '../table/idempotency.ts';
import type { Write } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Command, Done, FurtherDefects, UseCase, UseCases } from '../use-case/use-case.ts';
import { addSubmission, getReview, listSubmissions, saveReview } from './storage.ts';
import type { ReviewItem } from './stored-review.ts';
import type { SubmissionItem } from './stored-submission.ts';

type Ops = typeof reviewOperations;
type Receipt = SubmissionItem['receipt'];

interface Desk {
  readonly assignment: AssignmentItem;
  readonly round: RoundItem;
}

/** The caller's own assignment with its round. A round in draft has not been shown to anybody yet. */
async function deskOf({ db }: Services, roundId: string, personId: string): Promise<Result<Desk, Problem>> {
  const [assignment, round] = await Promise.all([
    getAssignment(db, roundId, personId),
    getRound(db, roundId),
  ]);
  if (assignment === null || round === null || round.status === 'draft') return fail(notFound);
  return ok({ assignment, round });
}

const assignmentView = ({ assignment, round }: Desk) => ({
  roundId: round.id,
  specificationId: round.specificationId,
  specificationVersion: round.specificationVersion,
  title: round.title,
  criteriaSetKind: round.criteriaSetKind,
  sample: round.sample,
  reviewsDue: round.reviewsDue,
  closesAt: round.closesAt,
  roundStatus: round.status,
  status: assignment.status,
  interest: assignment.interest,
  submissions: assignment.submissions,
  reopenedBecause: assignment.reopenedBecause,
});

const reviewView = (review: ReviewItem | null, round: RoundItem) => ({
  content: review?.content ?? emptyReview(round.criteriaSetHash),
  version: review?.version ?? 0,
  savedAt: review?.savedAt ?? null,
});

function checkRoundOpen(round: RoundItem, now: Date): Result<void, Problem> {
  if (round.status !== 'open')
    return fail(
      problem(
        'round-not-open',
        'This round is not open for reviews. Ask the Centre if you expected it to be.',
      ),
    );
  if (round.closesAt <= now.toISOString())
    return fail(
      problem('round-not-open', `This round closed on ${round.closesAt}. Ask the Centre to extend it.`),
    );
  return ok(undefined);
}

function checkDeclared({ assignment }: Desk): Result<void, Problem> {
  if (assignment.interest === 'declared')
    return fail(
      problem(
        'interest-unresolved',
        'The Centre is looking at the interest you declared. It will tell you how to go on.',
      ),
    );
  if (assignment.status === 'invited')
    return fail(
      problem('declaration-needed', 'Declare your interests for this round before you start the review.'),
    );
  if (assignment.status === 'declined' || assignment.status === 'recused')
    return fail(noLongerReviewing(assignment.status));
  return ok(undefined);
}

const noLongerReviewing = (status: 'declined' | 'recused'): Problem =>
  problem('not-now', `You have ${status} this review. Ask the Centre if that was a mistake.`);

/** Whether the caller may work on the review now. */
function checkMayReview(desk: Desk, now: Date): Result<void, Problem> {
  const open = checkRoundOpen(desk.round, now);
  if (!open.ok) return open;
  const declared = checkDeclared(desk);
  if (!declared.ok) return declared;
  const { status } = desk.assignment;
  if (status === 'submitted')
    return fail(
      problem(
        'already-submitted',
        'You have submitted this review. Ask the Centre to reopen it if it must change.',
      ),
    );
  return ok(undefined);
}

const stale = (currentVersion: number): Problem =>
  problem(
    'stale',
    'The draft has been saved from somewhere else since you read it. Read it again and compare.',
    {
      currentVersion: currentVersion,
    },
  );

function checkContent(
  set: CriteriaSetItem,
  content: ReviewContent,
  purpose: 'draft' | 'submission',
): Result<void, Problem> {
  if (content.criteriaSetHash !== set.hash)
    return fail(
      problem(
        'criteria-set-differs',
        'This was scored against another version of the criteria. Get the form again.',
        {
          errors: [
            {
              pointer: '/criteriaSetHash',
              code: 'criteria-set-differs',
              detail: `The round’s criteria set has the hash ${set.hash}.`,
            },
          ],
        },
      ),
    );
  const defects = checkReview(set.content, content, purpose);
  return defects.length === 0 ? ok(undefined) : fail(invalidBody(defects));
}

async function criteriaSetOf({ db }: Services, round: RoundItem): Promise<CriteriaSetItem> {
  const set = await getCriteriaSet(db, round.criteriaSetId, round.criteriaSetVersion);
  if (set === null) throw new Error(`Round ${round.id} has lost its criteria set`);
  return set;
}

/** Reads what can be read of a review that its schema refused: its well-formed ratings, and ids of the others. */
function salvage(body: unknown): { ratings: Record<string, CriterionReview>; faulty: Set<string> } {
  const given = typeof body === 'object' && body !== null && 'ratings' in body ? body.ratings : null;
  const ratings: Record<string, CriterionReview> = {};
  const faulty = new Set<string>();
  for (const [id, entry] of Object.entries(given ?? {})) {
    const parsed = criterionReview.safeParse(entry);
    if (parsed.success && id !== '__proto__') ratings[id] = parsed.data;
    else faulty.add(id);
  }
  return { ratings, faulty };
}

const furtherReviewDefects =
  (services: Services, purpose: 'draft' | 'submission'): FurtherDefects =>
  async (person, { roundId }, body): Promise<readonly Defect[]> => {
    const desk = await deskOf(services, String(roundId), person.id);
    if (!desk.ok) return [];
    const set = await criteriaSetOf(services, desk.value.round);
    const { ratings, faulty } = salvage(body);
    return checkReview(set.content, { ratings }, purpose, faulty);
  };

/** What else is wrong with a review that its schema refused. */
export const reviewDefects = (services: Services) => ({
  saveReview: furtherReviewDefects(services, 'draft'),
  submitReview: furtherReviewDefects(services, 'submission'),
});

const submitReview =
  (services: Services): UseCase<Ops['submitReview']> =>
  async (call) => {
    const { by: person, of: parameters, what: body, expected: ifMatch, key: idempotencyKey } = call;
    const now = services.now();
    const asked = { operation: 'submitReview', roundId: parameters.roundId, ifMatch, body };
    const request = idempotentRequest(services, person.id, idempotencyKey, asked);
    const remembered = async (answer: unknown) => ok({ answer: answer as Receipt });
    return once(services, request, now, remembered, () => submitOnce(services, call, request, now));
  };

async function submitOnce(
  services: Services,
  { by: person, of: { roundId }, what: body, expected: ifMatch }: Command<Ops['submitReview']>,
  request: IdempotentRequest,
  now: Date,
): Promise<Result<Done<Ops['submitReview']>, Problem>> {
  const { db, digest } = services;
  const found = await deskOf(services, roundId, person.id);
  if (!found.ok) return found;
  const { assignment, round } = found.value;
  const allowed = checkMayReview(found.value, now);
  if (!allowed.ok) return allowed;
  const [set, review] = await Promise.all([
    criteriaSetOf(services, round),
    getReview(db, roundId, person.id),
  ]);
  if ((review?.version ?? 0) !== ifMatch) return fail(stale(review?.version ?? 0));
  const checked = checkContent(set, body, 'submission');
  if (!checked.ok) return checked;
  if (assignment.place === null) throw new Error(`An open round has a reviewer without a place: ${roundId}`);

  const number = assignment.submissions + 1;
  const { contentHash, notesHash } = reviewHashes(body, digest);
  const receipt: Receipt = {
    id: services.newId(),
    roundId,
    specificationId: round.specificationId,
    specificationVersion: round.specificationVersion,
    criteriaSetId: round.criteriaSetId,
    criteriaSetVersion: round.criteriaSetVersion,
    criteriaSetHash: set.hash,
    submissionNumber: number,
    submittedAt: now.toISOString(),
    contentHash,
  };
  const written = await addSubmission(
    db,
    assignment,
    { roundId, personId: person.id, place: assignment.place, number, receipt, notesHash, content: body },
    request,
    eventNow(services, person.id, 'review-submitted', { number }, now),
    wants(person, 'receipt')
      ? tell([person.id], {
          cause: `receipt ${roundId} ${number}`,
          notice: 'receipt',
          roundId,
          createdAt: receipt.submittedAt,
          data: {
            ...aboutRound(round),
            receiptId: receipt.id,
            submissionNumber: number,
            submittedAt: receipt.submittedAt,
            contentHash,
            criteriaSetHash: set.hash,
          },
        })
      : [],
  );
  if (written.ok) return ok({ answer: receipt });
  return written.error.has('round')
    ? fail(
        problem(
          'round-not-open',
          'The round closed before your review arrived. Ask the Centre to reopen it.',
        ),
      )
    : fail(problem('already-submitted', 'This review was submitted at the same moment from somewhere else.'));
}

/** The reviewer gets a confirmation, and staff hear that an interest waits for them. */
async function tellOfInterest(
  { db }: Services,
  { assignment: { personId }, round }: Desk,
  { id, at }: NewEvent,
): Promise<readonly Write[]> {
  const told = { cause: `interest-declared ${id}`, roundId: round.id, createdAt: at };
  const staff = await listPeopleWithRoles(db, ['staff']);
  return [
    ...tell([personId], {
      ...told,
      cause: `declaration-received ${id}`,
      notice: 'declaration-received',
      data: aboutRound(round),
    }),
    ...tell(staff, { ...told, notice: 'interest-declared', data: aboutRound(round) }),
  ];
}

const declareInterests =
  (services: Services): UseCase<Ops['declareInterests']> =>
  async ({ by: person, of: { roundId }, what: body }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const { assignment, round } = found.value;
    const open = checkRoundOpen(round, services.now());
    if (!open.ok) return open;
    if (assignment.status === 'declined' || assignment.status === 'recused')
      return fail(noLongerReviewing(assignment.status));
    if (body.interest === 'none' && assignment.interest === 'declared')
      return fail(problem('interest-unresolved', 'Only the Centre can resolve the interest you declared.'));
    if (body.interest === 'none' && assignment.status !== 'invited')
      return ok({ answer: assignmentView(found.value) });

    const accepted = moveAssignment(assignment.status, 'accept');
    const change =
      body.interest === 'declared'
        ? { interest: 'declared' as const, interestDescription: body.description }
        : { interest: 'none' as const, ...(accepted.ok && { status: accepted.value }) };
    const event = eventNow(services, person.id, 'interests-declared', { interest: body.interest });
    const written = await changeAssignment(
      services.db,
      assignment,
      change,
      event,
      { status: 'open' },
      body.interest === 'declared' ? await tellOfInterest(services, found.value, event) : [],
    );
    if (!written.ok)
      return fail(problem('changed-meanwhile', 'Your assignment changed at the same time. Try again.'));
    return ok({ answer: assignmentView({ round, assignment: { ...assignment, ...change } }) });
  };

/** Declines before accepting and recuses after it. Who has done so already is not told off: an answer may have been lost. */
const declineOrRecuse =
  (services: Services): UseCase<Ops['declineOrRecuse']> =>
  async ({ by: person, of: { roundId }, what: { reason } }) => {
    const now = services.now();
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const { assignment, round } = found.value;
    if (!isOnPanel(assignment.status)) return ok({ answer: assignmentView(found.value) });
    const open = checkRoundOpen(round, now);
    if (!open.ok) return open;
    const declined = moveAssignment(assignment.status, 'decline');
    const moved = declined.ok ? declined : moveAssignment(assignment.status, 'recuse');
    if (!moved.ok) throw new Error(`An assignment on the panel can be left from every status: ${roundId}`);
    const written = await changeAssignment(
      services.db,
      assignment,
      { status: moved.value },
      eventNow(services, person.id, declined.ok ? 'review-declined' : 'review-recused', { reason }, now),
      { status: 'open', ...(assignment.submissions > 0 && { affectsResult: true }) },
    );
    if (!written.ok)
      return fail(problem('changed-meanwhile', 'Your assignment changed at the same time. Try again.'));
    return ok({ answer: assignmentView({ round, assignment: { ...assignment, status: moved.value } }) });
  };

/** The operations of a reviewer. */
export const reviewing = (services: Services): UseCases<Ops> => ({
  listMyAssignments: async ({ by: person }) => {
    const desks = await listAssignmentsOf(services.db, person.id);
    return ok({ answer: { assignments: desks.map(assignmentView) } });
  },

  getForm: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const declared = checkDeclared(found.value);
    if (!declared.ok) return declared;
    const { round } = found.value;
    const [set, version] = await Promise.all([
      criteriaSetOf(services, round),
      getSpecificationVersion(services.db, round.specificationId, round.specificationVersion),
    ]);
    if (version === null) throw new Error(`Round ${roundId} has lost its specification version`);
    return ok({
      answer: {
        assignment: assignmentView(found.value),
        specification: version.content,
        criteriaSetVersion: set.version,
        criteriaSetHash: set.hash,
        criteriaSet: set.content,
      },
    });
  },

  declareInterests: declareInterests(services),
  declineOrRecuse: declineOrRecuse(services),

  getReview: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const view = reviewView(await getReview(services.db, roundId, person.id), found.value.round);
    return ok({ answer: view, version: view.version });
  },

  saveReview: async ({ by: person, of: { roundId }, what: body, expected: ifMatch }) => {
    const now = services.now();
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const allowed = checkMayReview(found.value, now);
    if (!allowed.ok) return allowed;
    const checked = checkContent(await criteriaSetOf(services, found.value.round), body, 'draft');
    if (!checked.ok) return checked;
    const at = { roundId, personId: person.id, savedAt: now.toISOString() };
    const saved = await saveReview(services.db, at, body, ifMatch);
    if (saved.ok)
      return ok({ answer: reviewView(saved.value, found.value.round), version: saved.value.version });
    const current = await getReview(services.db, roundId, person.id);
    return fail(stale(current?.version ?? 0));
  },

  submitReview: submitReview(services),

  listMySubmissions: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const submissions = await listSubmissions(services.db, roundId, person.id);
    return ok({
      answer: { submissions: submissions.reverse().map(({ receipt, content }) => ({ receipt, content })) },
    });
  },
});
