import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../shared/contract/problems.ts';
import { emptyReview } from '../shared/domain/reviews/review.ts';
import { roundId } from './testing/review-service.ts';
import { keepSheet, score, started, tab, view, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

describe('when things go wrong', () => {
  it.each(['before', 'after'] as const)(
    'sends the same key again when the connection is cut %s the service got the submission',
    async (cut) => {
      const { sheets, service } = await started();
      await score(sheets, small);
      service.faults.push({ on: 'submitReview', cut }, { on: 'submitReview', cut });
      expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt', number: 1 });
      expect(service.keys).toHaveLength(3);
      expect(new Set(service.keys).size).toBe(1);
      expect(service.submissions).toHaveLength(1);
      expect(await sheets.sleeps()).toEqual([1_000, 3_000]);
    },
  );

  it('keeps the key over runs for the same scores, and takes a new one when they change', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const cut = () =>
      service.faults.push(
        ...Array.from({ length: 4 }, () => ({ on: 'submitReview', cut: 'before' }) as const),
      );
    cut();
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'failure',
      explanation: {
        title: 'The service cannot be reached',
        safe: 'Your scores are safe in this sheet. Submitting again is safe too: the same scores are never counted twice.',
        again: true,
      },
    });
    cut();
    await view(sheets, 'submitReview', roundId);
    expect(new Set(service.keys).size).toBe(1);
    await sheets.spreadsheet.type(tab, 'G10', 'One more thing');
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    expect(new Set(service.keys).size).toBe(2);
  });

  it('shows the receipt of a submission whose answer was lost, after a restart too', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'submitReview', cut: 'after' });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'failure' });
    expect(service.submissions).toHaveLength(1);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt', number: 1 });
    expect(service.submissions).toHaveLength(1);
  });

  it('submits the same scores anew, with a new key, after the review was reopened', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'submitReview', cut: 'after' });
    await view(sheets, 'submitReview', roundId);
    service.form.assignment.status = 'reopened';
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt', number: 2 });
  });

  it('waits as long as the service asks, and says so when that is too long', async () => {
    const { sheets, service } = await started();
    service.faults.push({ on: 'saveReview', status: 429, retryAfter: 7 });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.sleeps()).toEqual([7_000]);
    service.faults.push({ on: 'saveReview', status: 429, retryAfter: 90 });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title: 'The service is busy', next: 'Wait 90 seconds, then try again.' },
    });
  });

  it('takes a save whose answer was lost for saved', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    service.faults.push({ on: 'saveReview', cut: 'after' });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(1);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
  });

  it('never overwrites a newer draft from elsewhere by itself', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const elsewhere = { ...emptyReview(service.form.criteriaSetHash), overallComment: 'From my laptop' };
    service.draft = { version: 5, savedAt: '2026-08-01T08:00:00Z', content: elsewhere };
    for (const call of ['saveDraft', 'submitReview', 'startReview'])
      expect(await view(sheets, call, roundId)).toMatchObject({
        view: 'newer-draft',
        savedAt: '1 August 2026 at 9am',
      });
    expect(service.draft.content).toEqual(elsewhere);
    const shown = await view(sheets, 'saveDraft', roundId);
    expect(await keepSheet(sheets, shown)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(6);
  });

  it('offers the receipt when the review was submitted elsewhere', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    service.submit(randomUUID(), service.draft.content);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title: 'You have submitted this review' },
      offer: { call: 'showReceipt', args: [roundId] },
    });
  });

  it.each<[number, string]>([
    [401, 'Sign in again'],
    [403, 'This account is not a reviewer’s'],
    [404, 'This review is not yours'],
    [413, 'The review is too long'],
    [500, 'Something went wrong at the service'],
  ])('explains a %i of the gateway, and that the scores are safe', async (status, title) => {
    const { sheets, service } = await started();
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'saveReview', status });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title, safe: 'Your scores are safe in this sheet.' },
    });
  });

  it.each<[ProblemCode, string]>([
    ['round-not-open', 'The round is not open'],
    ['changed-meanwhile', 'Somebody else changed this at the same time'],
    ['criteria-set-differs', 'The criteria are not those of this sheet'],
    ['not-known', 'The Centre does not know this account'],
    ['email-not-verified', 'Your address is not verified'],
    ['too-large', 'The review is too long'],
    ['busy', 'The service is busy'],
  ])('explains the service’s %s on submitting, and keeps the sheet as it is', async (problem, title) => {
    const { sheets, service } = await started();
    await score(sheets, small);
    const before = await sheets.spreadsheet.shown(tab);
    for (let n = 0; n < 4; n++) service.faults.push({ on: 'submitReview', problem });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title, safe: expect.stringContaining('Your scores are safe in this sheet.') },
    });
    expect((await sheets.spreadsheet.shown(tab)).slice(8)).toEqual(before.slice(8));
    expect(service.draft.version).toBe(1);
  });

  it('says so when nobody set the address, Google gave no token, or the tab is gone', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.deleteSheet(tab);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      explanation: { title: 'There is no scoring sheet for this review here' },
      offer: { call: 'startReview' },
    });
    await sheets.setIdentityToken('');
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      explanation: { title: 'Google did not say who you are' },
    });
    await sheets.setProperty('script', 'API_URL', null);
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      explanation: { title: 'The add-on is not set up' },
    });
    expect(service.submissions).toEqual([]);
  });

  it('submits once at a time', async () => {
    const { sheets } = await started();
    await sheets.holdLock(true);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      explanation: { title: 'The add-on is busy' },
    });
  });
});
