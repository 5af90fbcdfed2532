import { describe, expect, test } from 'vitest';
import { rowsOfCsv } from './csv.ts';

const rowsOf = (given: string | Uint8Array) => {
  const read = rowsOfCsv(typeof given === 'string' ? new TextEncoder().encode(given) : given);
  return read.ok ? read.value.rows : read.error;
};

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('cells', () => {
  test.each([
    [',', 'Name,Email,Expertise\nAda,ada@example.org,Frailty;Stroke;Pain'],
    [';', 'Name;Email;Expertise\nAda;ada@example.org;"Frailty;Stroke;Pain"'],
    ['\t', 'Name\tEmail\tExpertise\nAda\tada@example.org\tFrailty;Stroke;Pain'],
    ['\t', '\n ; \n\n"Name"\tEmail\t"Expertise,\n;;;;;"\nAda\tada@example.org\tFrailty;Stroke;Pain'],
    ['|', 'sep=|\r\nName|Email|Expertise\r\nAda|ada@example.org|Frailty;Stroke;Pain'],
    [',', '\ufeffsep=,\nName,Email,"Expertise;;;;"\nAda,ada@example.org,Frailty;Stroke;Pain'],
    [';', '"sep=;"\rName;Email;Expertise\rAda;ada@example.org;"Frailty;Stroke;Pain"'],
  ])('may stand apart by %j, as the first line has them: %j', (_, text) => {
    expect(rowsOf(text).at(-1)).toEqual(['Ada', 'ada@example.org', 'Frailty;Stroke;Pain']);
  });

  test('are one a row where the first line has nothing between them', () => {
    expect(rowsOf('Email\nada@example.org\n')).toEqual([['Email'], ['ada@example.org']]);
  });

  test('may hold quotation marks as they are where none stands around them', () => {
    expect(rowsOf('Label,Meaning\nTube,5" wide\nBoth,"5"" wide, or 6"""\n')).toEqual([
      ['Label', 'Meaning'],
      ['Tube', '5" wide'],
      ['Both', '5" wide, or 6"'],
    ]);
    // Where one starts a cell besides, nobody can say where that ends.
    expect(rowsOf('Label,Meaning\nTube,5" wide\nBoth,"5" wide\n')).toMatchObject([{ code: 'quotes' }]);
  });

  test('may hold quotation marks as they are where they were copied from a spreadsheet', () => {
    expect(rowsOf('Label\tMeaning\nMet\tThe "best" one\nNot\t"two\nlines ""quoted"""\n')).toEqual([
      ['Label', 'Meaning'],
      ['Met', 'The "best" one'],
      ['Not', 'two\nlines "quoted"'],
    ]);
  });
});

describe('rows', () => {
  test('are counted as a spreadsheet does, without the line that names the separator', () => {
    expect(rowsOf('sep=;\n\na;b\n')).toEqual([[''], ['a', 'b']]);
    expect(rowsOf('sep=;')).toEqual([]);
    expect(rowsOf('sep=;\na;b\nc;"x"y\n')).toMatchObject([{ row: 2, code: 'quotes' }]);
  });
});

describe('text', () => {
  test('may be Excel’s “Unicode Text”', () => {
    const text = '\ufeffName\tEmail\r\nZoë\tzoe@example.org\r\n';
    const rows = [
      ['Name', 'Email'],
      ['Zoë', 'zoe@example.org'],
    ];
    expect(rowsOf(utf16(text))).toEqual(rows);
    expect(rowsOf(utf16(text).swap16())).toEqual(rows);
  });

  test.each([
    ['Windows-1252', Buffer.from('Name,Email\nZoë,z@example.org', 'latin1')],
    ['UTF-16 that does not say so', utf16('Name,Email\nAda,a@example.org')],
    ['half a letter of UTF-16', utf16('\ufeffName').subarray(0, 7)],
  ])('in %s is refused with what to do', (_, bytes) => {
    expect(rowsOf(bytes)).toEqual([
      {
        row: null,
        column: null,
        code: 'not-utf-8',
        detail: 'The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.',
      },
    ]);
  });
});
