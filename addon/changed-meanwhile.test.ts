import { expect, it } from 'vitest';
import { roundId } from './testing/review-service.ts';
import { setUp, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

/** The form of a reviewer who is asked, and what it carries. */
async function opened(form: 'showDeclaration' | 'showLeaving') {
  const { sheets, service } = await setUp(small);
  const shown = (await view(sheets, form, roundId)) as unknown as { readonly seen: string };
  service.requests.length = 0;
  return { sheets, service, assignment: service.form.assignment, seen: shown.seen };
}

it('sends a declaration over an assignment that has not changed with one request', async () => {
  const { sheets, service, seen } = await opened('showDeclaration');
  const form = { interest: 'none', description: '', seen };
  expect(await view(sheets, 'declareInterests', roundId, form)).toMatchObject({ view: 'my-reviews' });
  expect(service.requests).toEqual(['declareInterests', 'listMyAssignments']);
});

it('sends it once more by itself where only dates were moved meanwhile', async () => {
  const { sheets, service, assignment, seen } = await opened('showDeclaration');
  assignment.reviewsDue = '2026-08-13T16:30:00Z';
  assignment.version += 1;
  const form = { interest: 'none', description: '', seen };
  expect(await view(sheets, 'declareInterests', roundId, form)).toMatchObject({
    message: 'You have declared that you have no interests. You can start the review.',
  });
  expect(service.requests.slice(0, 3)).toEqual(['declareInterests', 'getMyAssignment', 'declareInterests']);
  expect(assignment).toMatchObject({ interest: 'none', status: 'accepted' });
});

it('asks again where the reviewer’s interest was resolved meanwhile, and keeps what was typed', async () => {
  const { sheets, service, assignment, seen } = await opened('showDeclaration');
  assignment.interest = 'cleared';
  assignment.version += 1;
  const form = { interest: 'declared', description: 'I wrote one chapter.', seen };
  expect(await view(sheets, 'declareInterests', roundId, form)).toMatchObject({
    view: 'declaration',
    interest: 'declared',
    description: 'I wrote one chapter.',
    seen: expect.stringContaining('cleared'),
    error: expect.stringContaining('Nothing was sent'),
  });
  expect(service.requests.filter((id) => id === 'declareInterests')).toHaveLength(1);
  expect(assignment.interest).toBe('cleared');
});

it('does not decline a review that was accepted from another window meanwhile', async () => {
  const { sheets, assignment, seen } = await opened('showLeaving');
  assignment.interest = 'none';
  assignment.status = 'accepted';
  assignment.version += 1;
  expect(await view(sheets, 'leaveReview', roundId, { reason: 'No time.', seen })).toMatchObject({
    view: 'leaving',
    leaving: 'recuse',
    reason: 'No time.',
    error: expect.stringContaining('Nothing was sent'),
  });
  expect(assignment.status).toBe('accepted');
});
