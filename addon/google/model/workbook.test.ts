import { expect, test } from 'vitest';
import { emptySheet } from './records.ts';
import type { SheetModel } from './sheet.ts';
import { Workbook } from './workbook.ts';

const opened = (): Workbook =>
  new Workbook({ id: 'book', locale: 'en_GB', sheets: [emptySheet(1, 'Scores')], active: 1 });

const write = (sheet: SheetModel | undefined, row: number, text: string) =>
  sheet?.write({ row, column: 1, rows: 1, columns: 1 }, () => text, 2026);

const changesOf = (workbook: Workbook) =>
  workbook.changes().sheets.map(({ name, cells }) => [name, cells.map(({ row, cell }) => [row, cell.value])]);

test('a workbook tells the cells that changed since it was asked last, and no others', () => {
  const workbook = opened();
  const [sheet] = workbook.sheets;
  write(sheet, 2, 'a');
  write(sheet, 4, 'b');
  expect(changesOf(workbook)).toEqual([
    [
      'Scores',
      [
        [2, 'a'],
        [4, 'b'],
      ],
    ],
  ]);
  write(sheet, 2, 'c');
  expect(changesOf(workbook)).toEqual([['Scores', [[2, 'c']]]]);
  expect(changesOf(workbook)).toEqual([['Scores', []]]);
});

test('rows that moved are changed cells, those that are empty now too', () => {
  const workbook = opened();
  const [sheet] = workbook.sheets;
  write(sheet, 1, 'a');
  write(sheet, 2, 'b');
  workbook.changes();
  sheet?.insertRows(1, 1);
  expect(changesOf(workbook)).toEqual([
    [
      'Scores',
      [
        [1, ''],
        [2, 'a'],
        [3, 'b'],
      ],
    ],
  ]);
  sheet?.deleteRows(2, 2);
  expect(changesOf(workbook)).toEqual([
    [
      'Scores',
      [
        [2, ''],
        [3, ''],
      ],
    ],
  ]);
});

test('what a workbook tells opens as the same workbook', () => {
  const workbook = opened();
  workbook.insert('Notes', 0);
  write(workbook.sheets[0], 1, 'a');
  const again = new Workbook(workbook.changes());
  expect([again.active.name, again.sheets.map(({ name }) => name)]).toEqual(['Notes', ['Notes', 'Scores']]);
  expect(again.find('Notes')?.display(1, 1)).toBe('a');
});
