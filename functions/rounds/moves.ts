import { randomInt } from 'node:crypto';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isAwaited, isOnPanel, moveRound, type RoundAction } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { getCriteriaSet } from '../criteria-sets/storage.ts';
import { aboutDates, aboutRound, tell, thoseWhoWant } from '../notices/outbox.ts';
import { notOnPanel } from '../panels/own-panel.ts';
import { assignmentWrite, listPanel, settledAssignmentWrite } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkDates, normalised } from './create.ts';
import { changeRound, getRound, type RoundChange } from './storage.ts';
import type { RoundItem } from './stored-round.ts';
import { answerRound, changedMeanwhile, checkEdit } from './view.ts';

type Ops = typeof staffOperations;

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

const recordedAs = {
  open: 'round-opened',
  close: 'round-closed',
  reopen: 'round-reopened',
  decide: 'round-decided',
  cancel: 'round-cancelled',
} as const satisfies Record<RoundAction, EventAction>;

/** A move of a round that somebody asks for. */
interface AskedMove {
  /** Who asks: a person's id, or `system`. */
  readonly personId: string;
  readonly roundId: string;
  readonly action: RoundAction;
  readonly reason: string;
  readonly editVersion: number | undefined;
}

/** What else changes with a move, or why it cannot be. */
type ConsequencesOf = (
  round: RoundItem,
  panel: readonly AssignmentItem[],
  event: NewEvent,
) => Result<Consequences, Problem> | Promise<Result<Consequences, Problem>>;

/** How often a move is tried where a reviewer does something at the same moment. */
const tries = 6;

/**
 * Moves a round by its state machine, with its consequences. They rest on the panel: where a reviewer submits or
 * leaves between its reading and the writing, it is read anew.
 */
async function move(services: Services, asked: AskedMove, consequences: ConsequencesOf) {
  for (let left = tries; left > 0; left--) {
    const moved = await moveOnce(services, asked, consequences);
    if (moved !== 'panel-changed') return moved;
  }
  return fail(changedMeanwhile);
}

async function moveOnce(
  services: Services,
  { personId, roundId, action, reason, editVersion }: AskedMove,
  consequences: ConsequencesOf,
) {
  const { db } = services;
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
  const allowed =
    action === 'close' || action === 'reopen'
      ? notOnPanel(
          panel,
          personId,
          'You are on the panel of this round. Somebody else closes it or opens it again.',
        )
      : ok(undefined);
  if (!allowed.ok) return allowed;
  const event = eventNow(services, personId, recordedAs[action], { reason });
  const brings = await consequences(round, panel, event);
  if (!brings.ok) return brings;
  const written = await changeRound(
    db,
    round,
    { status: moved.value, ...brings.value.change },
    brings.value.writes ?? [],
    event,
  );
  if (written.ok) return answerRound(services, roundId);
  return [...written.error.keys()].every((condition) => condition === 'assignment')
    ? ('panel-changed' as const)
    : fail(changedMeanwhile);
}

/** `openRound`: panel places are drawn, and the reviewers invited. */
export const openRound =
  (services: Services): UseCase<Ops['openRound']> =>
  async ({ by: person, of: { roundId }, what: { reason, editVersion } }) => {
    const round = await getRound(services.db, roundId);
    const set = round && (await getCriteriaSet(services.db, round.criteriaSetId, round.criteriaSetVersion));
    if (set === null) return fail(notFound);
    const needed = set.content.rules.minReviews;
    const asked = { personId: person.id, roundId, action: 'open', reason, editVersion } as const;
    return move(services, asked, (round, everybody, { at }) => {
      const panel = everybody.filter(({ status }) => isOnPanel(status));
      if (panel.length < needed)
        return fail(
          problem(
            'not-now',
            `The criteria set needs ${needed} reviews, and the panel has ${panel.length}. Add reviewers first.`,
          ),
        );
      const [passed] = checkDates(round, new Date(at));
      if (passed !== undefined)
        return fail(problem('not-now', `${passed.detail} Change the dates before you open the round.`));
      const places = drawPlaces(panel.length);
      const writes = panel.map((assignment, i) =>
        assignmentWrite(assignment, { place: places[i] ?? null, due: round.reviewsDue, invitedAt: at }, at),
      );
      const invitations = invite(
        panel.map(({ personId }) => personId),
        round,
        set.content.title,
        at,
      );
      return ok({ writes: [...writes, ...invitations] });
    });
  };

/** The writes that invite people to review; nobody is invited to a round twice. */
export const invite = (
  people: readonly string[],
  round: RoundItem,
  criteriaSetTitle: string,
  createdAt: string,
): readonly Write[] =>
  tell(people, {
    cause: `invitation ${round.id}`,
    notice: 'invitation',
    roundId: round.id,
    createdAt,
    data: { ...aboutDates(round), criteriaSetTitle },
  });

