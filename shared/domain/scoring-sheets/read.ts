import { pointer } from '../basics/result.ts';
import { type CriteriaSet, type Criterion, criteriaOf } from '../criteria-sets/criteria-set.ts';
import type { CriterionReview } from '../reviews/review.ts';
import { readTypedRating } from '../typed-reviews/typed-rating.ts';
import { type Grid, headingRowIn } from './grid.ts';
import {
  a1,
  type Column,
  columns,
  headings,
  notRated,
  ratingLabel,
  reviewerColumns,
  rowIds,
} from './layout.ts';
import type { CellDefect } from './shown.ts';

/** A cell of the sheet and what it is for. */
export interface Place {
  readonly cell: string;
  /** Such as `Criterion 4.2, rating`. */
  readonly where: string;
}

/** A scoring sheet as read. */
export interface Reading {
  /** Row of the column headings, from 1. */
  readonly headingRow: number;
  readonly ratings: Readonly<Record<string, CriterionReview>>;
  readonly overallComment: string;
  readonly overallNote: string;
  /** Where each JSON pointer of a review lies on the sheet. */
  readonly places: ReadonlyMap<string, Place>;
  /** Rating cells that hold something else, and texts that stand in no criterion's row. */
  readonly defects: readonly CellDefect[];
  /** Cells of those texts. */
  readonly stray: readonly string[];
  /** Rating cells that say a rating otherwise than the list in the cell does, with the list's words. */
  readonly rewrites: readonly { readonly cell: string; readonly label: string }[];
  /** Ids of the criteria that those cells belong to. */
  readonly misread: ReadonlySet<string>;
}

/** What to do where a sheet’s headings are gone, where rows have slid, and where rows are gone: each door has its own. */
interface Mending {
  readonly headings: string;
  readonly slid: string;
  readonly gone: string;
}

/** In an open sheet, what was done can be undone. */
const inOpenSheet: Mending = {
  headings: 'Undo until it is back, or set this sheet aside.',
  slid: 'Undo (Ctrl+Z) until they fit, or set this sheet aside.',
  gone: 'Undo (Ctrl+Z) until it is back, or set this sheet aside.',
};

/** What reading a sheet came to: where rows or columns cannot be trusted, no score is taken from it. */
export type ReadingResult =
  | { readonly ok: true; readonly value: Reading }
  | { readonly ok: false; readonly error: readonly CellDefect[] };

/**
 * Reads a scoring sheet from the texts its cells show. A row counts for a criterion only where its hidden
 * id, its number and its text all agree, so it may stand anywhere, and no rating lands on another criterion.
 */
export function readScores(grid: Grid, set: CriteriaSet, mending: Mending = inOpenSheet): ReadingResult {
  const found = findColumns(grid, mending);
  if (!found.ok) return found;
  const { headingRow, at } = found.value;
  const rows = grid
    .map((cells, index) => new Row(cells, index + 1, at))
    .filter(({ number }) => number !== headingRow);
  const stray = strayCells(rows.filter(({ number }) => number > headingRow));
  const defects = [...disagreements(rows, set, mending), ...missingRows(rows, set, mending)];
  return defects.length > 0
    ? { ok: false, error: [...stray, ...defects] }
    : { ok: true, value: take(rows, set, headingRow, stray) };
}

type Columns = ReadonlyMap<Column, number>;

/** One row, its cells by column. */
class Row {
  readonly number: number;
  readonly #cells: readonly string[];
  readonly #at: Columns;

  constructor(cells: readonly string[], number: number, at: Columns) {
    this.number = number;
    this.#cells = cells;
    this.#at = at;
  }

  text(column: Column): string {
    return this.#cells[(this.#at.get(column) ?? 0) - 1] ?? '';
  }

