import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { criteriaSetRows, type Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import endorsement from '../../shared/samples/sample-endorsement-criteria.json' with { type: 'json' };
import gateway from '../../shared/samples/sample-gateway-criteria.json' with { type: 'json' };
import { anyCriteriaSet } from '../../test/support/criteria-set-arbitrary.ts';
import { written } from '../../test/support/workbooks.ts';
import { readCriteriaSetFile, writeCriteriaSetFile } from './criteria-set-file.ts';
import { csvOfRows } from './csv.ts';
import type { TableFormat } from './media-types.ts';
import { xlsxToEdit } from './xlsx.ts';

const sample: CriteriaSet = criteriaSet.parse(endorsement);

const complaints = async (format: TableFormat, bytes: Uint8Array) => {
  const read = await readCriteriaSetFile(format, bytes);
  return read.ok ? [] : read.error.map(rowDefectInWords);
};

const csv = (text: string) => new TextEncoder().encode(text);

const open = async (bytes: Uint8Array) => {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return { sheet, save: async () => new Uint8Array(await workbook.xlsx.writeBuffer()) };
};

/** A workbook of other rows. */
const writeSheet = (rows: Rows) => xlsxToEdit({ name: 'Sheet1', rows, widths: [] });

/** Where a workbook of one sheet has that. */
const firstSheet = 'xl/worksheets/sheet1.xml';

/** The sample as a workbook in which somebody typed. */
const edited = async (edit: (sheet: Worksheet) => void) => {
  const { sheet, save } = await open(await writeCriteriaSetFile('xlsx', sample));
  edit(sheet);
  return save();
};

describe.each<TableFormat>(['csv', 'xlsx'])('a criteria set as %s', (format) => {
  test.each([endorsement, gateway])('comes back as it was: the samples', async (given) => {
    const set = criteriaSet.parse(given);
    expect(await readCriteriaSetFile(format, await writeCriteriaSetFile(format, set))).toEqual({
      ok: true,
      value: set,
    });
  });

  test('comes back as it was, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(anyCriteriaSet, async (set) => {
        expect(await readCriteriaSetFile(format, await writeCriteriaSetFile(format, set))).toEqual({
          ok: true,
          value: set,
        });
      }),
      { numRuns: format === 'csv' ? 100 : 40 },
    );
  });

  test('without anything in it is refused in one sentence', async () => {
    const nothing = format === 'csv' ? [csv(''), csv(' \n;\n')] : [writeSheet([]), writeSheet([[], [' ']])];
    for (const bytes of nothing) expect(await complaints(format, bytes)).toEqual(['The file is empty.']);
  });

  test('is refused above 2 MB', async () => {
    expect(await complaints(format, new Uint8Array(2 * 1024 * 1024 + 1))).toEqual([
      'The file is larger than 2 MB, which is the most that is read.',
    ]);
  });

  test('is refused with more than 1,000 rows', async () => {
    const rows = [...criteriaSetRows(sample), ...Array.from({ length: 1_000 }, () => ['level'])];
    const bytes =
      format === 'csv'
        ? csvOfRows(rows)
        : await edited((sheet) => {
            sheet.getCell('A1001').value = 'level';
          });
    expect(await complaints(format, bytes)).toEqual([
      'The file has more than 1000 rows. Remove what is below the table.',
    ]);
  });

  test('names the place of what the contract does not allow, in words', async () => {
    const bad = {
      ...sample,
      id: 'Not a slug',
      scale: sample.scale.map((level) => ({ ...level, label: '' })),
      rules: { ...sample.rules, minReviews: 1 },
      sections: sample.sections.map((section, i) => (i === 0 ? { ...section, criteria: [] } : section)),
    };
    expect(await complaints(format, await writeCriteriaSetFile(format, bad))).toEqual([
      'Row 2, column “Id”: Use 1 to 64 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
      'Row 2, column “Minimum reviews”: Give a number that is at least 2.',
      'Row 3, column “Label”: Fill this in.',
      'Row 4, column “Label”: Fill this in.',
      'Row 5, column “Label”: Fill this in.',
      'Row 6, column “Label”: Fill this in.',
      'Row 7: There must be at least 1 criterion row below this section.',
    ]);
  });
});

