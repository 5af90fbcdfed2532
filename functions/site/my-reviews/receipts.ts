import { ok } from '../../../shared/domain/basics/result.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import { readAssignment, readOwn } from './reading.ts';
import type { ReviewerRoute, SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf } from './words.ts';

/** `GET …/receipt`: the receipts of what was submitted in a round, the latest first. */
async function showReceipts(visit: SignedInVisit): Promise<Answer> {
  const assignment = await readAssignment(visit);
  const [read, form] = await Promise.all([readOwn(visit, 'listMySubmissions'), readOwn(visit, 'getForm')]);
  if (assignment === null || !read.ok || read.value.submissions.length === 0) return notFoundPage(visit);
  return page(visit, 'my-reviews/receipt.njk', {
    review: aboutAssignment(assignment),
    at: pathOf(assignment),
    // Whoever has left the review sees its criteria no more, which are a part of the copy.
    hasCopy: form.ok,
    receipts: read.value.submissions.map(({ receipt }) => ({
      ...receipt,
      submittedAt: ukTime(receipt.submittedAt),
    })),
  });
}

/** `GET /my-reviews/history`: what the reviewer has reviewed, to be printed. */
async function showHistory(visit: SignedInVisit): Promise<Answer> {
  const listed = await visit.perform('listMyAssignments', visit.person, () =>
    ok({ of: {}, what: undefined, expected: 0, key: '' }),
  );
  if (!listed.ok) return notFoundPage(visit);
  const { assignments, unreadable } = listed.value.answer;
  const done = assignments.filter(({ submissions }) => submissions > 0);
  const reviews = await Promise.all(
    done.map(async (assignment) => {
      const read = await readOwn(visit, 'listMySubmissions', assignment.roundId);
      const [latest] = read.ok ? read.value.submissions : [];
      return { ...aboutAssignment(assignment), receipt: latest?.receipt };
    }),
  );
  const shown = reviews.filter(({ receipt }) => receipt !== undefined);
  return page(visit, 'my-reviews/history.njk', {
    name: visit.person.name,
    today: ukDay(visit.site.now().toISOString()),
    leftOut: unreadable + reviews.length - shown.length,
    reviews: shown
      .toSorted((a, b) => Date.parse(b.receipt?.submittedAt ?? '') - Date.parse(a.receipt?.submittedAt ?? ''))
      .map(({ receipt, ...review }) => ({
        ...review,
        submittedOn: ukDay(receipt?.submittedAt ?? ''),
        receiptId: receipt?.id,
      })),
  });
}

/** Receipts, and the statement of reviews done. */
export const receiptRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path: '/my-reviews/history', access: 'reviewer', handle: showHistory },
  { method: 'GET', path: '/my-reviews/{roundId}/receipt', access: 'reviewer', handle: showReceipts },
];
