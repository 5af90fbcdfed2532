import type { IRange } from '@univerjs/core';
import type { Area } from '../../google/model/area.ts';
import type { FWorksheet } from './univer.ts';

/** An area of Google's as the grid's range. */
export const rangeOf = ({ row, column, rows, columns }: Area): IRange => ({
  startRow: row - 1,
  endRow: row + rows - 2,
  startColumn: column - 1,
  endColumn: column + columns - 2,
});

/** A range of the grid, which counts from 0, with whole rows and columns spelled out. */
export function areaOf(range: IRange, sheet: FWorksheet): Area {
  const from = (value: number) => (Number.isNaN(value) ? 0 : value);
  const to = (value: number, last: number) => (Number.isNaN(value) ? last : value);
  const row = from(range.startRow);
  const column = from(range.startColumn);
  return {
    row: row + 1,
    column: column + 1,
    rows: to(range.endRow, sheet.getMaxRows() - 1) - row + 1,
    columns: to(range.endColumn, sheet.getMaxColumns() - 1) - column + 1,
  };
}
