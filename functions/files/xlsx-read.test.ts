import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { xlsxToEdit } from './xlsx.ts';
import { rowsOfXlsx } from './xlsx-read.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

const usual: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships xmlns="${packages}"><Relationship Id="r" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="s1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${documents}/styles" Target="styles.xml"/><Relationship Id="s3" Type="${documents}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`,
  'xl/sharedStrings.xml': `<sst xmlns="${main}"><si><t>Zero</t></si></sst>`,
};

/** A workbook of these parts, as a file. */
async function workbook(
  parts: Readonly<Record<string, string>>,
  compression: 'DEFLATE' | 'STORE' = 'DEFLATE',
): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, xml] of Object.entries({ ...usual, ...parts })) zip.file(path, xml);
  return zip.generateAsync({ type: 'uint8array', compression });
}

const sheet = (rows: string) => ({
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
});

const read = async (parts: Readonly<Record<string, string>>) => rowsOfXlsx(await workbook(parts));

const rowsOf = async (parts: Readonly<Record<string, string>>) => {
  const table = await read(parts);
  return table.ok ? table.value.rows : table.error;
};

/** A workbook as another program writes it. */
async function written(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const refused = (code: string, detail: string) => [{ row: null, column: null, code, detail }];

const broken = refused('not-xlsx', 'The workbook cannot be read. Copy the table into a new one.');

describe('cells', () => {
  test('are found by their addresses', async () => {
    expect(
      await rowsOf(
        sheet(
          '<row r="2"><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row><row r="3"><c r="A3"><v>7</v></c></row><row r="5"><c r="A5" s="0"/></row>',
        ),
      ),
    ).toEqual([[], ['', '5', '6'], ['7']]);
  });

  test('hold text of every kind that spreadsheets write', async () => {
    const strings = `<sst xmlns="${main}"><si><t>Zero</t></si><si><r><t>On</t></r><r><rPr><b/></rPr><t xml:space="preserve">e </t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si><si><t>a_x000D_b _x005F_x0041_</t></si><si/></sst>`;
    const cells = [
      '<c r="A1" t="s"><v>1</v></c>',
      '<c r="B1" t="inlineStr"><is><t>a &amp; b &#x2019;&#8217;</t></is></c>',
      '<c r="C1" t="str"><v>raw</v></c>',
      '<c r="D1" t="b"><v>1</v></c>',
      '<c r="E1"><v>1.10</v></c>',
      '<c r="F1"><v>1E3</v></c>',
      '<c r="G1" t="s"><v>3</v></c>',
      '<c r="H1" t="s"><v>2</v></c>',
    ];
    expect(
      await rowsOf({ ...sheet(`<row r="1">${cells.join('')}</row>`), 'xl/sharedStrings.xml': strings }),
    ).toEqual([['One ', 'a & b ’’', 'raw', 'TRUE', '1.1', '1000', '', 'a\rb _x0041_']]);
  });

  test('keep every text that is written into a workbook, by us or by another program', async () => {
    const texts = ['4.10', '=1+1', ' spaces ', '<b> & "c"', 'line\nline', '’é🙂', '007'];
    const theirs = await rowsOfXlsx(await written((book) => book.addWorksheet('Theirs').addRow(texts)));
    expect(theirs.ok && theirs.value.rows).toEqual([texts]);
    const escaped = [...texts, 'a\rb', '_x000D_'];
    const ours = await rowsOfXlsx(xlsxToEdit({ name: 'Ours', rows: [escaped], widths: [] }));
    expect(ours.ok && ours.value.rows).toEqual([escaped]);
  });

  test('that hold numbers are told by their addresses, with what their formats show', async () => {
    const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="9"/></cellXfs></styleSheet>`;
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.1</v></c><c r="C1" s="1"><v>1.1</v></c><c r="D1" s="2"><v>0.8</v></c>';
    const table = await read({ ...sheet(`<row r="1">${cells}</row>`), 'xl/styles.xml': styles });
    expect(table.ok && table.value.rows).toEqual([['Zero', '1.1', '1.1', '0.8']]);
    expect(table.ok && [...table.value.numbers]).toEqual([
      ['B1', '1.1'],
      ['C1', '1.10'],
      ['D1', '0.8'],
    ]);
  });

  test('that a column was filled down into hold the numbers that they show', async () => {
    expect(
      await rowsOf(
        sheet(
          '<row r="1"><c r="A1"><v>4.3999999999999995</v></c><c r="B1"><v>0.30000000000000004</v></c></row>',
        ),
      ),
    ).toEqual([['4.4', '0.3']]);
  });

  test.each([
    ['14', '', true],
    ['2', '', false],
    ['170', 'dd\\.mm\\.yyyy', true],
    ['170', '[h]:mm', true],
    ['170', '[$-809]d mmmm', true],
    ['170', '[Red]0.00', false],
    ['170', '0 "days"', false],
  ])('with the format %s “%s”: is it a date? %s', async (id, code, isDate) => {
    const styles = `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const dated = sheet('<row r="1"><c r="A1" s="1"><v>46000</v></c></row>');
    const table = await read({ ...dated, 'xl/styles.xml': styles });
    expect(table.ok && table.value.unreadable.map(({ code }) => code)).toEqual(isDate ? ['date'] : []);
  });

  test('with a formula are unreadable, also where another cell holds it for them', async () => {
    const table = await read(sheet('<row r="1"><c r="A1"><f t="shared" si="0"/><v>5</v></c></row>'));
    expect(table.ok && table.value.unreadable).toEqual([
      {
        row: 1,
        column: 'A',
        code: 'formula',
        detail: 'A1 holds a formula. Replace it by the text it should show.',
      },
    ]);
  });

  test('that another program filled are read, and named with their column where they cannot be', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('Any');
      sheet.addRow(['Name', 'When', 'Sum', 'Wrong']);
      sheet.addRow([{ richText: [{ text: 'A' }, { text: 'da', font: { bold: true } }] }, new Date(0)]);
      sheet.addRow([{ text: 'Link', hyperlink: 'https://example.org' }, true]);
      sheet.getCell('C2').value = { formula: 'A1&B1', result: 'stale' };
      sheet.getCell('D3').value = { error: '#REF!' };
      sheet.getCell('DA3').value = 'far';
    });
    const table = await rowsOfXlsx(bytes);
    if (!table.ok) throw new Error('It cannot be read.');
    expect(table.value.rows.map((row) => row.slice(0, 4).filter((cell) => cell !== ''))).toEqual([
      ['Name', 'When', 'Sum', 'Wrong'],
      ['Ada'],
      ['Link', 'TRUE'],
    ]);
    expect(table.value.unreadable.map(({ row, column, detail }) => [row, column, detail])).toEqual([
      [2, 'When', 'B2 holds a date. Format the cell as text and type it again.'],
      [2, 'Sum', 'C2 holds a formula. Replace it by the text it should show.'],
      [3, 'Wrong', 'D3 holds the error #REF!. Type what it should say.'],
      [3, 'DA', 'DA3 is far outside the table. Empty it.'],
    ]);
  });
});

