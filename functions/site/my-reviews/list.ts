import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { ok } from '../../../shared/domain/basics/result.ts';
import { nextStep, statusInWords, urgency } from '../../../shared/domain/rounds/own-assignment.ts';
import { ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import type { ReviewerRoute, SignedInVisit } from './visit.ts';

type Assignment = Answered<(typeof reviewOperations)['getMyAssignment']>;

/** The address of one review. */
export const reviewPath = ({ roundId }: Pick<Assignment, 'roundId'>): string => `/my-reviews/${roundId}`;

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
  href: reviewPath(assignment),
});

const steps = {
  declare: 'Next: declare your interests.',
  review: 'Next: fill in your review and submit it.',
  receipt: null,
} as const;

/** `GET /my-reviews`: every assignment, what is to be done next first. */
async function showMyReviews(visit: SignedInVisit): Promise<Answer> {
  const listed = await visit.perform('listMyAssignments', visit.person, () =>
    ok({ of: {}, what: undefined, expected: 0, key: '' }),
  );
  if (!listed.ok) return notFoundPage(visit);
  const { assignments, unreadable } = listed.value.answer;
  const inOrder = assignments.toSorted(
    (a, b) => urgency(a) - urgency(b) || Date.parse(a.reviewsDue) - Date.parse(b.reviewsDue),
  );
  return page(visit, 'my-reviews/list.njk', {
    leftOut: unreadable,
    reviews: inOrder.map((assignment) => {
      const step = nextStep(assignment);
      return { ...aboutAssignment(assignment), next: step && steps[step], isDone: urgency(assignment) > 0 };
    }),
  });
}

/** The list of a reviewer’s own reviews. */
export const listRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path: '/my-reviews', access: 'reviewer', handle: showMyReviews },
];
