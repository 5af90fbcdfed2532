import type { Section } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type ReviewContent, reviewOf, unableToJudge } from '../../../shared/domain/reviews/review.ts';
import { mayRaiseConcern, statusInWords } from '../../../shared/domain/rounds/own-assignment.ts';
import { problem } from '../../use-case/problem.ts';
import { ukTime } from '../../words/uk-time.ts';
import type { Assignment } from './reading.ts';

/** The address of one review. */
export const pathOf = ({ roundId }: Pick<Assignment, 'roundId'>): string => `/my-reviews/${roundId}`;

/** Why a form is shown with what was entered and not saved: its page belongs to a session that has ended. */
export const signedInSince = problem(
  'not-now',
  'You have signed in again since you opened this page. Check what you entered, then save it.',
);

/** What an assignment is about, as every page of it says it. */
export const aboutAssignment = (assignment: Assignment) => ({
  title: assignment.title,
  version: assignment.specificationVersion,
  isGateway: assignment.criteriaSetKind === 'gateway',
  sample: assignment.sample,
  status: statusInWords(assignment),
  due: ukTime(assignment.reviewsDue),
  closes: ukTime(assignment.closesAt),
  isOpen: assignment.roundStatus === 'open',
  href: pathOf(assignment),
  /** Where a patient-safety concern is raised; null where none can be. */
  concern: mayRaiseConcern(assignment) ? `${pathOf(assignment)}/concern` : null,
});

/** How far the reviewer is with a section: a rating counts once it needs nothing more. */
export function progressOf({ criteria }: Section, content: ReviewContent) {
  const rated = criteria.filter(({ id }) => {
    const { rating, reason } = reviewOf(content, id);
    return rating !== null && (rating !== unableToJudge || reason.trim() !== '');
  }).length;
  const total = criteria.length;
  return { rated, total, isDone: rated === total };
}

/** The same in a tag. */
export const progressTag = ({ rated, total, isDone }: ReturnType<typeof progressOf>) =>
  isDone
    ? { text: 'Complete', colour: 'green' }
    : {
        text: rated === 0 ? 'Not started' : `${rated} of ${total} rated`,
        colour: rated === 0 ? 'white' : 'blue',
      };
