import { describe, expect, it } from 'vitest';
import type { View } from '../view.ts';
import { render, renderUnreached } from './render.ts';

const evil = `<img src=x onerror="alert('1')">&`;
const heading = { roundId: evil, title: evil, version: 1, sample: true, tab: evil };
const explanation = { title: evil, what: evil, safe: evil, next: evil, again: true };

const progress = { rated: 1, total: 2 };
const changes = [
  { pointer: evil, shown: evil, where: evil, cell: evil, before: evil, after: evil, doubt: evil },
];
const comparison = { since: evil, changes };

const views: readonly View[] = [
  {
    view: 'my-reviews',
    account: evil,
    message: evil,
    sharing: evil,
    assignments: [
      {
        ...heading,
        due: evil,
        status: evil,
        action: 'start',
        leaving: 'recuse',
        mayRaise: true,
        concerns: [{ text: evil, raisedAt: evil, answer: evil }],
      },
    ],
  },
  { view: 'help', staff: true },
  { view: 'own-tabs', heading, tabs: [{ name: evil, sheetId: 1 }] },
  {
    view: 'declaration',
    heading,
    seen: evil,
    question: evil,
    interest: 'declared',
    description: evil,
    error: evil,
  },
  { view: 'leaving', heading, seen: evil, leaving: 'recuse', submitted: true, reason: evil, error: evil },
  {
    view: 'concern',
    heading,
    key: evil,
    criteria: [[evil, evil]],
    criterion: evil,
    text: evil,
    error: evil,
    sent: false,
  },
  { view: 'concern', heading, key: evil, criteria: [], criterion: '', text: evil, error: null, sent: true },
  {
    view: 'scoring',
    heading,
    due: evil,
    progress,
    reopenedBecause: evil,
    documentUrl: `https://${evil}`,
    instructions: evil,
    levels: [[evil, evil]],
    message: evil,
    changes,
  },
  { view: 'unconfirmed', heading, comparison },
  {
    view: 'defects',
    heading,
    structure: false,
    saved: true,
    stray: true,
    changes,
    defects: [{ cell: evil, where: evil, detail: evil }],
  },
  {
    view: 'confirmation',
    heading,
    message: evil,
    withoutEvidence: 1,
    sent: changes,
    seen: evil,
    counts: [[evil, 1]],
    ratings: [[evil, evil]],
    comparison,
  },
  {
    view: 'receipt',
    heading,
    receiptId: evil,
    number: 1,
    submittedAt: evil,
    criteriaSet: evil,
    contentHash: evil,
    changes,
  },
  { view: 'newer-draft', heading, savedAt: evil, etag: evil, seen: evil, differences: changes },
  { view: 'failure', explanation, offer: { label: evil, call: 'startReview', args: [evil] } },
];

describe('the sidebar', () => {
  it.each(views.map((view) => [view.view, render(view)]))(
    'escapes whatever the view %s is given',
    (_, html) => {
      expect(html).not.toContain('<img');
      expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>"']/);
    },
  );

  it.each(views.map((view) => [view.view, view] as const))('has one heading in the view %s', (_, view) => {
    expect(render(view).match(/<h1/g)).toHaveLength(1);
  });

  it('says on every view of a review that the criteria are a sample', () => {
    for (const view of views)
      if ('heading' in view) expect(render(view)).toContain('Sample criteria: not the Centre’s own');
  });

  it('shows at once what became something else, and what was filled in where somebody asks for it', () => {
    const [scoring] = views.filter((view) => view.view === 'scoring');
    const change = { pointer: '', shown: '', where: '4.1, rating', cell: null, doubt: null };
    const shown = (before: string) =>
      scoring ? render({ ...scoring, changes: [{ ...change, before, after: '2 – Met' }] }) : '';
    const closed = /<details>(?:(?!<\/details>).)*4\.1, rating/;
    expect(shown('1 – Partly met')).toMatch(/1 place is other than when you last looked:.*4\.1, rating/);
    expect(shown('1 – Partly met')).not.toMatch(closed);
    expect(shown('Not yet rated')).toMatch(closed);
  });

  it('says before submitting how many criteria have no evidence, and without refusing', () => {
    for (const view of views)
      if (view.view === 'confirmation')
        expect(render({ ...view, withoutEvidence: 1, comparison: null })).toMatch(
          /1 of 1 criteria have no evidence reference\. You can submit without\..*Submit now/,
        );
  });

  it('keeps the hash of a receipt behind “How to check this”', () => {
    for (const view of views)
      if (view.view === 'receipt') {
        const [plain, behind] = render({ ...view, contentHash: 'the-hash' }).split('How to check this');
        expect(plain).not.toContain('the-hash');
        expect(behind).toContain('the-hash');
      }
  });

  it('leads to the document that is reviewed, in a window of its own', () => {
    const [scoring] = views.filter((view) => view.view === 'scoring');
    const shown = (documentUrl: string | null) => (scoring ? render({ ...scoring, documentUrl }) : '');
    expect(shown('https://developer.example.org/v2.pdf')).toMatch(
      /<a href="https:\/\/developer\.example\.org\/v2\.pdf" target="_blank"[^>]*>Open the document/,
    );
    expect(shown(null)).toContain('The proposal has no document.');
  });

  it('shows what is for Centre staff to nobody else', () => {
    const calls = /data-call="(?:importResults|refreshResults|runSelfTest)"/;
    expect(render({ view: 'help', staff: true })).toMatch(calls);
    expect(render({ view: 'help', staff: false })).not.toMatch(calls);
  });

  it('says of what is to be mended that it was so at the last check', () => {
    for (const view of views)
      if (view.view === 'defects') expect(render(view)).toContain('So it was at the last check.');
  });

  it('explains several Google accounts when Google itself refuses', () => {
    expect(renderUnreached('PERMISSION_DENIED', 'me@example.org')).toMatch(
      /several Google accounts.*sign out of all but me@example\.org/,
    );
  });
});