describe('CSV', () => {
  test('starts with a byte order mark and ends rows as RFC 4180 asks', async () => {
    const bytes = Buffer.from(await writeCriteriaSetFile('csv', sample));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').split('\n')[0]).toMatch(/^.?Row,Id,.*,Credential types\r$/);
  });

  test.each([
    ['no byte order mark', (text: string) => text.replace('\ufeff', '')],
    ['single line feeds', (text: string) => text.replace(/\r\n/g, '\n')],
    ['single carriage returns', (text: string) => text.replace(/\r\n/g, '\r')],
    ['empty lines at both ends', (text: string) => `\r\n,,\r\n${text}\r\n,,\r\n`],
    ['a line that names its separator', (text: string) => text.replace('\ufeff', '\ufeffsep=,\r\n')],
  ])('may have %s', async (_, change) => {
    const text = Buffer.from(await writeCriteriaSetFile('csv', sample)).toString('utf8');
    expect(await readCriteriaSetFile('csv', csv(change(text)))).toEqual({ ok: true, value: sample });
  });

  test.each([';', '\t'])('may have its cells apart by %j', async (delimiter) => {
    const rows = criteriaSetRows(sample).map((row) => [...row]);
    expect(await readCriteriaSetFile('csv', csv(stringify(rows, { delimiter })))).toEqual({
      ok: true,
      value: sample,
    });
  });

  test('starts no cell with what a spreadsheet would run', async () => {
    const dangerous = '=HYPERLINK("http://example.org")';
    const text = Buffer.from(await writeCriteriaSetFile('csv', { ...sample, title: dangerous })).toString(
      'utf8',
    );
    expect(text).toContain(`"'=HYPERLINK(""http://example.org"")"`);
  });

  test('in another encoding is refused with what to do', async () => {
    expect(await complaints('csv', Uint8Array.of(0x52, 0x6f, 0x77, 0xe9))).toEqual([
      'The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.',
    ]);
  });

  test.each([
    ['left open', 'Row,Id\nset,"x\n'],
    ['followed by more', 'Row,Id\nset,"x"y\n'],
  ])('with a quotation mark %s names the row', async (_, text) => {
    const [sentence] = await complaints('csv', csv(text));
    expect(sentence).toMatch(/^Row 2: The quotation marks of this row do not pair up\./);
  });
});

