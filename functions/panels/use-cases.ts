import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isAwaited, maxPanel, moveAssignment } from '../../shared/domain/rounds/round.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import { aboutDates, aboutRound, tell } from '../notices/outbox.ts';
import { addPersonWrites, addRoleWrites, findPersonByEmail } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { readsReviews } from '../results/who-may-read.ts';
import { invite } from '../rounds/moves.ts';
import { changeRound, getRound, type RoundChange } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { answerRound, changedMeanwhile, checkEdit, checkMember } from '../rounds/view.ts';
import { getSpecification } from '../specifications/storage.ts';
import { transact, type Write } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import {
  assignmentStands,
  assignmentWrite,
  changeAssignment,
  getAssignment,
  listPanel,
  newAssignmentWrite,
  removedAssignmentWrite,
} from './storage.ts';
import type { AssignmentItem } from './stored-assignment.ts';

type Ops = typeof staffOperations;

/** `addReviewer`. */
export const addReviewer =
  (services: Services): UseCase<Ops['addReviewer']> =>
  async ({ by: person, of: { roundId }, what: body }) => {
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
    const allowed = await mayJoin(services, round, panel, known);
    if (!allowed.ok) return allowed;
    const added = await newReviewer(services, round, panel, known, body, { now, actor: person.id });
    const written = await changeRound(
      db,
      round,
      {},
      added.writes,
      eventNow(services, person.id, 'reviewer-added', { personId: added.personId }, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** Whether there is room on a panel for somebody, who neither wrote the specification nor may know the reviews. */
async function mayJoin(
  { db }: Services,
  round: RoundItem,
  panel: readonly AssignmentItem[],
  known: PersonItem | null,
): Promise<Result<void, Problem>> {
  if (panel.length >= maxPanel)
    return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));
  if (known === null) return ok(undefined);
  const unfit = (code: string, detail: string) => fail(invalidBody([{ pointer: '/email', code, detail }]));
  const specification = await getSpecification(db, round.specificationId);
  if (specification?.developer.contactId === known.id)
    return unfit(
      'developer-contact',
      'This is the developer’s contact for this specification, who cannot review it.',
    );
  return readsReviews(known) && panel.some(({ submissions }) => submissions > 0)
    ? unfit(
        'reads-reviews',
        'This person is staff or in the Oversight Group, and could have read the reviews submitted so far. Choose somebody else.',
      )
    : ok(undefined);
}

/**
 * The writes that put somebody on a panel, who becomes a person and a reviewer where they are not, and is invited
 * where the round is open.
 */
async function newReviewer(
  services: Services,
  round: RoundItem,
  panel: readonly AssignmentItem[],
  known: PersonItem | null,
  { name, email }: { readonly name: string; readonly email: string },
  { now, actor }: { readonly now: Date; readonly actor: string },
) {
  const personId = known?.id ?? services.newId();
  const personWrites =
    known === null
      ? addPersonWrites({ id: personId, name, email, roles: ['reviewer'] }, now.toISOString(), actor)
      : known.roles.includes('reviewer')
        ? []
        : addRoleWrites(known, 'reviewer');
  const isOpen = round.status === 'open';
  const place = isOpen ? Math.max(0, ...panel.map((a) => a.place ?? 0)) + 1 : null;
  const at = now.toISOString();
  const opened = isOpen ? { due: round.reviewsDue, invitedAt: at } : null;
  const set = isOpen && (await getCriteriaSet(services.db, round.criteriaSetId, round.criteriaSetVersion));
  const invitation = set ? invite([personId], round, set.content.title, at) : [];
  const assignment = newAssignmentWrite(round.id, personId, place, opened, now);
  return { personId, writes: [...personWrites, assignment, ...invitation] };
}

/** What taking a reviewer off the panel does to the round: a declared interest holds its recommendation. */
const withoutReviewer = (round: RoundItem, { submissions, interest }: AssignmentItem): RoundChange =>
  submissions === 0 && interest !== 'declared'
    ? {}
    : { affectsResult: true, ...(round.status === 'closed' && { recommendationDue: true }) };

/** A reviewer off the panel, whose interest no longer waits for anybody. */
const offPanel = ({ interest }: AssignmentItem, status: AssignmentItem['status']) => ({
  status,
  ...(interest === 'declared' && { interest: 'recused' as const }),
});

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

/** Who was invited is told that they are no longer asked. */
const tellOfLeaving = (round: RoundItem, personId: string, { id, at }: NewEvent): readonly Write[] =>
  round.status === 'draft'
    ? []
    : tell([personId], {
        cause: `off-panel ${id}`,
        notice: 'off-panel',
        roundId: round.id,
        createdAt: at,
        data: aboutRound(round),
      });

/** `recuseReviewer`. */
export const recuseReviewer =
  (services: Services): UseCase<Ops['recuseReviewer']> =>
  async ({ by: person, of: { roundId, personId }, what: { reason, editVersion } }) => {
    const now = services.now();
    const found = await leaving(services, roundId, personId, editVersion, ['draft', 'open', 'closed']);
    if (!found.ok) return found;
    const { round, assignment, status } = found.value;
    const event = eventNow(services, person.id, 'reviewer-recused', { personId, reason }, now);
    const written = await changeRound(
      services.db,
      round,
      withoutReviewer(round, assignment),
      [
        assignmentWrite(assignment, offPanel(assignment, status), event.at, round.status === 'open'),
        ...tellOfLeaving(round, personId, event),
      ],
      event,
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** `removeReviewer`: out of a draft, of which nobody on the panel knows yet. */
export const removeReviewer =
  (services: Services): UseCase<Ops['removeReviewer']> =>
  async ({ by: person, of: { roundId, personId }, what: { editVersion } }) => {
    const now = services.now();
    const found = await leaving(services, roundId, personId, editVersion, ['draft']);
    if (!found.ok) return found;
    const { round, assignment } = found.value;
    const written = await changeRound(
      services.db,
      round,
      {},
      [removedAssignmentWrite(assignment, now)],
      eventNow(services, person.id, 'reviewer-removed', { personId }, now),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** `replaceReviewer`. */
export const replaceReviewer =
  (services: Services): UseCase<Ops['replaceReviewer']> =>
  async ({ by: person, of: { roundId, personId }, what: body }) => {
    const now = services.now();
    const [found, known] = await Promise.all([
      leaving(services, roundId, personId, body.editVersion, ['draft', 'open']),
      findPersonByEmail(services.db, body.email),
    ]);
    if (!found.ok) return found;
    const { round, panel, assignment, status } = found.value;
    if (panel.some((one) => one.personId === known?.id))
      return fail(problem('already-exists', 'This person is, or was, on the panel already.'));
    const allowed = await mayJoin(services, round, panel, known);
    if (!allowed.ok) return allowed;
    const added = await newReviewer(services, round, panel, known, body, { now, actor: person.id });
    const details = { personId, by: added.personId, reason: body.reason };
    const event = eventNow(services, person.id, 'reviewer-replaced', details, now);
    const written = await changeRound(
      services.db,
      round,
      withoutReviewer(round, assignment),
      [
        assignmentWrite(assignment, offPanel(assignment, status), event.at),
        ...tellOfLeaving(round, personId, event),
        ...added.writes,
      ],
      event,
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** `resolveInterest`. */
export const resolveInterest =
  (services: Services): UseCase<Ops['resolveInterest']> =>
  async ({ by: person, of: { roundId, personId }, what: { resolution, reason, editVersion } }) => {
    const { db } = services;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (personId === person.id)
      return fail(problem('own-panel', 'This is your own interest. Somebody else resolves it.'));
    if (round.status !== 'open' && round.status !== 'closed')
      return fail(
        problem(
          'not-now',
          `The round is ${round.status}; interests are resolved while it is open or closed.`,
        ),
      );
    if (assignment.interest !== 'declared')
      return fail(problem('not-now', 'This reviewer has no declared interest that waits to be resolved.'));
    // The reviewer may have declared something else since.
    const unchanged = checkMember(assignment, editVersion);
    if (!unchanged.ok) return unchanged;
    const moved = moveAssignment(assignment.status, resolution === 'cleared' ? 'accept' : 'recuse');
    const event = eventNow(services, person.id, `interest-${resolution}`, { personId, reason });
    const written = await changeAssignment(
      db,
      assignment,
      { interest: resolution, ...(moved.ok && { status: moved.value }) },
      event,
      {
        status: round.status,
        affectsResult: true,
        ...(round.status === 'closed' && { recommendationDue: true }),
      },
      tell([personId], {
        cause: `declaration-resolved ${event.id}`,
        notice: 'declaration-resolved',
        roundId,
        createdAt: event.at,
        data: { ...aboutDates(round), resolution },
      }),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** `reopenReview`. */
export const reopenReview =
  (services: Services): UseCase<Ops['reopenReview']> =>
  async ({ by: person, of: { roundId, personId }, what: { reason, editVersion } }) => {
    const { db } = services;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (personId === person.id)
      return fail(problem('own-panel', 'This is your own review. Somebody else reopens it.'));
    if (round.status !== 'open')
      return fail(problem('round-not-open', `The round is ${round.status}. Reopen the round first.`));
    const moved = moveAssignment(assignment.status, 'reopen');
    if (!moved.ok)
      return fail(
        problem('not-now', `This review is ${assignment.status}; only a submitted one can be reopened.`),
      );
    const unchanged = checkMember(assignment, editVersion);
    if (!unchanged.ok) return unchanged;
    const event = eventNow(services, person.id, 'review-reopened', { personId, reason });
    const written = await changeAssignment(
      db,
      assignment,
      // Asked anew now: no reminder of what was due before follows at once.
      { status: moved.value, reopenedBecause: reason, invitedAt: event.at },
      event,
      { status: 'open' },
      tell([personId], {
        cause: `reopened ${event.id}`,
        notice: 'reopened',
        roundId,
        createdAt: event.at,
        data: { ...aboutDates(round), reason },
      }),
    );
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

/** `remindReviewer`: by hand, besides the clock's own reminders. */
export const remindReviewer =
  (services: Services): UseCase<Ops['remindReviewer']> =>
  async ({ by: person, of: { roundId, personId } }) => {
    const { db } = services;
    const now = services.now();
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (round.status !== 'open' || !isAwaited(assignment.status))
      return fail(problem('not-now', 'Nothing is awaited of this reviewer now.'));
    const event = eventNow(services, person.id, 'reviewer-reminded', { personId }, now);
    const written = await transact(db, [
      assignmentStands(assignment),
      ...remind(round, assignment, 'asked', ukIsoDay(now), event.at),
      eventWrite(round, event),
    ]);
    if (written.ok) return answerRound(services, roundId);
    return fail(
      written.error.has('notice')
        ? problem('not-now', 'This reviewer has been reminded today.')
        : changedMeanwhile,
    );
  };

/** The writes that remind a reviewer. The same reminder, told apart by `which`, is never made twice. */
export const remind = (
  round: RoundItem,
  assignment: AssignmentItem,
  when: NoticeData<'reminder'>['when'],
  which: string,
  createdAt: string,
): readonly Write[] =>
  tell([assignment.personId], {
    cause: reminderCause(round.id, when, which),
    notice: 'reminder',
    roundId: round.id,
    createdAt,
    data: {
      ...aboutDates(round),
      when,
      isOverdue: round.reviewsDue < createdAt,
      hasStarted: assignment.status !== 'invited',
    },
  });

/** What makes a reminder the one that it is. */
export const reminderCause = (roundId: string, when: NoticeData<'reminder'>['when'], which: string): string =>
  `reminder ${roundId} ${when} ${which}`;
