import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCriteriaSet, anyText } from '../../../test/support/criteria-set-arbitrary.ts';
import { criteriaSet } from '../../contract/criteria-sets/schemas.ts';
import sample from '../../samples/sample-endorsement-criteria.json' with { type: 'json' };
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { cellOfText, textOfCell } from './cell-text.ts';
import { type Column, columns } from './criteria-set-columns.ts';
import { criteriaSetRows, type Rows } from './criteria-set-rows.ts';
import { readCriteriaSetRows } from './read-criteria-set-rows.ts';
import { columnLetters, rowDefectInWords } from './row-defect.ts';

const sampleSet: CriteriaSet = criteriaSet.parse(sample);

/** The small set from which each wrong table is made: rows 2 (set), 3 to 6 (levels), 7 (section), 8 and 9. */
const small: CriteriaSet = {
  ...sampleSet,
  sections: sampleSet.sections
    .slice(0, 1)
    .map((section) => ({ ...section, criteria: section.criteria.slice(0, 2) })),
};

const at = (column: Column) => columns.indexOf(column);

/** The small set's table with some cells typed over, `[row, column, text]`, rows counted as people do. */
const typed = (...cells: readonly [row: number, column: Column, text: string][]) => {
  const typedOver = (row: number, column: number) =>
    cells.find(([r, heading]) => r === row && at(heading) === column)?.[2];
  return criteriaSetRows(small).map((row, r) => row.map((cell, c) => typedOver(r + 1, c) ?? cell));
};

const complaints = (rows: readonly (readonly string[])[]): readonly string[] => {
  const read = readCriteriaSetRows(rows);
  return read.ok ? [] : read.error.map(rowDefectInWords);
};

describe('a criteria set as rows', () => {
  test('comes back as it was, whatever it says', () => {
    fc.assert(
      fc.property(anyCriteriaSet, (set) => {
        expect(readCriteriaSetRows(criteriaSetRows(set))).toEqual({ ok: true, value: set });
      }),
    );
  });

  test('has a header, then the set, its levels, and each section above its criteria', () => {
    expect(criteriaSetRows(small).map((row) => row.slice(0, 3))).toEqual([
      ['Row', 'Id', 'Number'],
      ['set', 'sample-endorsement', ''],
      ['level', '', ''],
      ['level', '', ''],
      ['level', '', ''],
      ['level', '', ''],
      ['section', small.sections[0]?.id, '4'],
      ['criterion', 'framework-alignment', '4.1'],
      ['criterion', small.sections[0]?.criteria[1]?.id, '4.2'],
    ]);
  });

  test('may have its columns in another order, its headings in any letters, and its rows apart', () => {
    const [headings = [], ...others] = criteriaSetRows(small);
    const shouted = headings.map((heading) => heading.toUpperCase().replace(' ', '\n'));
    const rows = [shouted, ...others].flatMap((row) => [['', ' '], [...row].reverse()]);
    expect(readCriteriaSetRows(rows)).toEqual({ ok: true, value: small });
  });

  test('may say yes, no and kinds in any letters, and shares in percent', () => {
    const rows = typed(
      [8, 'Mandatory', ' YES '],
      [2, 'Kind', 'Endorsement'],
      [7, 'Row', ' Section'],

      [2, 'Non-mandatory share', '80 %'],
    );
    expect(readCriteriaSetRows(rows)).toEqual({ ok: true, value: small });
  });
});

