import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
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
async function workbook(parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, xml] of Object.entries({ ...usual, ...parts })) zip.file(path, xml);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const sheet = (rows: string) => ({
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
});

const read = async (parts: Readonly<Record<string, string>>) => rowsOfXlsx(await workbook(parts));

const rowsOf = async (parts: Readonly<Record<string, string>>) => {
  const table = await read(parts);
  return table.ok ? table.value.rows : table.error;
};

describe('cells', () => {
  test('are found by their addresses, and where they have none by their order', async () => {
    expect(
      await rowsOf(
        sheet(
          '<row r="2"><c r="B2"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row><row r="5"><c r="A5" s="0"/></row>',
        ),
      ),
    ).toEqual([[], ['', '5', '6'], ['7']]);
  });

  test('hold text of every kind that spreadsheets write', async () => {
    const strings = `<sst xmlns="${main}"><si><t>Zero</t></si><si><r><t>On</t></r><r><rPr><b/></rPr><t xml:space="preserve">e </t></r><rPh sb="0" eb="1"><t>sound</t></rPh></si></sst>`;
    const cells = [
      '<c t="s"><v>1</v></c>',
      '<c t="inlineStr"><is><t>a &amp; b &#x2019;&#8217; _x000D_</t></is></c>',
      '<c t="str"><v><![CDATA[<raw> & kept]]></v></c>',
      '<c t="b"><v>1</v></c>',
      '<c><v>1.10</v></c>',
      '<c><v>1E3</v></c>',
    ];
    expect(
      await rowsOf({ ...sheet(`<row>${cells.join('')}</row>`), 'xl/sharedStrings.xml': strings }),
    ).toEqual([['One ', 'a & b ’’ \r', '<raw> & kept', 'TRUE', '1.1', '1000']]);
  });

  test('that hold numbers are told by their addresses', async () => {
    const table = await read(sheet('<row><c t="s"><v>0</v></c><c><v>1.1</v></c></row>'));
    expect(table.ok && [...table.value.numbers]).toEqual(['B1']);
  });

  test.each([
    ['14', '', true],
    ['2', '', false],
    ['170', 'dd\\.mm\\.yyyy', true],
    ['170', '[h]:mm', true],
    ['170', '[$-809]d mmmm', true],
    ['170', '[Red]0.00', false],
    ['170', '0 "days"', false],
    ['170', '0\\h', false],
  ])('with the format %s “%s”: is it a date? %s', async (id, code, isDate) => {
    const styles = `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const table = await read({ ...sheet('<row><c s="1"><v>46000</v></c></row>'), 'xl/styles.xml': styles });
    expect(table.ok && table.value.unreadable.map(({ code }) => code)).toEqual(isDate ? ['date'] : []);
  });

  test('with a formula are unreadable, also where another cell holds it for them', async () => {
    const table = await read(sheet('<row><c r="A1"><f t="shared" si="0"/><v>5</v></c></row>'));
    expect(table.ok && table.value.unreadable).toEqual([
      {
        row: 1,
        column: 'A',
        code: 'formula',
        detail: 'A1 holds a formula. Replace it by the text it should show.',
      },
    ]);
  });
});

describe('workbooks', () => {
  test('may use prefixes, absolute paths, other cases of letters and Strict addresses', async () => {
    expect(
      await rowsOf({
        '_rels/.rels':
          '<p:Relationships xmlns:p="x"><p:Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/XL/workbook.xml"/></p:Relationships>',
        'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="s1" Type="${documents}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="y"><!-- <row> --><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
      }),
    ).toEqual([['x']]);
  });

  test('with a sheet of the wanted name are read there, others at their first sheet', async () => {
    const two = await workbook({
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets><sheet name="One" r:id="s1"/><sheet name="R&amp;D" r:id="s9"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="s1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s9" Type="${documents}/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`,
      ...sheet('<row><c><v>1</v></c></row>'),
      'xl/worksheets/sheet9.xml': `<worksheet xmlns="${main}"><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>`,
    });
    const first = (name: string) => {
      const table = rowsOfXlsx(two, name);
      return table.ok && table.value.rows[0]?.[0];
    };
    expect([first('R&D'), first('Nowhere')]).toEqual(['9', '1']);
  });

  test.each([
    ['declare entities of their own', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'],
    [
      'name entities that XML does not know',
      '<worksheet><sheetData><row><c><v>&bomb;</v></c></row></sheetData></worksheet>',
    ],
    ['end in the middle', '<worksheet><sheetData><row><c><v>1</v></c>'],
    ['close what is not open', '<worksheet><sheetData></row></sheetData></worksheet>'],
    ['are no XML', '\u0000\u0001 <'],
  ])('that %s cannot be read', async (_, xml) => {
    expect(await rowsOf({ 'xl/worksheets/sheet1.xml': xml })).toEqual([
      {
        row: null,
        column: null,
        code: 'not-xlsx',
        detail: 'The workbook cannot be read. Copy the table into a new one.',
      },
    ]);
  });

  test('cut off or changed on their way cannot be read', async () => {
    const whole = await workbook(sheet('<row><c><v>1</v></c></row>'));
    for (let length = 0; length < whole.length; length += 97)
      expect(rowsOfXlsx(whole.subarray(0, length)).ok).toBe(false);
    const stored = await new JSZip()
      .file('_rels/.rels', usual['_rels/.rels'] ?? '')
      .generateAsync({ type: 'uint8array' });
    const changed = stored.slice();
    changed[60] = (changed[60] ?? 0) ^ 1;
    expect(rowsOfXlsx(changed).ok).toBe(false);
  });

  test('may declare a part smaller than it is, and are still refused where it is too large', async () => {
    const bytes = Buffer.from(await workbook({ 'xl/worksheets/sheet1.xml': ' '.repeat(20 * 1024 * 1024) }));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    expect(bytes.readUInt32LE(entry + 24)).toBe(20 * 1024 * 1024);
    bytes.writeUInt32LE(10, entry + 24);
    const table = rowsOfXlsx(bytes);
    expect(!table.ok && table.error.map(({ code }) => code)).toEqual(['file-too-large']);
  });
});
