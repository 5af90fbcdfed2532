import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { moveAssignment } from '../../shared/domain/rounds/round.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { findPersonByEmail } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { changeRoundAsRead, type PlannedChange } from '../rounds/change.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { RoundRead } from '../rounds/view.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { joining } from './add-reviewer.ts';
import { panelToCome } from './call-panel.ts';
import { assignmentWrite, removedAssignmentWrite } from './storage.ts';
import type { AssignmentItem } from './stored-assignment.ts';
import { withoutReserves } from './vacancies.ts';

type Ops = typeof panelOperations;

/** Who is to leave a panel, and as what. */
interface Leaving {
  readonly assignment: AssignmentItem;
  readonly status: AssignmentItem['status'];
}

/** The one on a panel who is to leave it while its round has one of these statuses, or why they cannot. */
function leavingOf(
  { round, panel }: RoundRead,
  personId: string,
  statuses: readonly RoundItem['status'][],
): Result<Leaving, Problem<'not-found' | 'not-now'>> {
  const assignment = panel.find((one) => one.personId === personId);
  if (assignment === undefined) return fail(notFound);
  if (!statuses.includes(round.status))
    return fail(problem('not-now', `The round is ${round.status}; its panel can no longer change so.`));
  const moved = moveAssignment(assignment.status, 'recuse');
  return moved.ok
    ? ok({ assignment, status: moved.value })
    : fail(problem('not-now', 'This reviewer is no longer on the panel.'));
}

/**
 * What it does to a round that a reviewer leaves its panel. A submission of theirs no longer counts; an interest that
 * they declared held the recommendation, and waits for nobody any more. Who was invited is told that they are no longer
 * asked.
 */
function withoutReviewer(
  { round }: RoundRead,
  { assignment, status }: Leaving,
  event: NewEvent,
): PlannedChange {
  const { personId, submissions, interest } = assignment;
  const isDeclared = interest === 'declared';
  // Where they were the last who had not submitted, every review is in.
  const affects = submissions > 0 || isDeclared || round.status === 'open';
  const left = { status, ...(isDeclared && { interest: 'recused' as const }) };
  return {
    change: {
      ...(affects && { affectsResult: true }),
      ...(affects && round.status === 'closed' && { recommendationDue: true }),
    },
    writes: [
      assignmentWrite(assignment, left, event.at, round.status === 'open'),
      ...(round.status === 'draft'
        ? []
        : tell([personId], {
            cause: `off-panel ${event.id}`,
            notice: 'off-panel',
            roundId: round.id,
            createdAt: event.at,
            data: { ...aboutRound(round), ...panelToCome(round, assignment, event) },
          })),
    ],
    event,
  };
}

/** `recuseReviewer`. */
export const recuseReviewer =
  (services: Services): UseCase<Ops['recuseReviewer']> =>
  ({ by: person, of: { roundId, personId }, what: { reason }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, (read) => {
      const leaving = leavingOf(read, personId, ['draft', 'open', 'closed']);
      if (!leaving.ok) return leaving;
      const event = eventNow(services, person.id, 'reviewer-recused', { personId, reason });
      return ok(withoutReviewer(read, leaving.value, event));
    });

/** `removeReviewer`: takes somebody off the panel of a draft, before anybody on it has been told. */
export const removeReviewer =
  (services: Services): UseCase<Ops['removeReviewer']> =>
  ({ by: person, of: { roundId, personId }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, (read) => {
      const leaving = leavingOf(read, personId, ['draft']);
      if (!leaving.ok) return leaving;
      const now = services.now();
      return ok({
        change: {},
        writes: [removedAssignmentWrite(leaving.value.assignment, now)],
        event: eventNow(services, person.id, 'reviewer-removed', { personId }, now),
      });
    });

/** `replaceReviewer`. */
export const replaceReviewer =
  (services: Services): UseCase<Ops['replaceReviewer']> =>
  ({ by: person, of: { roundId, personId }, what: { reason, inSpite, ...reviewer }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, async (read) => {
      const leaving = leavingOf(read, personId, ['draft', 'open']);
      if (!leaving.ok) return leaving;
      const known = await findPersonByEmail(services.db, reviewer.email);
      if (read.panel.some((one) => one.personId === known?.id))
        return fail(problem('already-exists', 'This person is, or was, on the panel already.'));
      return replacing(services, read, leaving.value, known, reviewer, {
        by: person,
        now: services.now(),
        reason,
        inSpite: { reason: inSpite, at: '/inSpite' },
      });
    });

/** How somebody leaves a panel and another joins it, in one change, or why that one cannot. */
export async function replacing(
  services: Services,
  read: RoundRead,
  leaving: Leaving,
  known: PersonItem | null,
  reviewer: { readonly name: string; readonly email: string },
  {
    by,
    now,
    reason,
    inSpite,
  }: {
    readonly by: Pick<PersonItem, 'id'>;
    readonly now: Date;
    readonly reason: string;
    readonly inSpite: Parameters<typeof joining>[4]['inSpite'];
  },
): Promise<Result<PlannedChange, Problem<'panel-full' | 'invalid-body'>>> {
  // Who leaves gives nobody their place.
  const { assignment, status } = leaving;
  const { personId } = assignment;
  const left = read.panel.map((one) => (one.personId === personId ? { ...one, status } : one));
  const actor = by.id;
  const joined = await joining(services, { ...read, panel: left }, known, reviewer, { now, actor, inSpite });
  if (!joined.ok) return joined;
  const added = joined.value.details;
  const details = { personId, by: added.personId, reason };
  const event = eventNow(services, actor, 'reviewer-replaced', details, now);
  const { change, writes } = withoutReviewer(read, leaving, event);
  const addedEvent = eventWrite(read.round, eventNow(services, actor, 'reviewer-added', added, now));
  // Whoever joins an open round may draw a place with what was submitted from it.
  const moved = read.round.status === 'open' ? ({ affectsResult: true } as const) : {};
  return ok({
    change: { ...change, ...moved, ...withoutReserves(read.round, [added.personId]) },
    writes: [...writes, ...joined.value.writes, addedEvent],
    event,
  });
}