  cell(column: Column): string {
    return a1(this.number, this.#at.get(column) ?? 1);
  }

  get id(): string {
    return this.text('id').trim();
  }
}

function findColumns(
  grid: Grid,
  mending: Mending,
): { ok: true; value: { headingRow: number; at: Columns } } | { ok: false; error: readonly CellDefect[] } {
  const headingRow = headingRowIn(grid);
  const cells = (grid[(headingRow ?? 0) - 1] ?? []).map((text) => text.trim());
  if (headingRow === null)
    return {
      ok: false,
      error: [
        {
          cell: null,
          where: 'Headings',
          detail: `The row of headings, or its hidden cell, is gone. ${mending.headings}`,
        },
      ],
    };
  const at = new Map<Column, number>();
  const defects: CellDefect[] = [];
  for (const column of columns) {
    const heading = headings[column];
    const first = cells.indexOf(heading);
    if (first < 0)
      defects.push({
        cell: a1(headingRow, 1),
        where: 'Headings',
        detail: `There is no column with the heading “${heading}”. Write it back over its column.`,
      });
    else if (cells.lastIndexOf(heading) !== first)
      defects.push({
        cell: a1(headingRow, cells.lastIndexOf(heading) + 1),
        where: 'Headings',
        detail: `Two columns have the heading “${heading}”. Keep it only over the column you write in.`,
      });
    at.set(column, first + 1);
  }
  return defects.length > 0 ? { ok: false, error: defects } : { ok: true, value: { headingRow, at } };
}

const says = (row: Row, column: Column) =>
  row.text(column).trim() !== '' && !(column === 'rating' && row.text(column).trim() === notRated);

/** Text that stands in no criterion's row, where it would be lost. */
function strayCells(rows: readonly Row[]): CellDefect[] {
  return rows
    .filter((row) => row.id === '' || row.id.includes(':'))
    .flatMap((row) => {
      const taken: readonly Column[] = row.id === rowIds.overall ? ['comment', 'note'] : [];
      return reviewerColumns
        .filter((column) => !taken.includes(column) && says(row, column))
        .map((column) => ({
          cell: row.cell(column),
          where: `Row ${row.number}, ${headings[column].toLowerCase()}`,
          detail:
            'This row is no criterion’s, so what stands here would be lost. Move it to its row, or delete it.',
        }));
    });
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Rows whose id, number and text do not belong together, or whose id is there twice or unknown. */
function disagreements(rows: readonly Row[], set: CriteriaSet, mending: Mending): CellDefect[] {
  const criteria = new Map(criteriaOf(set).map((criterion) => [criterion.id, criterion]));
  const seen = new Map<string, Row>();
  return rows.flatMap((row): CellDefect[] => {
    if (row.id === '' || (row.id.includes(':') && row.id !== rowIds.overall)) return [];
    const first = seen.get(row.id);
    seen.set(row.id, first ?? row);
    if (first !== undefined)
      return [
        at(
          row,
          'number',
          `This row is a copy of row ${first.number}. Delete one of the two, and its scores with it.`,
        ),
      ];
    if (row.id === rowIds.overall) return [];
    const criterion = criteria.get(row.id);
    if (criterion === undefined)
      return [at(row, 'number', 'This row belongs to no criterion of this round. Delete the row.')];
    return disagreement(row, criterion, mending);
  });
}

function disagreement(row: Row, criterion: Criterion, { slid }: Mending): CellDefect[] {
  const moved = `Its scores may have slid to another criterion, so none were read. ${slid}`;
  if (row.text('number').trim() !== criterion.number)
    return [
      at(
        row,
        'number',
        `The number here is “${row.text('number').trim()}”, but the row was made for criterion ${criterion.number}. ${moved}`,
      ),
    ];
  if (squeezed(row.text('criterion')) !== squeezed(criterion.text))
    return [at(row, 'criterion', `The text here is not that of criterion ${criterion.number}. ${moved}`)];
  return [];
}

function missingRows(rows: readonly Row[], set: CriteriaSet, { gone }: Mending): CellDefect[] {
  const ids = new Set(rows.map((row) => row.id));
  const missing = criteriaOf(set)
    .filter((criterion) => !ids.has(criterion.id))
    .map((criterion) => `Criterion ${criterion.number}`);
  return [...missing, ...(ids.has(rowIds.overall) ? [] : ['Overall'])].map((where) => ({
    cell: null,
    where,
    detail: `Its row is gone. ${gone}`,
  }));
}

const at = (row: Row, column: Column, detail: string): CellDefect => ({
  cell: row.cell(column),
  where: `Row ${row.number}`,
  detail,
});

function take(
  rows: readonly Row[],
  set: CriteriaSet,
  headingRow: number,
  stray: readonly CellDefect[],
): Reading {
  const criteria = new Map(criteriaOf(set).map((criterion) => [criterion.id, criterion]));
  const ratings: Record<string, CriterionReview> = {};
  const places = new Map<string, Place>();
  const defects: CellDefect[] = [...stray];
  const misread = new Set<string>();
  const rewrites: { cell: string; label: string }[] = [];

  for (const row of rows) {
    const criterion = criteria.get(row.id);
    if (criterion === undefined) continue;
    for (const field of reviewerColumns) {
      const where = `Criterion ${criterion.number}, ${headings[field].toLowerCase()}`;
      places.set(pointer('ratings', criterion.id, field), { cell: row.cell(field), where });
    }
    places.set(pointer('ratings', criterion.id), {
      cell: row.cell('rating'),
      where: `Criterion ${criterion.number}`,
    });
    const written = row.text('rating').trim();
    const typed = readTypedRating(set, written);
    const rating = typed.kind === 'rating' ? typed.rating : null;
    if (typed.kind !== 'rating') {
      misread.add(criterion.id);
      const choice =
        typed.kind === 'ambiguous'
          ? `could be ${typed.ratings.map((each) => `“${ratingLabel(set, each)}”`).join(' or ')}. Choose one of them`
          : 'is not a rating. Choose one';
      defects.push({
        cell: row.cell('rating'),
        where: `Criterion ${criterion.number}, rating`,
        detail: `“${written.slice(0, 60)}” ${choice} from the list in the cell.`,
      });
    } else if (row.text('rating') !== ratingLabel(set, rating))
      rewrites.push({ cell: row.cell('rating'), label: ratingLabel(set, rating) });
    ratings[criterion.id] = {
      rating,
      reason: row.text('reason'),
      evidence: row.text('evidence'),
      comment: row.text('comment'),
      note: row.text('note'),
    };
  }

  const overall = rows.find((row) => row.id === rowIds.overall);
  if (overall !== undefined) {
    places.set(pointer('overallComment'), { cell: overall.cell('comment'), where: 'Overall comment' });
    places.set(pointer('overallNote'), { cell: overall.cell('note'), where: 'Overall note' });
  }
  return {
    headingRow,
    ratings,
    overallComment: overall?.text('comment') ?? '',
    overallNote: overall?.text('note') ?? '',
    places,
    defects,
    stray: stray.flatMap(({ cell }) => cell ?? []),
    rewrites,
    misread,
  };
}
