import { describe, expect, test } from 'vitest';
import { main, type Parts, sheet, strings, workbook, written } from '../../test/support/workbooks.ts';
import { xlsxToEdit } from './xlsx.ts';
import { rowsOfXlsx } from './xlsx-read.ts';

const read = (parts: Parts) => rowsOfXlsx(workbook(parts));

const rowsOf = (parts: Parts) => {
  const table = read(parts);
  return table.ok ? table.value.rows : table.error;
};

describe('cells', () => {
  test('are found by their addresses', () => {
    expect(
      rowsOf(
        sheet(
          '<row r="2"><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row><row r="3"><c r="A3"><v>7</v></c></row><row r="5"><c r="A5" s="0"/></row>',
        ),
      ),
    ).toEqual([[], ['', '5', '6'], ['7']]);
  });

  test('hold text of every kind that spreadsheets write', () => {
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
      rowsOf({ ...sheet(`<row r="1">${cells.join('')}</row>`), 'xl/sharedStrings.xml': strings }),
    ).toEqual([['One ', 'a & b ’’', 'raw', 'TRUE', '1.1', '1000', '', 'a\rb _x0041_']]);
  });

  test('keep every text that is written into a workbook, by us or by another program', async () => {
    const texts = ['4.10', '=1+1', ' spaces ', '<b> & "c"', 'line\nline', '’é🙂', '007'];
    const theirs = rowsOfXlsx(await written((book) => book.addWorksheet('Theirs').addRow(texts)));
    expect(theirs.ok && theirs.value.rows).toEqual([texts]);
    const escaped = [...texts, 'a\rb', '_x000D_'];
    const ours = rowsOfXlsx(xlsxToEdit({ name: 'Ours', rows: [escaped], widths: [] }));
    expect(ours.ok && ours.value.rows).toEqual([escaped]);
  });

  test('hold text in CDATA, and escapes of XML’s own, in whichever place a program keeps it', () => {
    const cells = [
      '<c r="A1" t="s"><v>0</v></c>',
      '<c r="B1" t="inlineStr"><is><t><![CDATA[a < b & c]]></t></is></c>',
      '<c r="C1" t="inlineStr"><is><r><t>a</t></r><r><t>_x000D_b</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></is></c>',
      '<c r="D1" t="str"><v>a_x000D_b</v></c>',
      '<c r="E1" t="inlineStr"><v>kept as a value</v></c>',
      '<c r="F1"><v><![CDATA[1.5]]></v></c>',
      '<c r="G1"><is><t>of no kind</t></is></c>',
    ];
    const held = { ...sheet(`<row r="1">${cells.join('')}</row>`), ...strings('<t>x<![CDATA[<y>]]>z</t>') };
    expect(rowsOf(held)).toEqual([
      ['x<y>z', 'a < b & c', 'a\rb', 'a\rb', 'kept as a value', '1.5', 'of no kind'],
    ]);
  });

  test('stand beside each other where they name no addresses', () => {
    const rows =
      '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c r="B4"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>';
    expect(rowsOf(sheet(rows))).toEqual([['1', '', '3'], [], [], ['', '4', '5'], ['6']]);
  });

  test('that hold numbers are told by their addresses, with what their formats show', () => {
    const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="9"/></cellXfs></styleSheet>`;
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.1</v></c><c r="C1" s="1"><v>1.1</v></c><c r="D1" s="2"><v>0.8</v></c>';
    const table = read({ ...sheet(`<row r="1">${cells}</row>`), 'xl/styles.xml': styles });
    expect(table.ok && table.value.rows).toEqual([['Zero', '1.1', '1.1', '0.8']]);
    expect(table.ok && [...table.value.numbers]).toEqual([
      ['B1', '1.1'],
      ['C1', '1.10'],
      ['D1', '0.8'],
    ]);
  });

  test('that a column was filled down into hold the numbers that they show', () => {
    expect(
      rowsOf(
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
  ])('with the format %s “%s”: is it a date? %s', (id, code, isDate) => {
    const styles = `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="${code.replaceAll('"', '&quot;')}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const dated = sheet('<row r="1"><c r="A1" s="1"><v>46000</v></c></row>');
    const table = read({ ...dated, 'xl/styles.xml': styles });
    expect(table.ok && table.value.unreadable.map(({ code }) => code)).toEqual(isDate ? ['date'] : []);
  });

  test.each(['', ' s="1"'])('that hold a date as text are dates, whatever their format: %j', (style) => {
    const cell = `<c r="A1" t="d"${style}><v>2026-04-01T00:00:00</v></c>`;
    const table = read(sheet(`<row r="1">${cell}</row>`));
    expect(table.ok && [table.value.rows, table.value.unreadable]).toEqual([
      [['']],
      [
        {
          row: 1,
          column: 'A',
          code: 'date',
          detail: 'A1 holds a date. Format the cell as text and type it again.',
        },
      ],
    ]);
  });

  test('that hold nothing that is known say so, each at its address', () => {
    const table = read(
      sheet(
        '<row r="1"><c r="A1"><v>1,5</v></c><c r="B1" t="z"><v>1</v></c><c r="C1" t="b"><v>0</v></c></row>',
      ),
    );
    expect(table.ok && table.value.rows).toEqual([['', '', 'FALSE']]);
    expect(table.ok && table.value.unreadable.map(({ code, detail }) => [code, detail])).toEqual([
      ['no-number', 'A1 holds 1,5, which is no number. Type it again.'],
      ['unknown-kind', 'B1 holds something that is not known here. Type what it should say.'],
    ]);
  });

  test('that one formula fills are formulas, and those around them are not', () => {
    const value = (address: string, formula = '') => `<c r="${address}">${formula}<v>1</v></c>`;
    const array = '<f t="array" ref="B2:C3">A1:B2</f>';
    const rows = [
      `<row r="1">${value('A1')}${value('B1')}</row>`,
      `<row r="2">${value('A2')}${value('B2', array)}${value('C2')}${value('D2')}</row>`,
      `<row r="3">${value('A3')}${value('B3')}${value('C3')}</row>`,
      `<row r="4">${value('B4')}</row>`,
    ];
    const table = read(sheet(rows.join('')));
    expect(table.ok && table.value.unreadable.map(({ detail }) => detail.slice(0, 2))).toEqual([
      'B2',
      'C2',
      'B3',
      'C3',
    ]);
  });

  test('far outside the table are told of once a row', () => {
    const cell = (address: string) => `<c r="${address}"><v>1</v></c>`;
    const table = read(
      sheet(`<row r="1">${cell('A1')}${cell('CW1')}${cell('CX1')}</row><row r="2">${cell('XFD2')}</row>`),
    );
    expect(table.ok && table.value.unreadable.map(({ detail }) => detail)).toEqual([
      'CW1 is far outside the table. Empty it.',
      'XFD2 is far outside the table. Empty it.',
    ]);
  });

  test('with a formula are unreadable, also where another cell holds it for them', () => {
    const table = read(sheet('<row r="1"><c r="A1"><f t="shared" si="0"/><v>5</v></c></row>'));
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
    const table = rowsOfXlsx(bytes);
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
