import type { Worksheet } from '@cj-tech-master/excelts';
import { expect, test } from 'vitest';
import type { AreaCapability } from '../../shared/domain/specifications/specification.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { written } from '../../test/support/workbooks.ts';
import { readCapabilityFile } from './capability-file.ts';

const before: readonly AreaCapability[] = [{ id: 'lead', text: 'Lead services.', alignsTo: ['2.1'] }];

/** A workbook as another program writes it. */
const workbook = (fill: (sheet: Worksheet) => void) => written((book) => fill(book.addWorksheet('Sheet1')));

test('capabilities are read from a workbook that somebody made from nothing', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow(['Capability', 'Aligns to']);
    sheet.addRow(['Lead services.', 2.1]);
    sheet.addRow([{ richText: [{ text: 'Teach ' }, { text: 'others.', font: { bold: true } }] }, '3.1; 3.2']);
    sheet.getCell('B2').value = '2.1';
  });
  expect(await readCapabilityFile(bytes, before)).toEqual({
    ok: true,
    value: [
      { id: 'lead', text: 'Lead services.', alignsTo: ['2.1'] },
      { id: 'teach-others', text: 'Teach others.', alignsTo: ['3.1', '3.2'] },
    ],
  });
});

test('dates, formulas and dropped zeros in a workbook are named by row and column, beside what else is wrong', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow(['Capability', 'Aligns to']);
    sheet.addRow(['One', new Date('2026-01-04')]);
    sheet.addRow([{ formula: 'A2', result: 'One' }, '1.4']);
    sheet.addRow(['Three', 1.1]);
    sheet.addRow(['Four', '9.9']);
  });
  const read = await readCapabilityFile(bytes, before);
  expect(!read.ok && read.error.map(rowDefectInWords)).toEqual([
    'Row 2, column “Aligns to”: B2 holds a date. Format the cell as text and type it again.',
    'Row 3, column “Capability”: A3 holds a formula. Replace it by the text it should show.',
    'Row 4, column “Aligns to”: B4 holds the number 1.1, which could have been 1.10. Format the cell as text and type it again.',
    'Row 5, column “Aligns to”: “9.9” is no framework capability. Write it like 1.4, several with commas between them.',
  ]);
});

test('a CSV cell that its own separator cut in two is told of', async () => {
  const complaints = async (text: string) => {
    const read = await readCapabilityFile(new TextEncoder().encode(text), before);
    return read.ok ? [] : read.error.map(rowDefectInWords);
  };
  expect(await complaints('Capability,Aligns to,\nLead.,1.1,2.1,3.1\nTeach.,"1.1,2.1",,\n')).toEqual([
    'Row 2, column “C”: There is no heading above this cell. Put quotation marks around each cell that holds what stands between cells in this file, or empty this one.',
  ]);
  expect(await complaints('Capability;Aligns to\nLead.;1.1;2.1\n')).toEqual([
    'Row 2, column “C”: There is no heading above this cell. Put quotation marks around each cell that holds what stands between cells in this file, or empty this one.',
  ]);
  // A title above the headings is no heading.
  expect(await complaints('Our capabilities\nCapability,Aligns to\nLead.,1.1\n')).toEqual([]);
});
