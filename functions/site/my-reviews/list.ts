import { ok } from '../../../shared/domain/basics/result.ts';
import { nextStep, urgency } from '../../../shared/domain/rounds/own-assignment.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import type { ReviewerRoute, SignedInVisit } from './visit.ts';
import { aboutAssignment } from './words.ts';

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

/** `GET /my-reviews/{roundId}/due.ics`: the day on which it is due, for a calendar. */
async function downloadDue(visit: SignedInVisit): Promise<Answer> {
  const { roundId = '' } = visit.parameters;
  const read = await visit.perform('getMyAssignment', visit.person, () =>
    ok({ of: { roundId }, what: undefined, expected: 0, key: '' }),
  );
  if (!read.ok || urgency(read.value.answer) > 0) return notFoundPage(visit);
  const { calendarFile, dueEntry } = await import('../../words/calendar-file.ts');
  const { origin, now } = visit.site;
  const { title, specificationVersion, sample, reviewsDue } = read.value.answer;
  const entry = dueEntry({ roundId, title, specificationVersion, sample }, reviewsDue, {
    changedAt: now().toISOString(),
    origin,
  });
  const { fileName, mediaType, bytes } = calendarFile(entry, origin);
  return {
    statusCode: 200,
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${fileName}"` },
    body: Buffer.from(bytes).toString('utf8'),
  };
}

/** The list of a reviewer’s own reviews. */
export const listRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path: '/my-reviews', access: 'reviewer', handle: showMyReviews },
  { method: 'GET', path: '/my-reviews/{roundId}/due.ics', access: 'reviewer', handle: downloadDue },
];