describe('a table that people have edited', () => {
  test('may have spaces around headings and numbers', () => {
    const rows = typed(
      [2, 'Minimum reviews', ' 2 '],
      [2, 'Non-mandatory share', ' 0.8 '],
      [8, 'Threshold', '  '],
      [3, 'Threshold', '  '],
    );
    const [header = [], ...others] = rows;
    expect(readCriteriaSetRows([header.map((heading) => ` ${heading} `), ...others])).toEqual({
      ok: true,
      value: small,
    });
  });

  test('may leave out empty cells at the end of its rows, and have an empty column', () => {
    const cut = typed().map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
    expect(readCriteriaSetRows(cut)).toEqual({ ok: true, value: small });
    const withEmptyColumn = typed().map((row) => ['', ...row, ' ']);
    expect(readCriteriaSetRows(withEmptyColumn)).toEqual({ ok: true, value: small });
  });

  test.each([
    ['1e0', 1],
    ['8e-1', 0.8],
    ['.5', 0.5],
    ['57%', 0.57],
    ['0,8', 0.8],
    ['57,5 %', 0.575],
  ])('may write a share as %s', (text, nonMandatoryShare) => {
    expect(readCriteriaSetRows(typed([2, 'Non-mandatory share', text]))).toEqual({
      ok: true,
      value: { ...small, rules: { ...small.rules, nonMandatoryShare } },
    });
  });

  test.each([
    ['2 of 3', 2, 3],
    ['2/3', 2, 3],
    ['2 out of 3', 2, 3],
    ['⅔', 2, 3],
    [' 3 OF 4 ', 3, 4],
    ["'4/5", 4, 5],
    ['', 2, 3],
    ['100/100', 100, 100],
  ])('may write the share that must find a criterion met as “%s”', (text, atLeast, of) => {
    expect(readCriteriaSetRows(typed([2, 'Met share', text]))).toEqual({
      ok: true,
      value: { ...small, rules: { ...small.rules, metShare: { atLeast, of } } },
    });
  });

  test('may leave empty whether a dissent refers, which it then does not', () => {
    const read = readCriteriaSetRows(typed([8, 'Dissent refers', ''], [9, 'Dissent refers', 'Yes']));
    expect(read).toMatchObject({
      ok: true,
      value: { sections: [{ criteria: [{ dissentRefers: false }, { dissentRefers: true }] }] },
    });
  });

  test.each([
    ['TRUE', true],
    ['false', false],
    ['Yes', true],
    ['NO', false],
  ])('may say yes or no as %s, which a tick box gives', (typedAs, sample) => {
    const read = readCriteriaSetRows(typed([2, 'Sample', typedAs]));
    expect(read).toEqual({ ok: true, value: { ...small, sample } });
  });

  test('names an id or number with a space that nobody sees', () => {
    expect(readCriteriaSetRows(typed([2, 'Id', 'small ']))).toMatchObject({
      ok: false,
      error: [{ row: 2, column: 'Id', code: 'white-space' }],
    });
  });

  test('says for which credential types it is meant, in a column that a table may be without', () => {
    const types = (cell: string) => readCriteriaSetRows(typed([2, 'Credential types', cell]));
    expect(types('Medical; dental')).toMatchObject({ ok: true, value: { types: ['medical', 'dental'] } });
    expect(types('medical, nursing')).toMatchObject({
      error: [{ row: 2, column: 'Credential types', code: 'unknown-type' }],
    });
    const without = criteriaSetRows(small).map((row) => row.slice(0, -1));
    expect(readCriteriaSetRows(without)).toEqual({ ok: true, value: small });
    expect(readCriteriaSetRows(without)).not.toHaveProperty('value.types');
  });

  test('may number its levels below 0', () => {
    const below = [-1, 0, 1, 2].map((value, i): [number, Column, string] => [3 + i, 'Value', `${value}`]);
    const read = readCriteriaSetRows(typed(...below, [2, 'Threshold', '1']));
    expect(read.ok ? read.value.scale.map((level) => level.value) : read.error).toEqual([-1, 0, 1, 2]);
  });
});

describe('text in a cell', () => {
  test('comes back as it was', () => {
    fc.assert(fc.property(anyText, (text) => textOfCell(cellOfText(text)) === text));
  });

  test.each([
    '=1+1',
    '+44',
    '-1',
    '@A1',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    "'=1",
    "'4.10",
    "''007",
    '4.10',
    '007',
    '1e5',
    '3/4',
    '5%',
    '10:30',
    '10 am',
    '12 March',
    'June 2026',
    'mar-1',
    'TRUE',
  ])('%j, which a spreadsheet would run or spell anew, gets an apostrophe', (text) => {
    expect(cellOfText(text)).toBe(`'${text}`);
  });

  test.each([
    '',
    'Met',
    '4',
    '4.1',
    '2017 framework',
    'May be added',
    'a=1',
    'may',
    '10 amber',
    ' two spaces ',
    "'quoted'",
    "'tis a word of its own",
  ])('%j stays as it is', (text) => {
    expect(cellOfText(text)).toBe(text);
  });
});