/** `extendRound`: other dates, of which the reviewers who are still awaited are told. */
export const extendRound =
  (services: Services): UseCase<Ops['extendRound']> =>
  async ({ by: person, of: { roundId }, what: body }) => {
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
    const defects = checkDates({ reviewsDue, closesAt }, now, round);
    if (defects.length > 0) return fail(invalidBody(defects));
    const details = { reviewsDue, closesAt, reason: body.reason };
    const event = eventNow(services, person.id, 'round-extended', details, now);
    const writes =
      round.status === 'open'
        ? [
            ...panel.map((assignment) =>
              assignmentWrite(assignment, { due: reviewsDue, invitedAt: event.at }, event.at),
            ),
            ...tellOfDates(round, panel, { reviewsDue, closesAt }, event, false),
          ]
        : [];
    const written = await changeRound(db, round, { reviewsDue, closesAt }, writes, event);
    return written.ok ? answerRound(services, roundId) : fail(changedMeanwhile);
  };

const tellOfDates = (
  round: RoundItem,
  panel: readonly AssignmentItem[],
  dates: { readonly reviewsDue: string; readonly closesAt: string },
  event: NewEvent,
  isOpenAgain: boolean,
) =>
  tell(
    panel.filter(({ status }) => isAwaited(status)).map(({ personId }) => personId),
    {
      cause: `dates-changed ${event.id}`,
      notice: 'dates-changed',
      roundId: round.id,
      createdAt: event.at,
      data: { ...aboutDates(round, dates), isOpenAgain },
    },
  );

/** `reopenRound`: a closed round takes submissions again, under other dates. */
export const reopenRound =
  (services: Services): UseCase<Ops['reopenRound']> =>
  async ({ by: person, of: { roundId }, what: body }) => {
    const reviewsDue = normalised(body.reviewsDue);
    const closesAt = normalised(body.closesAt);
    const asked = {
      personId: person.id,
      roundId,
      action: 'reopen',
      reason: body.reason,
      editVersion: body.editVersion,
    } as const;
    return move(services, asked, (round, panel, event) => {
      const defects = checkDates({ reviewsDue, closesAt }, new Date(event.at), round);
      if (defects.length > 0) return fail(invalidBody(defects));
      const writes = [
        ...panel.map((assignment) =>
          assignmentWrite(assignment, { due: reviewsDue, invitedAt: event.at }, event.at),
        ),
        ...tellOfDates(round, panel, { reviewsDue, closesAt }, event, true),
      ];
      // The result is projected anew, so that it no longer waits for a decision. A panel is called anew too.
      return ok({ change: { reviewsDue, closesAt, panelCall: null, affectsResult: true }, writes });
    });
  };

/**
 * What becomes of the panel when its round is no longer open: nobody is waited for, and everybody is told who
 * was asked.
 */
async function afterwards(
  { db }: Services,
  round: RoundItem,
  panel: readonly AssignmentItem[],
  how: 'closed' | 'cancelled',
  { id, at }: NewEvent,
): Promise<readonly Write[]> {
  const asked = round.status === 'draft' ? [] : panel.filter(({ status }) => isOnPanel(status));
  const told = await thoseWhoWant(
    db,
    'round-closed',
    asked.map(({ personId }) => personId),
  );
  const submitted = new Set(asked.filter((one) => one.submissions > 0).map(({ personId }) => personId));
  return [
    ...panel.map((assignment) => settledAssignmentWrite(assignment, how)),
    ...tell(told, {
      cause: `round-closed ${id}`,
      notice: 'round-closed',
      roundId: round.id,
      createdAt: at,
      data: (personId) => ({ ...aboutRound(round), how, hasSubmitted: submitted.has(personId) }),
    }),
  ];
}

/** Closes an open round, for staff or for the clock: its recommendation falls due. */
export const closeRound = (
  services: Services,
  asked: {
    readonly personId: string;
    readonly roundId: string;
    readonly reason: string;
    readonly editVersion: number | undefined;
    /** Whether only a round may be closed whose time has come. */
    readonly onlyWhenDue?: true;
  },
) =>
  move(services, { ...asked, action: 'close' }, async (round, panel, event) => {
    if (asked.onlyWhenDue && round.closesAt > event.at)
      return fail(problem('not-now', `The round closes on ${round.closesAt}.`));
    return ok({
      change: { affectsResult: true, recommendationDue: true },
      writes: await afterwards(services, round, panel, 'closed', event),
    });
  });

/** `cancelRound`. */
export const cancelRound =
  (services: Services): UseCase<Ops['cancelRound']> =>
  ({ by: person, of: { roundId }, what: { reason, editVersion } }) =>
    move(
      services,
      { personId: person.id, roundId, action: 'cancel', reason, editVersion },
      async (round, panel, event) =>
        ok({
          change: { affectsResult: true },
          writes: await afterwards(services, round, panel, 'cancelled', event),
        }),
    );
