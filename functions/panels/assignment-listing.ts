import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { isAwaited, isOnPanel } from '../../shared/domain/rounds/round.ts';
import { listKeys, ownerKeys, todoKeys } from '../table/keys.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { answerByOf } from './answer-by.ts';
import { type AssignmentItem, hasConflict, hasDeclined, waitsForAnswer } from './stored-assignment.ts';

/** What lists show of an assignment; it is in none that shows it before its round has been opened. */
export const assignmentSummary = storedSummary({
  roundId: slug,
  personId: slug,
  due: instant,
  /** By when an invitation is to be answered that has not been; null where it has. */
  answerBy: instant.nullable().default(null),
  /** What staff are waited for with it, where they are. */
  forStaff: z.enum(['interest', 'declined', 'conflict']).nullable().default('interest'),
});

type AssignmentState = Pick<
  AssignmentItem,
  | 'roundId'
  | 'personId'
  | 'status'
  | 'interest'
  | 'invitedAt'
  | 'acceptedAt'
  | 'insteadAsked'
  | 'conflictWith'
>;

/**
 * The index attributes that follow from an assignment's state: it shows in the reviewer's list by due date
 * and, while its round is open, among the reviews that are asked of them,
 * and waits for staff (a declared interest, who has declined, a conflict that came later, since `since`) or, while its
 * round is open, for the reviewer.
 * Without a date it shows nowhere, because its round has not been opened.
 */
export function listingOfAssignment(
  { roundId, personId, ...state }: AssignmentState,
  {
    due,
    since,
    roundIsOpen,
  }: { readonly due: string | null; readonly since: string | null; readonly roundIsOpen: boolean },
) {
  const { status, interest, invitedAt } = state;
  const awaited = roundIsOpen && isAwaited(status);
  const isDeclared = interest === 'declared' && isOnPanel(status);
  const forStaff = isDeclared
    ? 'interest'
    : hasConflict(state)
      ? 'conflict'
      : roundIsOpen && due !== null && hasDeclined(state)
        ? 'declined'
        : null;
  // A reminder of theirs must not be missed: a review that is awaited waits for its reviewer, whatever else.
  const waits =
    awaited && due !== null && !isDeclared
      ? { todoPk: todoKeys.review, todoSk: `${due}#${roundId}#${personId}` }
      : forStaff !== null && due !== null
        ? { todoPk: todoKeys.interest, todoSk: since ?? undefined }
        : { todoPk: undefined, todoSk: undefined };
  const isAsked = awaited && due !== null;
  const answerBy =
    isAsked && waitsForAnswer(state) && invitedAt !== null ? answerByOf({ invitedAt, due }) : null;
  return {
    ...waits,
    listPk: isAsked ? listKeys.awaited(personId) : undefined,
    listSk: isAsked ? `${due}#${roundId}` : undefined,
    ...(due !== null && {
      ownerPk: ownerKeys.person(personId),
      ownerSk: `${due}#${roundId}`,
      summary: { roundId, personId, due, answerBy, forStaff } satisfies Stored<typeof assignmentSummary>,
    }),
  };
}
