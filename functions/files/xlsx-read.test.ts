import { describe, expect, test } from 'vitest';
import {
  documents,
  main,
  type Parts,
  packages,
  sheet,
  strings,
  usual,
  workbook,
  written,
  zipped,
} from '../../test/support/workbooks.ts';
import { rowsOfXlsx } from './xlsx-read.ts';

const read = (parts: Parts) => rowsOfXlsx(workbook(parts));

const rowsOf = (parts: Parts) => {
  const table = read(parts);
  return table.ok ? table.value.rows : table.error;
};

const refused = (code: string, detail: string) => [{ row: null, column: null, code, detail }];

const broken = refused('damaged', 'The workbook cannot be read. Copy the table into a new one.');

describe('workbooks', () => {
  test('may have been saved as Strict Open XML', () => {
    const strict = (xml: string) =>
      xml.replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006',
        'http://purl.oclc.org/ooxml/officeDocument',
      );
    const parts = { ...usual, ...sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>') };
    expect(
      rowsOf(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strict(xml)]))),
    ).toEqual([['Zero']]);
  });

  test('with a sheet of the wanted name are read there, others at their first sheet', async () => {
    const two = await written((book) => {
      book.addWorksheet('One').addRow(['first']);
      book.addWorksheet('R&D').addRow(['second']);
    });
    const firstCell = (name: string | null) => {
      const table = rowsOfXlsx(two, name);
      return table.ok && table.value.rows[0]?.[0];
    };
    expect([firstCell('R&D'), firstCell('Nowhere'), firstCell(null)]).toEqual(['second', 'first', 'first']);
    const notes = (name: string | null) => {
      const table = rowsOfXlsx(two, name);
      return table.ok && table.value.notes.map(({ detail }) => detail);
    };
    expect([notes('R&D'), notes('Nowhere'), notes(null)]).toEqual([
      [],
      ['The sheet “One” was read. If the table is on another, name that “Nowhere”.'],
      ['The sheet “One” was read. If the table is on another, move that to the front.'],
    ]);
  });

  test('may use prefixes, name their parts as they like, and tell them by any slash and in any case', () => {
    const prefixed = (xml: string) =>
      xml
        .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
        .replace('xmlns=', 'xmlns:x=')
        .replace('r:id', 'd3p1:id')
        .replace('xmlns:r', 'xmlns:d3p1');
    const parts = {
      ...usual,
      ...sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
      'xl/workbook.xml': (usual['xl/workbook.xml'] ?? '').replace(
        '</workbook>',
        '<x15ac:absPath xmlns:x15ac="y"/></workbook>',
      ),
    };
    const renamed = (change: (path: string) => string, inside: (xml: string) => string = (xml) => xml) =>
      rowsOfXlsx(
        zipped(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [change(path), inside(xml)]))),
      );
    const read = [
      renamed((path) => path, prefixed),
      renamed((path) => path.replaceAll('/', '\\')),
      renamed((path) => path.replace('sharedStrings', 'SharedStrings')),
      renamed((path) => `/${path}`.toUpperCase()),
      renamed(
        (path) => path.replace('worksheets/sheet1', 'x/y'),
        (xml) => xml.replace('worksheets/sheet1', '/xl/x/y'),
      ),
      renamed(
        (path) => path.replace('xl/', ''),
        (xml) => xml.replace('xl/', './'),
      ),
      renamed((path) => path.replace('_rels/.rels', 'none')),
    ];
    expect(read.map((table) => table.ok && table.value.rows)).toEqual(read.map(() => [['Zero']]));
  });

  test('may be in UTF-16', () => {
    const xml = sheet('<row r="1"><c r="A1" t="str"><v>Zoë</v></c></row>')['xl/worksheets/sheet1.xml'];
    const bytes = Buffer.from(`\ufeff${xml}`, 'utf16le');
    expect(rowsOf({ 'xl/worksheets/sheet1.xml': bytes })).toEqual([['Zoë']]);
    expect(rowsOf({ 'xl/worksheets/sheet1.xml': Buffer.from(bytes).swap16() })).toEqual([['Zoë']]);
  });

  test('are read at their first sheet that can be seen and holds anything, charts left out', () => {
    const sheets = ['chartsheet', 'worksheet', 'worksheet', 'worksheet']
      .map((type, i) => `<Relationship Id="s${i + 4}" Type="${documents}/${type}" Target="s${i + 4}.xml"/>`)
      .join('');
    const list = [
      '<sheet name="Chart" sheetId="4" r:id="s4"/>',
      '<sheet name="Hidden" state="veryHidden" sheetId="5" r:id="s5"/>',
      '<sheet name="Formatted" sheetId="6" r:id="s6"/>',
      '<sheet name="Filled" sheetId="7" r:id="s7"/>',
    ];
    const holding = (text: string) =>
      sheet(`<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`)['xl/worksheets/sheet1.xml'];
    const parts = {
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${list.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${sheets}</Relationships>`,
      'xl/s4.xml': '<chartsheet/>',
      'xl/s5.xml': holding('hidden'),
      'xl/s6.xml': sheet('<row r="1"><c r="A1" s="1"/></row>')['xl/worksheets/sheet1.xml'],
      'xl/s7.xml': holding('filled'),
    };
    expect(rowsOf(parts)).toEqual([['filled']]);
    expect(read(parts)).toMatchObject({ value: { notes: [] } });
    expect(rowsOfXlsx(workbook(parts), 'Hidden')).toMatchObject({ value: { rows: [['hidden']] } });
  });

  test('are told of merged rows of the sheet that is read, and of no other', () => {
    const merged = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>';
    const row = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const notes = (parts: Parts) => {
      const table = read(parts);
      return table.ok && table.value.notes.map(({ code }) => code);
    };
    expect(notes(sheet(row, merged))).toEqual(['merged-cells']);
    const other = sheet(row, merged)['xl/worksheets/sheet1.xml'];
    expect(notes({ ...sheet(row), 'xl/worksheets/sheet2.xml': other })).toEqual([]);
  });

  test('without a sheet are refused', () => {
    expect(rowsOf({ 'xl/workbook.xml': `<workbook xmlns="${main}"><sheets/></workbook>` })).toEqual(
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
    [
      'have addresses that are none',
      '<worksheet><sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData></worksheet>',
    ],
    [
      'have rows that are none',
      '<worksheet><sheetData><row r="0"><c><v>1</v></c></row></sheetData></worksheet>',
    ],
    [
      'name a text that is not there',
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData></worksheet>',
    ],
    ['are in no encoding of XML', Buffer.from('<worksheet>\xff</worksheet>', 'latin1')],
  ])('that %s cannot be read', (_, xml) => {
    expect(rowsOf({ 'xl/worksheets/sheet1.xml': xml })).toEqual(broken);
  });

  test('whose sheet is something else, or of another language, are told from damaged ones', () => {
    const other = refused(
      'not-xlsx',
      'This is no XLSX workbook, or it has a password. In Excel, save it as “Excel Workbook (.xlsx)” without one.',
    );
    const row = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>';
    for (const xml of ['<html/>', `<x:worksheet xmlns:x="urn:other">${row}</x:worksheet>`])
      expect(rowsOf({ 'xl/worksheets/sheet1.xml': xml })).toEqual(other);
    const relations = usual['_rels/.rels'] ?? '';
    const binary = relations.replace('workbook.xml', 'workbook.bin');
    expect(rowsOf({ '_rels/.rels': binary, 'xl/workbook.bin': '\u0000' })).toEqual(other);
    const document = relations.replace('xl/workbook.xml', 'word/document.xml');
    expect(rowsOf({ '_rels/.rels': document, 'word/document.xml': '<document/>' })).toEqual(other);
  });

  test('cut off or changed on their way cannot be read', () => {
    const whole = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect(rowsOfXlsx(whole).ok).toBe(true);
    for (let length = 0; length < whole.length; length += 97)
      expect(rowsOfXlsx(whole.subarray(0, length)).ok).toBe(false);
    const stored = Buffer.from(workbook(sheet('<row r="1"><c r="A1"><v>17</v></c></row>'), 0));
    stored[stored.indexOf('<v>17') + 3] = '8'.charCodeAt(0);
    const changed = rowsOfXlsx(stored);
    expect(!changed.ok && changed.error).toEqual(broken);
  });

  test.each([
    [20 * 1024 * 1024, 'file-too-large'],
    [1024, 'damaged'],
  ])('may declare a part of %d bytes smaller than it is, and are refused', (size, code) => {
    const bytes = Buffer.from(workbook({ 'xl/worksheets/sheet1.xml': ' '.repeat(size) }));
    const entry = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    expect(bytes.readUInt32LE(entry + 24)).toBe(size);
    bytes.writeUInt32LE(10, entry + 24);
    const table = rowsOfXlsx(bytes);
    expect(!table.ok && table.error.map((defect) => defect.code)).toEqual([code]);
  });

  test('that claim a whole sheet for a name, or rows that no sheet has, are told at once', () => {
    const row = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const named = usual['xl/workbook.xml']?.replace(
      '</workbook>',
      '<definedNames><definedName name="All">One!$A$1:$XFD$1048576</definedName></definedNames></workbook>',
    );
    const start = performance.now();
    expect(rowsOf({ ...sheet(row), 'xl/workbook.xml': named ?? '' })).toEqual([['1']]);
    expect(
      rowsOf(sheet(row.replace('<row', '<row r="300000000"><c r="A300000000"><v>1</v></c></row><row'))),
    ).toEqual(refused('too-many-rows', 'The file has more than 1000 rows. Remove what is below the table.'));
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each([
    ['elements in each other', sheet('<a>'.repeat(2_700_000)), 'damaged'],
    [
      'entities of a type',
      {
        'xl/worksheets/sheet1.xml': `<!DOCTYPE worksheet [${'<!ENTITY a "b">'.repeat(500_000)}]><worksheet>&a;</worksheet>`,
      },
      'damaged',
    ],
    [
      'cells that name one long text',
      {
        ...strings(`<t>${' '.repeat(4_000_000)}</t>`),
        ...sheet(`<row>${'<c t="s"><v>0</v></c>'.repeat(90)}</row>`.repeat(900)),
      },
      'file-too-large',
    ],
    [
      'sheets that are one',
      {
        ...sheet('<row><c><v>1</v></c></row>'.repeat(100_000)),
        'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${'<sheet name="One" r:id="s1"/>'.repeat(50_000)}</sheets></workbook>`,
      },
      'too-many-rows',
    ],
    [
      'brackets in a format',
      {
        'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="0" formatCode="${'['.repeat(7_000_000)}"/></numFmts><cellXfs><xf/></cellXfs></styleSheet>`,
        ...sheet('<row r="1001"><c><v>1</v></c></row>'),
      },
      'too-many-rows',
    ],
  ])('of a few kilobytes with a million %s are refused at once', (_, parts, code) => {
    const bytes = workbook(parts);
    expect(bytes.length).toBeLessThan(60_000);
    const before = process.threadCpuUsage();
    const table = rowsOfXlsx(bytes);
    expect(!table.ok && table.error.map((defect) => defect.code)).toEqual([code]);
    // Microseconds, whatever else the machine is at.
    expect(process.threadCpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
