import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { defectsOf } from '../shared/contract/defects.ts';
import { type Answer, idempotencyKeyPattern } from '../shared/contract/operation.ts';
import { type ProblemCode, problems, problemType } from '../shared/contract/problems.ts';
import { reviewerOperations as operations } from '../shared/contract/reviewer-operations.ts';
import { criteriaSet, problem, specificationVersion } from '../shared/contract/schemas.ts';
import { type CriteriaSet, criteriaOf } from '../shared/domain/criteria-set.ts';
import { checkReview, emptyReview, type ReviewContent } from '../shared/domain/review.ts';
import { buildAddon } from './build.ts';
import { type HeadlessSheets, runHeadlessSheets } from './headless/index.ts';
import type { View } from './src/view.ts';

const due = '2026-08-06T16:30:00Z';
const hash = 'a'.repeat(64);
const roundId = 'stroke-1';
const tab = 'Enhanced stroke care v2';
/** Where things stand in a new sheet; the README shows the layout. */
const first = 10;

let code = '';
let sample: CriteriaSet;
const open: HeadlessSheets[] = [];
const services: ReviewService[] = [];

beforeAll(async () => {
  const outDir = await mkdtemp(path.join(tmpdir(), 'addon-'));
  code = (await buildAddon({ outDir })).code;
  await rm(outDir, { recursive: true });
  const fixture = path.join(import.meta.dirname, '../test/fixtures/sample-endorsement-criteria.json');
  sample = criteriaSet.parse(JSON.parse(await readFile(fixture, 'utf8')));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((sheets) => sheets.close()));
  await Promise.all(services.splice(0).map((service) => service.close()));
});

describe('a review from the list to the receipt', () => {
  it('goes through declaration, scoring, checking and submitting', async () => {
    const { sheets, service } = await setUp(sample);
    await sheets.call('onOpen');
    expect(await sheets.menus()).toEqual([
      { title: 'Credential review', items: [{ label: 'My reviews', functionName: 'showSidebar' }] },
    ]);
    await sheets.call('showSidebar');
    expect((await sheets.sidebar())?.html).toMatch(/^<!DOCTYPE html>/);

    expect(await view(sheets, 'listMyReviews')).toMatchObject({
      view: 'my-reviews',
      account: 'reviewer@example.org',
      assignments: [{ roundId, title: 'Enhanced stroke care', version: 2, sample: true, action: 'declare' }],
    });
    expect(
      await view(sheets, 'declareInterests', roundId, { interest: 'declared', description: ' ' }),
    ).toMatchObject({
      view: 'declaration',
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
      due: '6 August 2026 at 5:30pm',
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
      contentHash: hash,
    });
    expect(await cell(sheets, 'A6')).toBe(
      `Submitted: number 1 on 1 August 2026 at midday, content hash ${hash}`,
    );
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
    expect(rows[first - 1]?.slice(4)).toEqual(['2 – Met', '', 'page 7', '', '']);
    expect(rows[first]?.[4]).toBe('Not yet rated');
    expect(rows.at(-1)?.[8]).toBe('so far');
  });

  it('fills what was submitted into a new sheet when a review is reopened', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    service.submit(randomUUID(), {
      ...emptyReview(service.form.criteriaSetHash),
      ratings: { need: given(1, 'page 9') },
    });
    service.form.assignment.status = 'reopened';
    service.form.assignment.reopenedBecause = 'Page 9 was replaced.';
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({
      message:
        'The Centre reopened this review: “Page 9 was replaced.” Your submission number 1 of 1 August 2026 at midday is filled in.',
    });
    expect(await cell(sheets, `E${first}`)).toBe('1 – Partly met');
  });

  it('goes on in the same sheet when the review is opened again', async () => {
    const { sheets } = await started();
    await sheets.spreadsheet.type(tab, `G${first}`, 'typed');
    await view(sheets, 'startReview', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', tab]);
    expect(await cell(sheets, `G${first}`)).toBe('typed');
  });
});