describe('a table that is wrong names row and column:', () => {
  test.each<[string, string, readonly (readonly string[])[], string]>([
    [
      'a threshold off the scale',
      'threshold-not-on-scale',
      typed([8, 'Threshold', '5']),
      'Row 8, column “Threshold”: The threshold 5 must be one of the scale’s levels above the lowest: 2, 3, 4.',
    ],
    [
      'a threshold of the set off the scale',
      'threshold-not-on-scale',
      typed([2, 'Threshold', '1']),
      'Row 2, column “Threshold”: The threshold 1 must be one of the scale’s levels above the lowest: 2, 3, 4.',
    ],
    [
      'no whole number',
      'not-a-whole-number',
      typed([8, 'Threshold', 'three']),
      'Row 8, column “Threshold”: “three” does not fit here. Give a whole number.',
    ],
    [
      'an empty number',
      'not-a-whole-number',
      typed([2, 'Minimum reviews', '']),
      'Row 2, column “Minimum reviews”: This cell is empty. Give a whole number.',
    ],
    [
      'a level out of order',
      'scale-not-consecutive',
      typed([4, 'Value', '7']),
      'Row 4, column “Value”: Level 2 must have the value 2.',
    ],
    [
      'a level that is no number, and nothing about what follows from it',
      'not-a-whole-number',
      typed([3, 'Value', 'low']),
      'Row 3, column “Value”: “low” does not fit here. Give a whole number.',
    ],
    [
      'neither yes nor no',
      'not-yes-or-no',
      typed([9, 'Mandatory', 'x']),
      'Row 9, column “Mandatory”: “x” does not fit here. Write yes or no.',
    ],
    [
      'no share',
      'not-a-share',
      typed([2, 'Non-mandatory share', 'most']),
      'Row 2, column “Non-mandatory share”: “most” does not fit here. Give a share between 0 and 1, such as 0.8, or a percentage, such as 80%.',
    ],
    ...(
      [
        [
          '67 %',
          'not-whole-numbers',
          'is not in two whole numbers. Two of three reviewers are less than 67%, so that 67% of three would be all three. Write how many of how many, such as “2 of 3”.',
        ],
        [
          '0.67',
          'not-whole-numbers',
          'is not in two whole numbers. Two of three reviewers are less than 67%, so that 67% of three would be all three. Write how many of how many, such as “2 of 3”.',
        ],
        [
          '02-Mar',
          'date',
          'is a date, which spreadsheets make of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ],
        [
          'Mar-02',
          'date',
          'is a date, which spreadsheets make of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ],
        [
          '03/02/2026',
          'date',
          'is a date, which spreadsheets make of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ],
        [
          '2026-03-02',
          'date',
          'is a date, which spreadsheets make of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ],
        [
          '46083',
          'date',
          'is a date, which spreadsheets make of a share such as 2/3. Was 2 of 3 meant? Write it as “2 of 3”, with the word.',
        ],
        [
          '4 April',
          'date',
          'is a date, which spreadsheets make of a share such as 4/4. Was 4 of 4 meant? Write it as “4 of 4”, with the word.',
        ],
        [
          'most',
          'not-a-share',
          'does not fit here. Write how many of how many must agree, such as “2 of 3”.',
        ],
        [
          '2 of three',
          'not-a-share',
          'does not fit here. Write how many of how many must agree, such as “2 of 3”.',
        ],
      ] as const
    ).map(([text, code, complaint]): [string, string, Rows, string] => [
      `the share that must find a criterion met as “${text}”`,
      code,
      typed([2, 'Met share', text]),
      `Row 2, column “Met share”: “${text}” ${complaint}`,
    ]),
    [
      'a share of half',
      'met-share-out-of-range',
      typed([2, 'Met share', '2 of 4']),
      'Row 2, column “Met share”: 2 of 4 is not more than half. Give a share of more than half and at most all, such as 2 of 3.',
    ],
    [
      'a share of more than all',
      'met-share-out-of-range',
      typed([2, 'Met share', '4/3']),
      'Row 2, column “Met share”: 4 of 3 is more than all. Give a share of more than half and at most all, such as 2 of 3.',
    ],
    [
      'an unknown kind of set',
      'unknown-kind',
      typed([2, 'Kind', 'exam']),
      'Row 2, column “Kind”: “exam” does not fit here. Write endorsement or gateway.',
    ],
    [
      'an unknown kind of row',
      'unknown-row-kind',
      typed([8, 'Row', 'criteria']),
      'Row 8, column “Row”: “criteria” is no kind of row. Use set, level, section or criterion.',
    ],
    [
      'a row without a kind',
      'unknown-row-kind',
      typed([8, 'Row', '']),
      'Row 8, column “Row”: Say what kind of row this is: set, level, section or criterion.',
    ],
    [
      'an id that is used twice',
      'duplicate',
      typed([9, 'Id', 'framework-alignment']),
      'Row 9, column “Id”: The criterion id “framework-alignment” is used already at row 8.',
    ],
    [
      'a number that is used twice',
      'duplicate',
      typed([9, 'Number', '4.1']),
      'Row 9, column “Number”: The number “4.1” is used already at row 8.',
    ],
    [
      'a cell that its row does not use',
      'stray-cell',
      typed([3, 'Threshold', '3']),
      'Row 3, column “Threshold”: A level row does not use this column. Empty the cell; level rows use Value, Label and Meaning.',
    ],
    [
      'a cell outside the columns',
      'stray-cell',
      typed().map((row, i) => (i === 8 ? [...row, 'see Annex A'] : row)),
      'Row 9, column “T”: This cell is in a column without a known heading. Empty it.',
    ],
    [
      'a criterion above its section',
      'criterion-without-section',
      typed([7, 'Row', 'criterion'], [7, 'Title', ''], [7, 'Text', 'x'], [7, 'Mandatory', 'no']).slice(0, 7),
      'Row 7, column “Row”: This criterion stands above every section row. Move it below the section it belongs to.',
    ],
    [
      'a second set row',
      'duplicate',
      [...typed(), typed()[1] ?? []],
      'Row 10, column “Row”: Row 2 is the set row already. Remove one of the two.',
    ],
    [
      'no set row',
      'no-set-row',
      typed().filter((_, i) => i !== 1),
      'No row is of the kind “set”. Add one with the set’s id, title and rules.',
    ],
    [
      'a missing column, and nothing about its cells',
      'missing-column',
      typed().map((row) => row.filter((_, i) => i !== at('Mandatory'))),
      'Row 1, column “Mandatory”: This column is missing. Add it, even if its cells stay empty.',
    ],
    [
      'a column that is there twice',
      'duplicate-column',
      typed().map((row, i) => [...row, i === 0 ? 'guidance' : '']),
      'Row 1, column “guidance”: This column is there twice. Remove one of the two.',
    ],
    [
      'an unknown column',
      'unknown-column',
      typed().map((row, i) => [...row, i === 0 ? 'Weight' : '']),
      `Row 1, column “Weight”: There is no such column. Remove it, or name it one of: ${columns.join(', ')}.`,
    ],
  ])('%s', (_, code, rows, complaint) => {
    expect(complaints(rows)).toEqual([complaint]);
    expect(readCriteriaSetRows(rows)).toMatchObject({ error: [{ code }] });
  });

  test('a number with anything before or behind it, a share too', () => {
    const wrong = (column: Column, texts: readonly string[]) =>
      texts.filter((text) => complaints(typed([2, column, text])).length !== 1);
    expect(wrong('Minimum reviews', ['2x', 'x2', '2.5', '1234567890123456', '--2'])).toEqual([]);
    expect(wrong('Non-mandatory share', ['0.8x', 'x0.8', '0.8 of', '%', '0.8.1'])).toEqual([]);
  });

  test('a long cell by its first 40 characters', () => {
    expect(complaints(typed([2, 'Threshold', 'x'.repeat(41)]))).toEqual([
      `Row 2, column “Threshold”: “${'x'.repeat(40)}” does not fit here. Give a whole number.`,
    ]);
  });

  test('a level that is no number does not hide what is wrong elsewhere', () => {
    expect(complaints(typed([3, 'Value', 'low'], [9, 'Number', '4.1']))).toEqual([
      'Row 3, column “Value”: “low” does not fit here. Give a whole number.',
      'Row 9, column “Number”: The number “4.1” is used already at row 8.',
    ]);
  });

  test('every second set row, whatever else it says', () => {
    const rows = typed();
    expect(complaints([...rows, rows[1] ?? [], rows[1] ?? []])).toEqual([
      'Row 10, column “Row”: Row 2 is the set row already. Remove one of the two.',
      'Row 11, column “Row”: Row 2 is the set row already. Remove one of the two.',
    ]);
  });

  test.each<[pointer: string, place: string]>([
    ['/id', 'Row 2, column “Id”'],
    ['/kind', 'Row 2, column “Kind”'],
    ['/title', 'Row 2, column “Title”'],
    ['/sample', 'Row 2, column “Sample”'],
    ['/instructions', 'Row 2, column “Instructions”'],
    ['/rules/minReviews', 'Row 2, column “Minimum reviews”'],
    ['/rules/threshold', 'Row 2, column “Threshold”'],
    ['/rules/metShare', 'Row 2, column “Met share”'],
    ['/rules/metShare/of', 'Row 2, column “Met share”'],
    ['/rules/nonMandatoryShare', 'Row 2, column “Non-mandatory share”'],
    ['/scale/1/value', 'Row 4, column “Value”'],
    ['/scale/1/label', 'Row 4, column “Label”'],
    ['/scale/1/meaning', 'Row 4, column “Meaning”'],
    ['/scale/1', 'Row 4'],
    ['/sections/0/id', 'Row 7, column “Id”'],
    ['/sections/0/number', 'Row 7, column “Number”'],
    ['/sections/0/title', 'Row 7, column “Title”'],
    ['/sections/0', 'Row 7'],
    ['/sections/0/criteria/1/id', 'Row 9, column “Id”'],
    ['/sections/0/criteria/1/number', 'Row 9, column “Number”'],
    ['/sections/0/criteria/1/text', 'Row 9, column “Text”'],
    ['/sections/0/criteria/1/guidance', 'Row 9, column “Guidance”'],
    ['/sections/0/criteria/1/mandatory', 'Row 9, column “Mandatory”'],
    ['/sections/0/criteria/1/threshold', 'Row 9, column “Threshold”'],
    ['/sections/0/criteria/1/threshold/deeper', 'Row 9, column “Threshold”'],
    ['/sections/0/criteria/1/dissentRefers', 'Row 9, column “Dissent refers”'],
    ['/sections/0/criteria/1', 'Row 9'],
  ])('what a check finds at %s is at %s', (pointer, place) => {
    const check = () => [{ pointer, code: 'made-up', detail: `As at ${pointer}.` }];
    const read = readCriteriaSetRows(criteriaSetRows(small), check);
    const mentioned = pointer.startsWith('/sections') ? place.toLowerCase().split(',')[0] : pointer;
    expect(read.ok ? [] : read.error.map(rowDefectInWords)).toEqual([`${place}: As at ${mentioned}.`]);
  });

  test('what a check finds of the whole file, all of it, without a row', () => {
    const check = () =>
      ['', '/rules', '/sections'].map((pointer) => ({
        pointer,
        code: 'made-up',
        detail: `At “${pointer}”.`,
      }));
    const read = readCriteriaSetRows(criteriaSetRows(small), check);
    expect(read).toEqual({
      ok: false,
      error: ['', '/rules', '/sections'].map((pointer) => ({
        row: null,
        column: null,
        code: 'made-up',
        detail: `At “${pointer}”.`,
      })),
    });
    expect(read.ok ? [] : read.error.map(rowDefectInWords)).toEqual([
      'At “”.',
      'At “/rules”.',
      'At “/sections”.',
    ]);
  });

  test('headings of something else, in one sentence', () => {
    const headings =
      'Row, Id, Number, Title, Text, Guidance, Mandatory, Threshold, Dissent refers, Value, Label, Meaning, Kind';
    const sentence = (row: number) =>
      `Row ${row}: These are not the headings of a criteria set. The first row needs them, each in a cell of its own and with nothing above: ${headings}, Sample, Instructions, Minimum reviews, Met share and Non-mandatory share.`;
    expect(complaints([])).toEqual([sentence(1)]);
    expect(complaints([[], ['Id', 'Capability', 'Aligns to'], ['a', 'b', '1.1']])).toEqual([sentence(2)]);
    expect(complaints([[columns.join(',')], ['set,x']])).toEqual([sentence(1)]);
  });

  test('a missing first heading among the others, by itself', () => {
    const [headings = [], ...others] = typed();
    expect(complaints([['Kind of row', ...headings.slice(1)], ...others])).toEqual([
      `Row 1, column “Kind of row”: There is no such column. Remove it, or name it one of: ${columns.join(', ')}.`,
      'Row 1, column “Row”: This column is missing. Add it, even if its cells stay empty.',
    ]);
  });

  test.each([
    ['Guidence', 'Guidence', 'There is no such column.'],
    ['text', 'text', 'This column is there twice.'],
    [' ', 'F', 'This column has no heading. Give it the one that is missing, or empty its cells.'],
  ])('a heading that became “%s”, and nothing about its cells', (typo, column, complaint) => {
    const [headings = [], ...others] = typed();
    const rows = [headings.map((heading) => (heading === 'Guidance' ? typo : heading)), ...others];
    const missing = 'Row 1, column “Guidance”: This column is missing. Add it, even if its cells stay empty.';
    const found = complaints(rows);
    expect(found).toContain(missing);
    expect(found.filter((one) => one !== missing)).toEqual([
      expect.stringContaining(`Row 1, column “${column}”: ${complaint}`),
    ]);
  });

  describe('a number that a spreadsheet kept as a number,', () => {
    const numbered = (criteria: number, cells: readonly (readonly [address: string, shown: string])[]) => {
      const [first] = small.sections[0]?.criteria ?? [];
      const set: CriteriaSet = {
        ...small,
        sections: small.sections.map((section) => ({
          ...section,
          criteria: Array.from({ length: criteria }, (_, i) => {
            if (first === undefined) throw new Error('no criterion');
            return { ...first, id: `c${i}`, number: i === 10 ? '4.12' : `4.${i + 1}` };
          }),
        })),
      };
      const rows = criteriaSetRows(set).map((row) => row.map((cell) => (cell === "'4.10" ? '4.1' : cell)));
      const read = readCriteriaSetRows(rows, () => [], new Map(cells));
      return read.ok ? [] : read.error.map(rowDefectInWords);
    };

    test('where its section has a tenth criterion', () => {
      expect(numbered(10, [['C17', '4.1']])).toEqual([
        'Row 17, column “Number”: C17 holds the number 4.1, which could have been 4.10. Format the cell as text and type it again.',
      ]);
      expect(numbered(9, [['C8', '4.1']])).toEqual([]);
      expect(numbered(19, [['C9', '4.2']])).toEqual([]);
      expect(numbered(20, [['C9', '4.2']])).toHaveLength(1);
    });

    test('where it shows more than it holds', () => {
      expect(numbered(2, [['C9', '4.20']])).toEqual([
        'Row 9, column “Number”: C9 holds the number 4.2, which could have been 4.20. Format the cell as text and type it again.',
      ]);
    });

    test('but neither of a section, nor where it is text or the only one there can be', () => {
      expect(
        numbered(10, [
          ['C7', '4'],
          ['C9', '4.2'],
          ['H8', '3.00'],
        ]),
      ).toEqual([]);
    });
  });

  test('everything at once, from the top down', () => {
    const rows = typed([9, 'Mandatory', ''], [8, 'Threshold', '9'], [2, 'Sample', '?'], [7, 'Text', 'stray']);
    expect(complaints(rows).map((sentence) => sentence.split(':')[0])).toEqual([
      'Row 2, column “Sample”',
      'Row 7, column “Text”',
      'Row 8, column “Threshold”',
      'Row 9, column “Mandatory”',
    ]);
  });

  test('columns have letters beyond Z too', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});
