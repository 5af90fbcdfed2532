import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { type Defect, fail, ok } from '../../shared/domain/basics/result.ts';
import { isAwaited } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutDates, tell } from '../notices/outbox.ts';
import { assignmentWrite, dueOf } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { changeRoundAsRead } from './change.ts';
import type { RoundRead } from './view.ts';

/** When reviews of a round are due, and when it closes. */
export interface Dates {
  readonly reviewsDue: string;
  readonly closesAt: string;
}

/** Dates as they are kept: instants in one spelling, so that text order is time order. */
export const datesOf = ({ reviewsDue, closesAt }: Dates): Dates => ({
  reviewsDue: new Date(reviewsDue).toISOString(),
  closesAt: new Date(closesAt).toISOString(),
});

/**
 * When the review of somebody who is asked `at` an instant is due: on its own date or the round's, and once that has
 * passed, when the round closes.
 */
export const dueWhenAsked = ({ reviewsDue, closesAt }: Dates, at: string, own: string | null = null) => {
  const due = own ?? reviewsDue;
  return due > at ? due : closesAt;
};

/**
 * What is wrong with a round's dates. Both must be in the future, unless only the closing date moves from what they
 * were `before`: then reviews may have been due already.
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

/**
 * When somebody's review is due once the round has these dates. A later date of their own stays theirs while the round
 * is open that long, and one that was the closing date moves with it.
 */
function dueAfter(assignment: AssignmentItem, round: Dates, dates: Dates): string {
  const due = dueOf(assignment);
  // One of their own that comes earlier is theirs as long as the round's stays.
  if (due !== null && due < round.reviewsDue && dates.reviewsDue === round.reviewsDue) return due;
  if (due === null || due === round.reviewsDue || due <= dates.reviewsDue) return dates.reviewsDue;
  return due === round.closesAt || due > dates.closesAt ? dates.closesAt : due;
}

/**
 * The writes that give a panel another due date for its reviews. Reviewers who are still awaited are told;
 * `isOpenAgain` says whether the round had been closed.
 */
export const newDatesWrites = (
  { round, panel }: RoundRead,
  dates: Dates,
  { id, at }: NewEvent,
  { isOpenAgain }: { readonly isOpenAgain: boolean },
): readonly Write[] => [
  ...panel.flatMap((assignment) => {
    const due = dueAfter(assignment, round, dates);
    // Asked again after that: by closing, like whoever joins then.
    const reviewsDue = isOpenAgain && isAwaited(assignment.status) ? dueWhenAsked(dates, at, due) : due;
    return [
      assignmentWrite(assignment, { due: reviewsDue, invitedAt: at }, at),
      ...tell(isAwaited(assignment.status) ? [assignment.personId] : [], {
        cause: `dates-changed ${id}`,
        notice: 'dates-changed',
        roundId: round.id,
        createdAt: at,
        data: { ...aboutDates(round, { ...dates, reviewsDue }), isOpenAgain },
      }),
    ];
  }),
];

/** `extendRound`: gives a round other dates, and tells the reviewers who are still awaited. */
export const extendRound =
  (services: Services): UseCase<(typeof roundOperations)['extendRound']> =>
  ({ by: person, of: { roundId }, what: { reason, ...given }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, (read) => {
      const { round } = read;
      const now = services.now();
      if (round.status !== 'draft' && round.status !== 'open')
        return fail(
          problem('not-now', `The round is ${round.status}; its dates can change while it is draft or open.`),
        );
      const dates = datesOf(given);
      const defects = checkDates(dates, now, round);
      if (defects.length > 0) return fail(invalidBody(defects));
      const event = eventNow(services, person.id, 'round-extended', { ...dates, reason }, now);
      const writes =
        round.status === 'open' ? newDatesWrites(read, dates, event, { isOpenAgain: false }) : [];
      // What waits for staff in an open round says when it closes.
      const change = round.status === 'open' ? ({ ...dates, affectsResult: true } as const) : dates;
      return ok({ change, writes, event });
    });