describe('workbooks', () => {
  test('may have been saved as Strict Open XML', async () => {
    const strict = (xml: string) =>
      xml.replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006',
        'http://purl.oclc.org/ooxml/officeDocument',
      );
    const parts = { ...usual, ...sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>') };
    expect(
      await rowsOf(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strict(xml)]))),
    ).toEqual([['Zero']]);
  });

  test('with a sheet of the wanted name are read there, others at their first sheet', async () => {
    const two = await written((book) => {
      book.addWorksheet('One').addRow(['first']);
      book.addWorksheet('R&D').addRow(['second']);
    });
    const firstCell = async (name: string | null) => {
      const table = await rowsOfXlsx(two, name);
      return table.ok && table.value.rows[0]?.[0];
    };
    expect([await firstCell('R&D'), await firstCell('Nowhere'), await firstCell(null)]).toEqual([
      'second',
      'first',
      'first',
    ]);
    const notes = async (name: string | null) => {
      const table = await rowsOfXlsx(two, name);
      return table.ok && table.value.notes.map(({ detail }) => detail);
    };
    expect([await notes('R&D'), await notes('Nowhere'), await notes(null)]).toEqual([
      [],
      ['The sheet “One” was read. If the table is on another, name that “Nowhere”.'],
      ['The sheet “One” was read. If the table is on another, move that to the front.'],
    ]);
  });

  test('without a sheet are refused', async () => {
    expect(await rowsOf({ 'xl/workbook.xml': `<workbook xmlns="${main}"><sheets/></workbook>` })).toEqual(
      refused('no-sheet', 'The workbook has no sheet.'),
    );
  });

  test.each([
    [
      'use entities of their own',
      '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row r="1"><c r="A1"><v>&a;</v></c></row></sheetData></worksheet>',
    ],
    ['end in the middle', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
    ['close what is not open', '<worksheet><sheetData></row></sheetData></worksheet>'],
    ['are no XML', '\u0000\u0001 <'],
    // exceljs knows neither, though both are allowed: what is read must be right or refused.
    ['name no addresses', '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'],
    [
      'use prefixes',
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    ],
  ])('that %s cannot be read', async (_, xml) => {
    expect(await rowsOf({ 'xl/worksheets/sheet1.xml': xml })).toEqual(broken);
  });

  test('cut off or changed on their way cannot be read', async () => {
    const whole = await workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect((await rowsOfXlsx(whole)).ok).toBe(true);
    for (let length = 0; length < whole.length; length += 97)
      expect((await rowsOfXlsx(whole.subarray(0, length))).ok).toBe(false);
    const stored = Buffer.from(await workbook(sheet('<row r="1"><c r="A1"><v>17</v></c></row>'), 'STORE'));
    stored[stored.indexOf('<v>17') + 3] = '8'.charCodeAt(0);
    const changed = await rowsOfXlsx(stored);
    expect(!changed.ok && changed.error).toEqual(broken);
  });

  test.each([
    [20 * 1024 * 1024, 'file-too-large'],
    [1024, 'not-xlsx'],
  ])('may declare a part of %d bytes smaller than it is, and are refused', async (size, code) => {
    const bytes = Buffer.from(await workbook({ 'xl/worksheets/sheet1.xml': ' '.repeat(size) }));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    expect(bytes.readUInt32LE(entry + 24)).toBe(size);
    bytes.writeUInt32LE(10, entry + 24);
    const table = await rowsOfXlsx(bytes);
    expect(!table.ok && table.error.map((defect) => defect.code)).toEqual([code]);
  });

  test('that claim a whole sheet for a name, or rows that no sheet has, are told at once', async () => {
    const row = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const named = usual['xl/workbook.xml']?.replace(
      '</workbook>',
      '<definedNames><definedName name="All">One!$A$1:$XFD$1048576</definedName></definedNames></workbook>',
    );
    const start = performance.now();
    expect(await rowsOf({ ...sheet(row), 'xl/workbook.xml': named ?? '' })).toEqual([['1']]);
    expect(
      await rowsOf(sheet(row.replace('<row', '<row r="300000000"><c r="A300000000"><v>1</v></c></row><row'))),
    ).toEqual(refused('too-many-rows', 'The file has more than 1000 rows. Remove what is below the table.'));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
