import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { emptyReview } from '../shared/domain/reviews/review.ts';
import { roundId } from './testing/review-service.ts';
import { cell, first, score, setUp, started, tab, view, withAddon } from './testing/reviewer.ts';
import { given, sample, small } from './testing/sets.ts';

withAddon();

describe('a review from the list to the receipt', () => {
  it('goes through declaration, scoring, checking and submitting', async () => {
    const { sheets, service } = await setUp(sample);
    await sheets.call('onOpen');
    expect(await sheets.menus()).toEqual([
      {
        title: 'Extensions',
        items: [
          { label: 'My reviews', functionName: 'showSidebar' },
          { label: 'Next unrated criterion', functionName: 'goToNextUnrated' },
          { label: 'Help', functionName: 'showHelp' },
        ],
      },
    ]);
    await sheets.call('showSidebar');
    expect((await sheets.sidebar())?.html).toMatch(/^<!DOCTYPE html>.*data-account="reviewer@example.org"/s);

    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      view: 'my-reviews',
      account: 'reviewer@example.org',
      assignments: [{ roundId, title: 'Enhanced stroke care', version: 2, sample: true, action: 'declare' }],
    });
    expect(
      await view(sheets, 'declareInterests', roundId, { interest: 'declared', description: ' ' }),
    ).toMatchObject({
      view: 'declaration',
      question: 'Do you have an interest in this specification or its developer, Sample University?',
      interest: 'declared',
      error: 'Describe the interest, or choose that you have none.',
    });
    expect(
      await view(sheets, 'declareInterests', roundId, { interest: 'none', description: '' }),
    ).toMatchObject({
      view: 'my-reviews',
      message: 'You have declared that you have no interests. You can start the review.',
      assignments: [{ status: 'Accepted', action: 'start' }],
    });
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      view: 'scoring',
      due: expect.stringContaining('6 August 2026'),
      documentUrl: 'https://developer.example.org/stroke-v2.pdf',
      progress: { rated: 0, total: criteriaOf(sample).length },
      heading: { title: 'Enhanced stroke care', sample: true },
    });
    expect(await sheets.spreadsheet.selected()).toMatchObject({ sheet: tab });

    await score(sheets, sample);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(1);
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({
      view: 'confirmation',
      counts: [
        ['1 – Not met', 0],
        ['2 – Partly met', 0],
        ['3 – Met', criteriaOf(sample).length],
        ['4 – Exceeded', 0],
        ['Unable to judge', 0],
      ],
    });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'receipt',
      number: 1,
      submittedAt: '1 August 2026 at midday',
      contentHash: service.submissions[0]?.receipt.contentHash,
    });
    expect(await cell(sheets, 'C6')).toBe(
      `Submitted: number 1 on 1 August 2026 at midday. Later changes here are not sent. Content hash ${service.submissions[0]?.receipt.contentHash}`,
    );
    expect(await sheets.spreadsheet.layout(tab)).toMatchObject({ tabColor: '#007f3b' });
    expect(service.submissions).toHaveLength(1);
    expect(service.submissions[0]?.content.ratings[criteriaOf(sample)[0]?.id ?? '']).toEqual({
      rating: 3,
      reason: '',
      evidence: 'page 1',
      comment: '',
      note: '',
    });
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      assignments: [{ status: 'Submitted', action: 'receipt' }],
    });
    expect(await view(sheets, 'showReceipt', roundId)).toMatchObject({ view: 'receipt', number: 1 });
  });

  it('tells a reviewer who declared an interest that the Centre looks at it', async () => {
    const { sheets } = await setUp(small);
    const form = { interest: 'declared', description: 'I wrote one chapter.' };
    expect(await view(sheets, 'declareInterests', roundId, form)).toMatchObject({
      view: 'my-reviews',
      assignments: [
        { status: 'Waiting for the Centre, which is looking at the interest you declared', action: null },
      ],
    });
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title: 'Your declared interest is with the Centre', again: false },
    });
  });

  it('says how many reviews are missing from the list, which nobody would notice', async () => {
    const { sheets, service } = await setUp(small);
    service.additions = { unreadable: 2 };
    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      message:
        '2 reviews of yours cannot be shown just now. Nothing of them is lost. Tell the Centre if this stays.',
      assignments: [{ roundId }],
    });
  });

  it('puts first in the list what is to be done, and of that what is due first', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    const listed = (title: string, change: object) => ({ ...service.form.assignment, title, ...change });
    const soon = '2026-08-01T16:30:00Z';
    service.additions = {
      assignments: [
        listed('Handed in', { status: 'submitted', submissions: 1, reviewsDue: soon }),
        listed('Waiting for the Centre', { interest: 'declared', reviewsDue: soon }),
        listed('Due later', {}),
        listed('Due soon', { reviewsDue: soon }),
      ],
    };
    const shown = await view(sheets, 'listMyReviews');
    expect(shown.view === 'my-reviews' && shown.assignments.map(({ title }) => title)).toEqual([
      'Due soon',
      'Due later',
      'Waiting for the Centre',
      'Handed in',
    ]);
  });

  it('fills a saved draft into a new sheet', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    service.draft = {
      version: 3,
      savedAt: '2026-07-30T09:00:00Z',
      content: {
        ...emptyReview(service.form.criteriaSetHash),
        ratings: { need: given(2, 'page 7') },
        overallNote: 'so far',
      },
    };
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      view: 'scoring',
      message: 'Your draft of 30 July 2026 at 10am is filled in.',
    });
    const rows = await sheets.spreadsheet.shown(tab);
    expect(rows[first - 1]?.slice(4)).toEqual(['2 – Met', 'page 7', '', '', '']);
    expect(rows[first]?.[4]).toBe('Not yet rated');
    expect(rows.at(-1)?.[7]).toBe('so far');
  });

  it('fills what was submitted into a new sheet when a review is reopened', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    service.submit(randomUUID(), {
      ...emptyReview(service.form.criteriaSetHash),
      ratings: { need: given(1, 'page 9') },
    });
    service.reopen('Page 9 was replaced.');
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      message: 'Your submission number 1 of 1 August 2026 at midday is filled in.',
      reopenedBecause: 'Page 9 was replaced.',
    });
    expect(await cell(sheets, `E${first}`)).toBe('1 – Partly met');
  });

  it('goes on in the same sheet when the review is opened again', async () => {
    const { sheets } = await started();
    await sheets.spreadsheet.type(tab, `F${first}`, 'typed');
    await view(sheets, 'startReview', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', tab]);
    expect(await cell(sheets, `F${first}`)).toBe('typed');
  });
});
