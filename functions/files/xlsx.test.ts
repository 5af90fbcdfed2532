import { ValueType, Workbook } from '@cj-tech-master/excelts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xlsxOfSheets } from './xlsx.ts';
import { escapedForXlsx } from './xlsx-text.ts';

/** What XML has no way to say: the other library leaves it as it is written, where Excel shows it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant.
const unknownToXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** What another library reads of a workbook. */
async function read(bytes: Uint8Array) {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  return workbook;
}

const sheet = (rows: readonly (readonly (string | number | null)[])[]) => ({
  name: 'Criteria',
  title: 'Result',
  headings: ['A', 'B', 'C'],
  widths: [10, 20, 30],
  shares: [2],
  rows,
});

test('another library reads titles, headings, texts, numbers and formats as they were written', async () => {
  const workbook = await read(
    xlsxOfSheets([
      sheet([
        ['4.10', 'a & b <c> "d"', 0.5],
        ['=1+1', null, 3],
      ]),
      { ...sheet([]), name: 'Other' },
    ]),
  );
  const [first, second] = workbook.worksheets;
  expect([first?.name, second?.name]).toEqual(['Criteria', 'Other']);
  expect(first?.getCell('A1').value).toBe('Result');
  expect(first?.getRow(3).values).toEqual([undefined, 'A', 'B', 'C']);
  expect(first?.getRow(4).values).toEqual([undefined, '4.10', 'a & b <c> "d"', 0.5]);
  expect(first?.getCell('A5').type).toBe(ValueType.String);
  expect(first?.getCell('C4').numFmt).toBe('0%');
  expect(first?.getColumn(2).width).toBe(20);
  expect(first?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
});

test('every text survives, whatever is in it', async () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 40 })
    .filter((given) => !/[\p{Surrogate}]/u.test(given));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
      const workbook = await read(xlsxOfSheets([sheet(texts.map((one) => [one, 1, null]))]));
      const shown = texts.map((_, i) => workbook.worksheets[0]?.getCell(`A${i + 4}`).value ?? '');
      expect(shown).toEqual(texts.map((one) => one.replace(unknownToXml, escapedForXlsx)));
    }),
    { numRuns: 50 },
  );
});

test('the same rows always make the same file', () => {
  expect(xlsxOfSheets([sheet([['a', 'b', 1]])])).toEqual(xlsxOfSheets([sheet([['a', 'b', 1]])]));
});
