import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../../addon/src/scoring-sheet/form.ts';
import { type CriteriaSet, criteriaOf } from '../criteria-sets/criteria-set.ts';
import { emptyReview, type ReviewContent, unableToJudge } from '../reviews/review.ts';
import { changesBetween } from '../typed-reviews/changes.ts';
import { inWords } from './changes.ts';
import { headingRow, headings, notRated, ratingLabel } from './layout.ts';
import { planHeader, planTable } from './plan.ts';
import { readScores } from './read.ts';

const criterion = (id: string, number: string) => ({
  id,
  number,
  text: `The text of ${id}.`,
  guidance: '',
  mandatory: false,
  threshold: null,
  dissentRefers: false,
});

const set: CriteriaSet = {
  id: 'sample',
  kind: 'endorsement',
  title: 'Sample',
  sample: true,
  instructions: '',
  scale: ['Not met', 'Partly met', 'Met'].map((label, value) => ({ value, label, meaning: '' })),
  rules: { edition: 1, minReviews: 2, threshold: 2, metShare: { atLeast: 2, of: 3 }, nonMandatoryShare: 0.5 },
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

const grid = () =>
  [...planHeader(form, { due: '', status: '', sending: '' }), ...planTable(form, content)].map((row) => [
    ...row.cells,
  ]);
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
    gone[headingRow - 1]?.splice(5, 1, 'Pages');
    expect(details(gone)).toEqual([
      `A8: There is no column with the heading “${headings.evidence}”. Write it back over its column.`,
    ]);
    const twice = grid();
    twice[headingRow - 1]?.push(headings.comment);
    expect(details(twice)).toEqual([
      `J8: Two columns have the heading “${headings.comment}”. Keep it only over the column you write in.`,
    ]);
  });

  it('never reads a rating for another criterion, whatever is moved, sorted, copied, pasted or deleted', () => {
    const edit = fc.record({
      kind: fc.constantFrom(...(Object.keys(edits) as (keyof typeof edits)[])),
      a: fc.nat(7),
      b: fc.nat(7),
      column: fc.nat(8),
      width: fc.integer({ min: 1, max: 9 }),
    });
    let read = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (done) => {
        const cells = grid();
        for (const { kind, ...where } of done) edits[kind](cells, where);
        const reading = readScores(cells, set);
        if (!reading.ok) return;
        read += 1;
        for (const { id, number, text } of criteriaOf(set)) {
          const shown = shownRatings(cells, number, text);
          const label = ratingLabel(set, reading.value.ratings[id]?.rating ?? null);
          // Beside what is no rating at all, which is refused at its cell.
          if (!reading.value.misread.has(id)) expect(shown.map((each) => each || notRated)).toEqual([label]);
        }
        const changes = changesBetween(set, content, { ...content, ...reading.value });
        const named = inWords(set, changes, reading.value).map(({ where }) => where);
        for (const { id, number } of criteriaOf(set))
          if (reading.value.ratings[id]?.rating !== content.ratings[id]?.rating)
            expect(named).toContain(`${number}, rating`);
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    // Neither all refused nor all untouched: the sheet was read after many of the edits.
    expect(read).toBeGreaterThan(150);
    expect(read).toBeLessThan(900);
  });
});

/**
 * The ratings that a person sees for a criterion: in every row that shows its number and its text, under the
 * heading “Rating”. It is found without the hidden ids, and so independently of how the sheet is read.
 */
function shownRatings(cells: readonly string[][], number: string, text: string): string[] {
  const heading = cells.find((row) => row.includes(headings.id)) ?? [];
  const at = (name: string) => heading.indexOf(name);
  return cells
    .slice(cells.indexOf(heading) + 1)
    .filter((row) => row[at(headings.number)] === number && row[at(headings.criterion)] === text)
    .map((row) => row[at(headings.rating)] ?? '');
}

interface Where {
  readonly a: number;
  readonly b: number;
  readonly column: number;
  readonly width: number;
}

/** Rows from the headings on, as a person counts them. */
const body = (cells: string[][]) => Math.max(cells.findIndex((row) => row.includes(headings.id)) + 1, 1);

/** Exchanges some cells of two rows. */
function swap(cells: string[][], { a, b }: Where, columns: readonly number[]): void {
  const [from, to] = [cells[body(cells) + a], cells[body(cells) + b]];
  if (from === undefined || to === undefined) return;
  for (const column of columns) [from[column], to[column]] = [to[column] ?? '', from[column] ?? ''];
}

/** Sorts some columns of the table by one of them, as Sheets sorts a selection. */
function sort(cells: string[][], by: number, columns: readonly number[]): void {
  const first = body(cells);
  const picked = cells.slice(first).map((row) => columns.map((column) => row[column] ?? ''));
  const key = columns.indexOf(by);
  picked.sort((x, y) => (x[key] ?? '').localeCompare(y[key] ?? ''));
  for (const [index, values] of picked.entries())
    for (const [n, column] of columns.entries()) (cells[first + index] ?? [])[column] = values[n] ?? '';
}

const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const seen = all.filter((column) => column !== 1);
const span = ({ column, width }: Where) => all.filter((each) => each >= column && each < column + width);

/** What hands do to a sheet. */
const edits = {
  'swap rows': (cells, where) => swap(cells, where, all),
  'swap what is seen of rows': (cells, where) => swap(cells, where, seen),
  'swap some columns of rows': (cells, where) => swap(cells, where, span(where)),
  'sort the table': (cells, { column }) => sort(cells, column, all),
  'sort what is seen': (cells, { column }) => sort(cells, column === 1 ? 0 : column, seen),
  'sort some columns': (cells, where) => sort(cells, where.column, span(where)),
  'sort the ratings alone': (cells) => sort(cells, 4, [4]),
  'delete a row': (cells, { a }) => void cells.splice(body(cells) + a, 1),
  'insert a row': (cells, { a }) =>
    void cells.splice(
      body(cells) + a,
      0,
      all.map(() => ''),
    ),
  'copy a row': (cells, { a, b }) =>
    void cells.splice(body(cells) + b, 0, [...(cells[body(cells) + a] ?? all.map(() => ''))]),
  'paste a row over another': (cells, { a, b }) => {
    const [from, to] = [cells[body(cells) + a], cells[body(cells) + b]];
    if (from !== undefined && to !== undefined) to.splice(0, from.length, ...from);
  },
  'paste some cells a row lower': (cells, where) => {
    const first = body(cells) + where.a;
    const copied = cells.slice(first).map((row) => [...row]);
    for (const [index, row] of copied.entries())
      for (const column of span(where)) {
        const below = cells[first + index + 1];
        if (below !== undefined) below[column] = row[column] ?? '';
      }
  },
  'clear some cells': (cells, where) => {
    const row = cells[body(cells) + where.a];
    if (row !== undefined) for (const column of span(where)) row[column] = '';
  },
  'retype a cell': (cells, { a, column }) => {
    const row = cells[body(cells) + a];
    if (row !== undefined) row[column] = column === 4 ? '1 – Partly met' : 'retyped';
  },
  'move a column': (cells, { column, b }) => {
    for (const row of cells) row.splice(b, 0, ...row.splice(column, 1));
  },
  'insert a column': (cells, { column }) => {
    for (const row of cells) row.splice(column, 0, '');
  },
  'delete a column': (cells, { column }) => {
    for (const row of cells) row.splice(column, 1);
  },
  'insert a row at the top': (cells) => void cells.unshift(all.map(() => '')),
} satisfies Record<string, (cells: string[][], where: Where) => void>;