describe('XLSX', () => {
  test('is one sheet to edit: bold frozen header, text cells that wrap, choices where there are any', async () => {
    const { sheet } = await open(await writeCriteriaSetFile('xlsx', sample));
    expect(sheet.name).toBe('Criteria set');
    expect(sheet.getCell('A1').font?.bold).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    const mandatory = sheet.getCell('G8');
    expect(mandatory).toMatchObject({
      value: 'yes',
      numFmt: '@',
      dataValidation: { type: 'list', formulae: ['"yes,no"'] },
    });
    expect(mandatory.alignment?.wrapText).toBe(true);
    expect(sheet.getColumn(5).numFmt).toBe('@');
  });

  test('may hold numbers and formatted text where somebody typed them', async () => {
    const bytes = await edited((sheet) => {
      sheet.getCell('J3').value = 1;
      sheet.getCell('R2').value = 0.8;
      sheet.getCell('D2').value = {
        richText: [{ text: 'Sample endorsement ' }, { font: { bold: true }, text: 'criteria' }],
      };
    });
    expect(await readCriteriaSetFile('xlsx', bytes)).toEqual({ ok: true, value: sample });
  });

  test('with a criterion’s number as a number that could have lost a zero is refused', async () => {
    const bytes = await edited((sheet) => {
      sheet.getCell('C8').value = 4.1;
      sheet.getCell('C8').style = { numFmt: '0.00' };
      sheet.getCell('C7').value = 4;
      sheet.getCell('C9').value = 4.2;
      sheet.getCell('C9').style = {};
    });
    expect(await complaints('xlsx', bytes)).toEqual([
      'Row 8, column “Number”: C8 holds the number 4.1, which could have been 4.10. Format the cell as text and type it again.',
    ]);
  });

  test('may have its sheet anywhere', async () => {
    const bytes = await written((book) => {
      book.addWorksheet('Notes').addRow(['Row', 'x']);
      const sheet = book.addWorksheet('Criteria set');
      for (const row of criteriaSetRows(sample)) sheet.addRow([...row]);
    });
    expect(await readCriteriaSetFile('xlsx', bytes)).toEqual({ ok: true, value: sample });
  });

  test('may have other sheets before its own, while they are empty or hidden', async () => {
    const bytes = await written((book) => {
      book.addWorksheet('Lists', { state: 'hidden' }).addRow(['yes', 'no']);
      book.addWorksheet('Sheet1');
      const sheet = book.addWorksheet('Mine');
      for (const row of criteriaSetRows(sample)) sheet.addRow([...row]);
    });
    expect(await readCriteriaSetFile('xlsx', bytes)).toEqual({ ok: true, value: sample });
  });

  test('whose first sheet is another one is refused with its name', async () => {
    const bytes = await written((book) => {
      book.addWorksheet('Read me').addRow(['Fill in the other sheet.']);
      book.addWorksheet('Mine').addRow(['Row']);
    });
    expect(await complaints('xlsx', bytes)).toEqual([
      'The sheet “Read me” was read. If the table is on another, name that “Criteria set”.',
      expect.stringContaining('Row 1: These are not the headings of a criteria set.'),
    ]);
  });

  test('with cells merged over rows says what that does to the rows below', async () => {
    expect(await complaints('xlsx', await edited((sheet) => sheet.mergeCells('G8:G9')))).toEqual([
      'The workbook has cells that are merged over several rows. Only the topmost row has what they say: unmerge them, and fill in the others.',
      'Row 9, column “Mandatory”: This cell is empty. Write yes or no.',
    ]);
    const beside = await edited((sheet) => sheet.mergeCells('D7:H7'));
    expect(await readCriteriaSetFile('xlsx', beside)).toEqual({ ok: true, value: sample });
  });

  test('with a formula below a heading in other letters is told of that cell once', async () => {
    const bytes = await edited((sheet) => {
      sheet.getCell('G1').value = 'mandatory';
      sheet.getCell('G8').value = { formula: 'G9', result: 'yes' };
      sheet.spliceRows(1, 0, []);
    });
    expect(await complaints('xlsx', bytes)).toEqual([
      'Row 9, column “mandatory”: G9 holds a formula. Replace it by the text it should show.',
    ]);
  });

  test('with a formula, a date or an error is refused, each with its address, beside what else is wrong', async () => {
    const bytes = await edited((sheet) => {
      sheet.getCell('D2').value = { formula: 'A1&B1', result: 'Sample endorsement criteria' };
      sheet.getCell('C8').value = new Date('2026-04-01');
      sheet.getCell('C8').style = { numFmt: 'dd/mm/yyyy' };
      sheet.getCell('E8').value = { error: '#REF!' };
      sheet.getCell('H8').value = 9;
      sheet.getCell('DA8').value = 'far';
    });
    expect(await complaints('xlsx', bytes)).toEqual([
      'Row 2, column “Title”: D2 holds a formula. Replace it by the text it should show.',
      'Row 8, column “Number”: C8 holds a date. Format the cell as text and type it again.',
      'Row 8, column “Text”: E8 holds the error #REF!. Type what it should say.',
      'Row 8, column “DA”: DA8 is far outside the table. Empty it.',
      'Row 8, column “Threshold”: The threshold 9 must be one of the scale’s levels above the lowest: 2, 3, 4.',
    ]);
  });

  test('with a date where a share was typed is asked about', async () => {
    const bytes = await edited((sheet) => {
      sheet.getCell('Q2').value = new Date('2026-03-02');
      sheet.getCell('Q2').style = { numFmt: 'dd-mmm' };
    });
    expect(await complaints('xlsx', bytes)).toEqual([
      'Row 2, column “Met share”: Q2 holds a date. Spreadsheets make one of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
    ]);
  });

  test('with choices over a whole column is read at once', async () => {
    const parts = unzipSync(await writeCriteriaSetFile('xlsx', sample));
    const xml = strFromU8(parts[firstSheet] ?? new Uint8Array());
    const everywhere = xml
      .replace(/sqref="G[0-9:G]+"/, 'sqref="A1:XFD1048576"')
      .replace(
        '</sheetData>',
        '</sheetData><mergeCells count="1"><mergeCell ref="T1:XFD1048576"/></mergeCells>',
      );
    expect(everywhere.split('XFD1048576')).toHaveLength(3);
    const bytes = zipSync({ ...parts, [firstSheet]: strToU8(everywhere) });
    const start = performance.now();
    expect(await readCriteriaSetFile('xlsx', bytes)).toEqual({ ok: true, value: sample });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('that would unpack to more than it should is refused before it does', async () => {
    const parts = unzipSync(await writeCriteriaSetFile('xlsx', sample));
    const bytes = zipSync({ ...parts, [firstSheet]: new Uint8Array(20 * 1024 * 1024) });
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024);
    expect(await complaints('xlsx', bytes)).toEqual([
      'The workbook holds too much. Copy the table into a new one.',
    ]);
  });

  test.each([
    ['no zip', csv('Row,Id')],
    ['an old Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)],
  ])('that is %s is refused', async (_, bytes) => {
    expect(await complaints('xlsx', bytes)).toEqual([
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    ]);
  });

  test('that is a zip of something else is refused', async () => {
    const bytes = zipSync({ 'content.xml': strToU8('<x/>') });
    expect(await complaints('xlsx', bytes)).toEqual([
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    ]);
  });
});
