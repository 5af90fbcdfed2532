import { describe, expect, it } from 'vitest';
import { AUTOMATIC, type CellValue, PLAIN_TEXT } from './cell.ts';
import { displayValue } from './display.ts';
import { readEntry } from './entry.ts';
import { localeNamed } from './locales.ts';
import { emptySheet } from './records.ts';
import { Workbook } from './workbook.ts';

const typed = (text: string, name: string) => {
  const locale = localeNamed(name);
  const { value, formula, numberFormat, computed } = readEntry(text, AUTOMATIC, 2026, locale);
  return formula ? (computed ?? formula) : displayValue(value, numberFormat ?? AUTOMATIC, locale);
};

describe('a text that is typed shows as the locale has it', () => {
  it.each([
    // What was typed, then in Britain, the United States, Germany and France.
    ['1.5', '1.5', '1.5', '01.05.2026', '01/05/2026'],
    ['1,5', '1,5', '1,5', '1,5', '1,5'],
    ['3/4', '03/04/2026', '3/4/2026', '03.04.2026', '03/04/2026'],
    ['3.4.', '3.4.', '3.4.', '03.04.2026', '03/04/2026'],
    ['13/2/26', '13/02/2026', '13/2/26', '13.02.2026', '13/02/2026'],
    ['2026-04-03', '2026-04-03', '2026-04-03', '2026-04-03', '2026-04-03'],
    ['3 März 2026', '3 März 2026', '3 März 2026', '3 März 2026', '3 März 2026'],
    ['1,000', '1,000', '1,000', '1', '1'],
    ['1.000', '1', '1', '1.000', '1.000'],
    ['1 000,5', '1 000,5', '1 000,5', '1 000,5', '1\u202f001'],
    ['wahr', 'wahr', 'wahr', 'WAHR', 'wahr'],
    ['true', 'TRUE', 'TRUE', 'WAHR', 'VRAI'],
    ['£3', '£3.00', '£3', '£3', '£3'],
    ['3,50 €', '3,50 €', '3,50 €', '3,50 €', '3,50 €'],
    ['=SUM(A1,A2)', '=SUM(A1,A2)', '=SUM(A1,A2)', '#ERROR!', '#ERROR!'],
    ['=SUM(1,2)', '=SUM(1,2)', '=SUM(1,2)', '=SUM(1,2)', '=SUM(1,2)'],
    ['=IF(A1;"a,b";1,5)', '=IF(A1;"a,b";1,5)', '=IF(A1;"a,b";1,5)', '=IF(A1;"a,b";1,5)', '=IF(A1;"a,b";1,5)'],
  ])('%s', (text, ...shown) => {
    expect(['en_GB', 'en_US', 'de_DE', 'fr_FR'].map((name) => typed(text, name))).toEqual(shown);
  });
});

it.each<[CellValue, string, string]>([
  [1234.5, '#,##0.00', '1.234,50'],
  [0.125, '0.0%', '12,5%'],
  [0.1, PLAIN_TEXT, '0,1'],
  [{ wall: Date.UTC(2026, 2, 3) }, 'd mmmm yyyy', '3 März 2026'],
])('in Germany %j as %s shows %s', (value, format, shown) => {
  expect(displayValue(value, format, localeNamed('de_DE'))).toBe(shown);
});

it('what stands in a spreadsheet shows otherwise when another locale is chosen, and stays what it is', () => {
  const book = new Workbook({ id: 'book', locale: 'en_GB', sheets: [emptySheet(1, 'Scores')], active: 1 });
  const cells = { row: 1, column: 1, rows: 1, columns: 2 };
  book.active.write(cells, (_, column) => (column === 0 ? '1.5' : 'TRUE'), 2026);
  const german = new Workbook({ ...book.record('book'), locale: 'de_DE' });
  expect([german.active.display(1, 1), german.active.display(1, 2)]).toEqual(['1,5', 'WAHR']);
  expect(german.active.value(1, 1)).toBe(1.5);
  expect(german.insert('New', 1).text(0.5)).toBe('0,5');
});

it('a locale that the stand-in does not know is refused', () => {
  expect(() => localeNamed('ja_JP')).toThrow('The locale ja_JP is not part of the stand-in');
});