describe('the scoring sheet', () => {
  it('has its title in A1, one frozen heading row, a hidden id column, and says that criteria are a sample', async () => {
    const { sheets } = await started(sample);
    const rows = await sheets.spreadsheet.shown(tab);
    expect(rows.slice(0, 6).map((row) => row[0])).toEqual([
      'Review: Enhanced stroke care',
      'Specification version 2, Stroke',
      'Criteria: Sample endorsement criteria, version 1. Sample criteria: not the Centre’s own',
      'Document: https://developer.example.org/stroke-v2.pdf',
      'Reviews are due on 6 August 2026 at 5:30pm',
      'Not submitted yet',
    ]);
    expect(rows[7]).toEqual([
      'Number',
      'Criterion id (do not change)',
      'Criterion',
      'Mandatory',
      'Rating',
      'Reason if unable to judge',
      'Evidence or page reference',
      'Comment to the developer',
      'Confidential note to the Centre',
    ]);
    const one = criteriaOf(sample)[0];
    expect(rows[first - 1]).toEqual([
      one?.number,
      one?.id,
      one?.text,
      one?.mandatory ? 'Mandatory' : '',
      'Not yet rated',
      '',
      '',
      '',
      '',
    ]);
    expect(await sheets.spreadsheet.layout(tab)).toMatchObject({ frozenRows: 8 });
    expect(await sheets.spreadsheet.hiddenColumns(tab)).toEqual(['B']);
    expect(await sheets.spreadsheet.link(tab, 'A4')).toBe('https://developer.example.org/stroke-v2.pdf');
    expect(await sheets.spreadsheet.note(tab, `C${first}`)).toBe(one?.guidance);
    expect(await sheets.spreadsheet.validation(tab, `E${first}`)).toEqual([
      'Not yet rated',
      '1 – Not met',
      '2 – Partly met',
      '3 – Met',
      '4 – Exceeded',
      'Unable to judge',
    ]);
    expect(await sheets.spreadsheet.protections(tab)).toMatchObject([
      { a1: `A1:D${rows.length}`, warningOnly: true },
    ]);
    expect(await sheets.spreadsheet.conditionalFormatRules(tab)).toHaveLength(1);
  });

  it('keeps what is typed as it was typed', async () => {
    const { sheets, service } = await started();
    for (const [a1, text] of Object.entries({ G10: '=1+1', H10: '+44 20 7946 0000', I10: '3/4' }))
      await sheets.spreadsheet.type(tab, a1, text);
    await view(sheets, 'saveDraft', roundId);
    expect(service.draft.content.ratings.need).toMatchObject({
      evidence: '=1+1',
      comment: '+44 20 7946 0000',
      note: '3/4',
    });
  });

  it('gets a tab name that Google accepts and that is not taken', async () => {
    const { sheets, service } = await setUp(small, 'accepted');
    service.form.specification.title = `Care: [acute/chronic]? ${'long '.repeat(30)}`;
    await view(sheets, 'startReview', roundId);
    const [, name = ''] = await sheets.spreadsheet.sheetNames();
    expect(name).toMatch(/^Care acute chronic long .*… v2$/);
    await sheets.setProperty('user', `review:headless-spreadsheet:${roundId}`, null);
    await view(sheets, 'rebuildSheet', roundId);
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${name} – set aside`, name]);
  });
});

describe('checking', () => {
  it('shows every defect at its cell, and takes the marks away when they are mended', async () => {
    const { sheets } = await started();
    await sheets.spreadsheet.type(tab, 'E10', 'Unable to judge');
    await sheets.spreadsheet.paste(tab, 'E11', [['good']]);
    await sheets.spreadsheet.type(tab, 'H11', 'x'.repeat(4_001));
    const result = await view(sheets, 'submitReview', roundId);
    expect(result).toEqual({
      view: 'defects',
      structure: false,
      heading: { roundId, title: 'Enhanced stroke care', version: 2, sample: false },
      defects: [
        {
          cell: 'E11',
          where: 'Criterion 4.2, rating',
          detail: '“good” is not a rating. Choose one from the list in the cell.',
        },
        {
          cell: 'H11',
          where: 'Criterion 4.2, comment to the developer',
          detail: 'Use at most 4,000 characters.',
        },
        {
          cell: 'F10',
          where: 'Criterion 4.1, reason if unable to judge',
          detail: 'Say why you are unable to judge criterion 4.1.',
        },
        {
          cell: 'E13',
          where: 'Criterion 5.1, rating',
          detail: 'Rate criterion 5.1, or choose “Unable to judge” and say why.',
        },
      ],
    });
    expect(await sheets.spreadsheet.note(tab, 'F10')).toBe(
      'To mend: Say why you are unable to judge criterion 4.1.',
    );
    expect(await sheets.spreadsheet.background(tab, 'E13')).toBe('#fad7d3');
    expect(await view(sheets, 'selectCell', roundId, 'E13')).toBeNull();
    expect(await sheets.spreadsheet.selected()).toEqual({ sheet: tab, a1: 'E13' });

    await sheets.spreadsheet.type(tab, 'F10', 'Not my field');
    for (const row of [11, 13]) await sheets.spreadsheet.type(tab, `E${row}`, '2 – Met');
    await sheets.spreadsheet.clear(tab, 'H11');
    expect(await view(sheets, 'checkScores', roundId)).toMatchObject({ view: 'confirmation' });
    expect(await sheets.spreadsheet.note(tab, 'F10')).toBe('');
    expect(await sheets.spreadsheet.note(tab, 'C10')).toBe('Guidance for 4.1.');
    expect(await sheets.spreadsheet.background(tab, 'E13')).toBe('#ffffff');
  });

  it('shows what the service refuses at the same cells', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    service.faults.push({
      on: 'submitReview',
      problem: 'invalid-body',
      errors: [{ pointer: '/ratings/scale/evidence', code: 'not-allowed', detail: 'Name the page.' }],
    });
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      view: 'defects',
      defects: [
        { cell: 'G11', where: 'Criterion 4.2, evidence or page reference', detail: 'Name the page.' },
      ],
    });
  });

  it.each<[string, (sheets: HeadlessSheets) => Promise<void>, string | null]>([
    ['was renumbered', (s) => s.spreadsheet.paste(tab, 'A10', [['4.9']]), 'A10'],
    ['was deleted', (s) => s.spreadsheet.deleteRows(tab, 11, 1), null],
    ['slid with its text', (s) => s.spreadsheet.sortRange(tab, 'C10:I11', 'C', false), 'C10'],
    ['was sorted without its hidden id', (s) => swapSeenCells(s), 'A10'],
    ['was copied below', async (s) => s.spreadsheet.paste(tab, 'A15', await copied(s, 10)), 'A15'],
    ['lost its hidden id', (s) => s.spreadsheet.clear(tab, 'B10'), 'E10'],
    ['is of no criterion', (s) => s.spreadsheet.paste(tab, 'B10', [['other']]), 'A10'],
    ['lost the heading over it', (s) => s.spreadsheet.clear(tab, 'E8'), 'A8'],
  ])('refuses to read any score when a row %s', async (_, change, at) => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await change(sheets);
    const result = await view(sheets, 'submitReview', roundId);
    expect(result).toMatchObject({ view: 'defects', structure: true });
    expect(result.view === 'defects' && result.defects.map((defect) => defect.cell)).toContain(at);
    expect(service.submissions).toEqual([]);
  });

  it('reads rows that were moved or sorted as a whole', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await sheets.spreadsheet.moveRows(tab, 13, 1, 10);
    await sheets.spreadsheet.sortRange(tab, 'A9:I14', 'G', false);
    await sheets.spreadsheet.insertColumns(tab, 4, 1);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    expect(service.submissions[0]?.content.ratings).toEqual({
      need: given(2, 'page 1'),
      scale: given(2, 'page 2'),
      level: given(2, 'page 3'),
    });
  });

  it('sets a broken sheet aside, keeping it, and goes on from the saved draft', async () => {
    const { sheets } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    await sheets.spreadsheet.deleteRows(tab, 11, 1);
    expect(await view(sheets, 'rebuildSheet', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', `${tab} – set aside`, tab]);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
  });
});

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
    await sheets.spreadsheet.type(tab, 'H10', 'One more thing');
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
    expect(await view(sheets, 'keepSheet', roundId)).toMatchObject({ view: 'scoring' });
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(6);
  });

  it('finds the sheet again in a copy of the file, or for another account, where no keys are', async () => {
    const { sheets, service } = await started();
    await score(sheets, small);
    await view(sheets, 'saveDraft', roundId);
    await sheets.setProperty('user', `review:headless-spreadsheet:${roundId}`, null);
    await sheets.spreadsheet.renameSheet(tab, 'My scores');
    expect(await view(sheets, 'startReview', roundId)).toMatchObject({ view: 'scoring' });
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', 'My scores']);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({ view: 'receipt' });
    expect(service.submissions).toHaveLength(1);
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
    await sheets.holdLock('user', true);
    expect(await view(sheets, 'submitReview', roundId)).toMatchObject({
      explanation: { title: 'A submission is running' },
    });
  });
});

describe('service calls', () => {
  it('do not grow with the number of criteria', async () => {
    const counted = [];
    for (const criteria of [25, 250]) counted.push(await countCalls(generated(criteria)));
    const [few, many] = counted;
    console.table({ '25 criteria': few, '250 criteria': many });
    expect(many).toEqual(few);
    expect(few?.['start: to Google']).toBeLessThanOrEqual(40);
    expect(few?.['save: to Google']).toBeLessThanOrEqual(8);
    expect(few?.['submit: to Google']).toBeLessThanOrEqual(12);
  });
});

/**
 * Calls that only hand out an object, build a rule, look into an answer that is here already, or compute.
 * All others make the add-on wait for Google's servers or ours.
 */
const local =
  /^(?:SpreadsheetApp|DataValidationBuilder|ConditionalFormatRuleBuilder|RichTextValueBuilder|HTTPResponse|Utilities)\.|^(?:Spreadsheet|Sheet)\.get(?:Id|SheetId|Range|DataRange|MaxRows)$|^PropertiesService\.|^LockService\./;

async function countCalls(set: CriteriaSet): Promise<Record<string, number>> {
  const { sheets } = await setUp(set, 'accepted');
  const counts: Record<string, number> = {};
  for (const [name, call] of [
    ['start', 'startReview'],
    ['save', 'saveDraft'],
    ['submit', 'submitReview'],
  ] as const) {
    await sheets.resetCalls();
    const result = await view(sheets, call, roundId);
    expect(result.view).toBe(name === 'submit' ? 'receipt' : 'scoring');
    const calls = Object.entries(await sheets.calls());
    const sum = (entries: typeof calls) => entries.reduce((total, [, count]) => total + count, 0);
    counts[`${name}: to Google`] = sum(calls.filter(([method]) => !local.test(method)));
    counts[`${name}: all`] = sum(calls);
    if (name === 'start') await score(sheets, set);
  }
  return counts;
}

const given = (rating: number, evidence: string) => ({ rating, reason: '', evidence, comment: '', note: '' });

const criterion = (id: string, number: string) => ({
  id,
  number,
  text: `The specification shows ${id}.`,
  guidance: `Guidance for ${number}.`,
  mandatory: false,
  threshold: null,
});

const small: CriteriaSet = {
  id: 'small',
  kind: 'endorsement',
  title: 'Small set',
  sample: false,
  instructions: '',
  scale: ['Not met', 'Partly met', 'Met'].map((label, value) => ({ value, label, meaning: '' })),
  rules: { minReviews: 2, threshold: 2, nonMandatoryShare: 0.5 },
  sections: [
    {
      id: 'scope',
      number: '4',
      title: 'Scope',
      criteria: [criterion('need', '4.1'), criterion('scale', '4.2')],
    },
    { id: 'learning', number: '5', title: 'Learning', criteria: [criterion('level', '5.1')] },
  ],
};

/** A set with so many criteria, in five sections. */
const generated = (criteria: number): CriteriaSet => ({
  ...small,
  sections: [4, 5, 6, 7, 8].map((section) => ({
    id: `section-${section}`,
    number: String(section),
    title: `Section ${section}`,
    criteria: Array.from({ length: criteria / 5 }, (_, n) =>
      criterion(`c-${section}-${n + 1}`, `${section}.${n + 1}`),
    ),
  })),
});

async function setUp(set: CriteriaSet, status: 'invited' | 'accepted' = 'invited') {
  const service = await ReviewService.start(set, status);
  services.push(service);
  const sheets = await runHeadlessSheets({
    code,
    identityToken: 'a-token',
    email: 'reviewer@example.org',
    properties: { API_URL: `${service.address}/` },
  });
  open.push(sheets);
  return { sheets, service };
}

async function started(set: CriteriaSet = small) {
  const made = await setUp(set, 'accepted');
  expect(await view(made.sheets, 'startReview', roundId)).toMatchObject({ view: 'scoring' });
  return made;
}

const view = async (sheets: HeadlessSheets, name: string, ...args: unknown[]) =>
  (await sheets.call(name, ...args)) as View;

const cell = async (sheets: HeadlessSheets, a1: string) => {
  const rows = await sheets.spreadsheet.shown(tab);
  return rows[Number(a1.slice(1)) - 1]?.[a1.charCodeAt(0) - 65];
};

/** Rates every criterion with the third level, with its page as evidence, by pasting two columns. */
async function score(sheets: HeadlessSheets, set: CriteriaSet): Promise<void> {
  const level = set.scale[2];
  const [name = ''] = (await sheets.spreadsheet.sheetNames()).slice(-1);
  const rows = await sheets.spreadsheet.shown(name);
  let page = 0;
  for (const [column, text] of [
    ['E', () => `${level?.value} – ${level?.label}`],
    ['G', () => `page ${++page}`],
  ] as const) {
    const criteria = rows.slice(8).map((row) => (row[1]?.includes(':') ? '' : text()));
    await sheets.spreadsheet.paste(
      name,
      `${column}9`,
      criteria.map((each) => [each]),
    );
  }
}

async function copied(sheets: HeadlessSheets, row: number): Promise<string[][]> {
  return [(await sheets.spreadsheet.shown(tab))[row - 1] ?? []];
}

/** What sorting does to rows 10 and 11 where the hidden column is left out. */
async function swapSeenCells(sheets: HeadlessSheets): Promise<void> {
  const [[a = []], [b = []]] = [await copied(sheets, 10), await copied(sheets, 11)];
  const without = (row: string[], id: string | undefined) => [row[0] ?? '', id ?? '', ...row.slice(2)];
  await sheets.spreadsheet.paste(tab, 'A10', [without(b, a[1]), without(a, b[1])]);
}

type OperationId = keyof typeof operations;
type Form = z.output<typeof operations.getForm.success.body>;
type Receipt = Answer<typeof operations.submitReview>;

/** What goes wrong with the next request of an operation. */
type Fault = { readonly on: OperationId } & (
  | { readonly cut: 'before' | 'after' }
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly problem: ProblemCode; readonly errors?: z.output<typeof problem>['errors'] }
);

/**
 * The service as the contract has it, for one reviewer and one round, in this process: every request is
 * checked by the contract's schemas, and so is every answer.
 */
class ReviewService {
  readonly faults: Fault[] = [];
  /** Idempotency-Key of every submission that arrived. */
  readonly keys: string[] = [];
  readonly submissions: { key: string; receipt: Receipt; content: ReviewContent }[] = [];
  readonly form: { -readonly [K in keyof Form]: Form[K] };
  draft: { content: ReviewContent; version: number; savedAt: string | null };
  readonly #server: Server;

  static async start(set: CriteriaSet, status: 'invited' | 'accepted'): Promise<ReviewService> {
    const service = new ReviewService(set, status);
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  private constructor(set: CriteriaSet, status: 'invited' | 'accepted') {
    this.form = operations.getForm.success.body.parse({
      assignment: {
        roundId,
        specificationId: 'stroke',
        specificationVersion: 2,
        title: 'Enhanced stroke care',
        criteriaSetKind: 'endorsement',
        sample: set.sample,
        reviewsDue: due,
        closesAt: '2026-08-20T16:30:00Z',
        roundStatus: 'open',
        status,
        interest: status === 'invited' ? 'not-declared' : 'none',
        submissions: 0,
        reopenedBecause: null,
      },
      specification: specificationVersion.parse({
        title: 'Enhanced stroke care',
        areaOfPractice: 'Stroke',
        credentialType: 'multi-professional',
        documentUrl: 'https://developer.example.org/stroke-v2.pdf',
        documentSha256: 'b'.repeat(64),
      }),
      criteriaSetVersion: 1,
      criteriaSetHash: 'c'.repeat(64),
      criteriaSet: set,
    });
    this.draft = { content: emptyReview(this.form.criteriaSetHash), version: 0, savedAt: null };
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Takes a submission, as if from elsewhere. */
  submit(key: string, content: ReviewContent): Receipt {
    const { assignment, criteriaSet: set } = this.form;
    const receipt: Receipt = {
      id: `receipt-${this.submissions.length + 1}`,
      roundId,
      specificationId: assignment.specificationId,
      specificationVersion: assignment.specificationVersion,
      criteriaSetId: set.id,
      criteriaSetVersion: this.form.criteriaSetVersion,
      criteriaSetHash: this.form.criteriaSetHash,
      submissionNumber: this.submissions.length + 1,
      submittedAt: '2026-08-01T11:00:00Z',
      contentHash: hash,
    };
    this.submissions.push({ key, receipt, content });
    assignment.status = 'submitted';
    assignment.submissions = this.submissions.length;
    return receipt;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const found = Object.entries(operations).find(
      ([, each]) => each.method === request.method && each.path.replace('{roundId}', roundId) === request.url,
    );
    if (found === undefined) return this.#refuse(response, 'not-found');
    const id = found[0] as OperationId;
    const operation = found[1];
    const at = this.faults.findIndex((fault) => fault.on === id);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    const key = String(request.headers['idempotency-key'] ?? '');
    if (id === 'submitReview') this.keys.push(key);
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') return void request.socket.destroy();
    if (fault !== undefined && 'status' in fault) {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      response.writeHead(fault.status, headers).end(JSON.stringify({ message: 'from the gateway' }));
      return;
    }
    if (fault !== undefined && 'problem' in fault) return this.#refuse(response, fault.problem, fault.errors);

    if (request.headers.authorization !== 'Bearer a-token') return this.#refuse(response, 'not-signed-in');
    let body: unknown;
    if ('body' in operation) {
      if (request.headers['content-type'] !== 'application/json') return this.#refuse(response, 'not-json');
      const parsed = operation.body.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
      if (!parsed.success) return this.#refuse(response, 'invalid-body', [...defectsOf(parsed.error)]);
      body = parsed.data;
    }
    const answer = this.#answer(id, body, request.headers['if-match'], key);
    if (fault !== undefined && 'cut' in fault) return void request.socket.destroy();
    if (typeof answer === 'string') return this.#refuse(response, answer);
    const { status, body: schema } = operation.success;
    const etag = 'etag' in operation.success ? { etag: `"${this.draft.version}"` } : {};
    response
      .writeHead(status, { 'content-type': 'application/json', ...etag })
      .end(JSON.stringify(schema.parse(answer)));
  }

  #answer(id: OperationId, body: unknown, ifMatch: string | undefined, key: string): object | ProblemCode {
    const { assignment } = this.form;
    const content = body as ReviewContent;
    const stale = ifMatch !== `"${this.draft.version}"`;
    switch (id) {
      case 'listMyAssignments':
        return { assignments: [assignment] };
      case 'declareInterests':
        assignment.interest = (body as { interest: 'none' | 'declared' }).interest;
        if (assignment.interest === 'none') assignment.status = 'accepted';
        return assignment;
      case 'getForm':
        if (assignment.interest === 'declared') return 'interest-unresolved';
        return assignment.interest === 'not-declared' ? 'declaration-needed' : this.form;
      case 'getReview':
        return this.draft;
      case 'saveReview':
        if (stale) return ifMatch === undefined ? 'if-match-missing' : 'stale';
        this.draft = { content, version: this.draft.version + 1, savedAt: '2026-08-01T10:00:00Z' };
        return this.draft;
      case 'submitReview': {
        if (!idempotencyKeyPattern.test(key)) return 'idempotency-key-missing';
        const before = this.submissions.find((submission) => submission.key === key);
        if (before !== undefined) return before.receipt;
        if (assignment.status === 'submitted') return 'already-submitted';
        if (stale) return ifMatch === undefined ? 'if-match-missing' : 'stale';
        if (checkReview(this.form.criteriaSet, content, 'submission').length > 0) return 'invalid-body';
        return this.submit(key, content);
      }
      case 'listMySubmissions':
        return {
          submissions: this.submissions
            .map(({ receipt, content: sent }) => ({ receipt, content: sent }))
            .reverse(),
        };
    }
  }

  #refuse(response: ServerResponse, code: ProblemCode, errors?: z.output<typeof problem>['errors']): void {
    const { status, title } = problems[code];
    const body = problem.parse({
      type: problemType(code),
      title,
      status,
      detail: `${title}.`,
      ...(errors !== undefined && { errors }),
    });
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  }
}
