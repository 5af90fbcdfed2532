import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { aboutDates, tell } from '../notices/outbox.ts';
import { dueOf } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Write } from '../table/write.ts';

type When = NoticeData<'reminder'>['when'];

/** The writes that remind a reviewer. The same reminder, told apart by `which`, is never made twice. */
export const reminderWrites = (
  round: RoundItem,
  assignment: AssignmentItem,
  when: When,
  which: string,
  createdAt: string,
  {
    answerBy = null,
    hasStarted = false,
  }: { readonly answerBy?: string | null; readonly hasStarted?: boolean } = {},
): readonly Write[] => {
  const due = dueOf(assignment) ?? round.reviewsDue;
  return tell([assignment.personId], {
    cause: reminderCause(round.id, when, which),
    notice: 'reminder',
    roundId: round.id,
    createdAt,
    data: {
      ...aboutDates(round, { reviewsDue: due }),
      when,
      answerBy,
      isOverdue: due < createdAt,
      hasStarted,
      isReopened: assignment.status === 'reopened',
    },
  });
};

/** What makes a reminder the one that it is. */
export const reminderCause = (roundId: string, when: When, which: string): string =>
  `reminder ${roundId} ${when} ${which}`;
