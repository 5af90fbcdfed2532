import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriteriaSet } from '../../../shared/domain/criteria-set.ts';
import { emptyReview, type ReviewContent, unableToJudge } from '../../../shared/domain/review.ts';
import type { Form } from './form.ts';
import { headingRow, headings } from './layout.ts';
import { planRows } from './plan.ts';
import { readScores } from './read.ts';

const criterion = (id: string, number: string) => ({
  id,
  number,
  text: `The text of ${id}.`,
  guidance: '',
  mandatory: false,
  threshold: null,
});

const set: CriteriaSet = {
  id: 'sample',
  kind: 'endorsement',
  title: 'Sample',
  sample: true,
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
    {
      id: 'learning',
      number: '5',
      title: 'Learning',
      criteria: [criterion('level', '5.1'), criterion('time', '5.2')],
    },
  ],
};

const content: ReviewContent = {
  ...emptyReview('0'.repeat(64)),
  ratings: {
    need: { rating: 0, reason: '', evidence: 'page 1', comment: '', note: '' },
    scale: { rating: 1, reason: '', evidence: 'page 2', comment: '=1+1', note: '' },
    level: { rating: 2, reason: '', evidence: 'page 3', comment: '', note: 'private' },
    time: { rating: unableToJudge, reason: 'not my field', evidence: '', comment: '', note: '' },
  },
  overallComment: 'Good',
  overallNote: 'Thin',
};

// Of a form, the plan reads only these.
const form = {
  assignment: { specificationVersion: 1 },
  specification: { title: 'Stroke care', areaOfPractice: 'Stroke', documentUrl: 'https://example.org/a' },
  criteriaSet: set,
  criteriaSetVersion: 1,
} as Form;

const grid = () => planRows(form, content, { due: '', status: '' }).map((row) => [...row.cells]);
const details = (cells: string[][]) => {
  const read = readScores(cells, set);
  return read.ok ? [] : read.error.map(({ cell, detail }) => `${cell ?? '-'}: ${detail}`);
};

describe('reading a scoring sheet', () => {
  it('gives back what was filled in', () => {
    const read = readScores(grid(), set);
    expect(read).toMatchObject({
      ok: true,
      value: {
        ratings: content.ratings,
        overallComment: 'Good',
        overallNote: 'Thin',
        headingRow,
        defects: [],
      },
    });
  });

  it('finds columns by their headings and rows by their ids, wherever they were moved', () => {
    const moved = grid().map((row) => [...row].reverse());
    expect(
      readScores([...moved.slice(0, headingRow), ...moved.slice(headingRow).reverse()], set),
    ).toMatchObject({
      ok: true,
      value: { ratings: content.ratings },
    });
  });

  it('refuses a row whose number is not its criterion’s', () => {
    const cells = grid();
    cells[headingRow + 1]?.splice(0, 1, '4.2');
    expect(details(cells)).toEqual([
      'A10: The number here is “4.2”, but the row was made for criterion 4.1. Its scores may have slid to another criterion, so none were read. Undo (Ctrl+Z) until they fit, or set this sheet aside.',
    ]);
  });

  it('refuses a heading that is gone or there twice', () => {
    const gone = grid();
    gone[headingRow - 1]?.splice(6, 1, 'Pages');
    expect(details(gone)).toEqual([
      `A8: There is no column with the heading “${headings.evidence}”. Write it back over its column.`,
    ]);
    const twice = grid();
    twice[headingRow - 1]?.push(headings.comment);
    expect(details(twice)).toEqual([
      `J8: Two columns have the heading “${headings.comment}”. Keep it only over the column you write in.`,
    ]);
  });

  it('never reads a rating for another criterion, whatever is moved, sorted, copied or deleted', () => {
    const edit = fc.record({
      kind: fc.constantFrom(
        'swap-rows',
        'swap-seen-cells',
        'delete',
        'copy',
        'blank-id',
        'insert',
        'slide-text',
      ),
      a: fc.nat(6),
      b: fc.nat(6),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const cells = grid();
        for (const { kind, a, b } of edits) change(cells, kind, headingRow + a, headingRow + b);
        const read = readScores(cells, set);
        if (read.ok) expect(read.value.ratings).toEqual(content.ratings);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
  });
});

/** What hands do to a sheet; each moves a criterion's number, text or id along with its scores or away from them. */
function change(cells: string[][], kind: string, a: number, b: number): void {
  const [from, to] = [cells[a], cells[b]];
  if (from === undefined || to === undefined) return;
  const swap = (columns: readonly number[]) => {
    for (const column of columns) [from[column], to[column]] = [to[column] ?? '', from[column] ?? ''];
  };
  if (kind === 'swap-rows') swap([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  // What sorting does where the hidden column is not part of the selection.
  if (kind === 'swap-seen-cells') swap([0, 2, 3, 4, 5, 6, 7, 8]);
  if (kind === 'slide-text') swap([2]);
  if (kind === 'delete') cells.splice(a, 1);
  if (kind === 'copy') cells.splice(b, 0, [...from]);
  if (kind === 'blank-id') from[1] = '';
  if (kind === 'insert')
    cells.splice(
      a,
      0,
      from.map(() => ''),
    );
}
