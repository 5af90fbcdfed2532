import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framework2017 } from '../specifications/framework-2017.ts';
import { capabilityRows, identifyCapabilities, readCapabilityRows } from './capability-rows.ts';
import { rowDefectInWords } from './row-defect.ts';
import type { NumberCells } from './table-rows.ts';

const before = [
  { id: 'recognise', text: 'Recognise frailty (early), with tools.', alignsTo: ['1.4', '1.6'] },
  { id: 'lead', text: 'Lead services.', alignsTo: [] },
];

const none: NumberCells = new Map();

const read = (rows: readonly (readonly string[])[], numbers = none) =>
  readCapabilityRows([{ name: 'Sheet1', rows, numbers, unreadable: [] }], before);

const complaints = (rows: readonly (readonly string[])[], numbers = none) => {
  const result = read(rows, numbers);
  return result.ok ? [] : result.error.map(rowDefectInWords);
};

const header = ['Id', 'Capability', 'Aligns to'];

test('a column that is there twice is named, and neither is chosen', () => {
  expect(
    complaints([
      [...header, 'Capability'],
      ['lead', 'Lead services.', '1.1', 'Follow.'],
    ]),
  ).toEqual(['Row 1, column “Capability”: This column is there twice. Remove one of the two.']);
});

test.each(['csv', 'xlsx'] as const)('capabilities written as rows for %s are read as they were', (format) => {
  const numbers = framework2017.pillars.flatMap(({ capabilities }) =>
    capabilities.map(({ number }) => number),
  );
  const text = fc
    .string({ minLength: 1, maxLength: 60 })
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const capability = fc.record({
    id: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
    text: fc.oneof(text, fc.constantFrom('=1+1', "'quoted", '1.10', '@cmd', '-4')),
    alignsTo: fc.subarray(numbers, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(capability, { minLength: 1, maxLength: 6, selector: ({ id }) => id }),
      (capabilities) => {
        for (const framework of [framework2017, null])
          expect(read(capabilityRows(capabilities, framework, format))).toEqual({
            ok: true,
            value: capabilities,
          });
      },
    ),
  );
});

test('numbers are found below a heading of several words, and in the words around them', () => {
  const rows = [
    ['Domain', 'No.', 'Capability', 'Pillars / framework reference'],
    ['Care', '1', 'Assess.', 'MPF 1.4 and 1.6'],
  ];
  expect(read(rows)).toMatchObject({ ok: true, value: [{ text: 'Assess.', alignsTo: ['1.4', '1.6'] }] });
});

test('beside its numbers stand their short titles, of the edition that the version is measured against', () => {
  const one = { id: 'a', text: 'Assess.', alignsTo: ['1.4', '9.9'] };
  expect(capabilityRows([one], framework2017, 'xlsx')).toEqual([
    ['Id', 'Capability', 'Aligns to', 'In words'],
    ['a', 'Assess.', '1.4, 9.9', '1.4 Assessment in partnership; 9.9'],
  ]);
  expect(capabilityRows([one], null, 'xlsx')).toEqual([
    ['Id', 'Capability', 'Aligns to'],
    ['a', 'Assess.', '1.4, 9.9'],
  ]);
});

test.each(['csv', 'xlsx'] as const)('no cell for %s begins with what a spreadsheet runs', (format) => {
  const [, row] = capabilityRows([{ id: 'a', text: '=HYPERLINK("x")', alignsTo: [] }], null, format);
  expect(row?.[1]).toBe(`'=HYPERLINK("x")`);
});

test('columns may stand in any order below empty rows and be called as people call them, ids may be missing', () => {
  expect(
    read([
      ['', ' '],
      ['Alignment', '', 'area-specific\n capability '],
      ['1.1;1.2 , 2.10', 'ignored', ' Teach others! '],
      ['', '', ''],
      ['', '', 'Lead services.'],
      ['', '', 'Learn.'],
    ]),
  ).toEqual({
    ok: true,
    value: [
      { id: 'teach-others', text: 'Teach others!', alignsTo: ['1.1', '1.2', '2.10'] },
      { id: 'lead', text: 'Lead services.', alignsTo: [] },
      { id: 'learn', text: 'Learn.', alignsTo: [] },
    ],
  });
});

test('a table is read as people keep it: below titles, with other columns, numbers with their names beside them', () => {
  expect(
    read([
      ['Capabilities for the credential in frailty'],
      ['Version 3, agreed in May'],
      [],
      ['No.', 'Area-specific capabilities', 'Mapped to framework (2017)', 'Evidence'],
      ['1', 'Lead services.', '2.1 Leading others; 2.5 Service redesign', 'Portfolio'],
      ['2', 'Teach “others”.', '3.1 & 3.2', ''],
      ['No.', 'Area-specific capabilities', 'Mapped to framework (2017)', 'Evidence'],
      ['3', 'Learn.', '4.1 and 4.10', ''],
    ]),
  ).toEqual({
    ok: true,
    value: [
      { id: 'lead', text: 'Lead services.', alignsTo: ['2.1', '2.5'] },
      { id: 'teach-others', text: 'Teach “others”.', alignsTo: ['3.1', '3.2'] },
      { id: 'learn', text: 'Learn.', alignsTo: ['4.1', '4.10'] },
    ],
  });
});

test('a range of framework capabilities is asked about, and not read as its two ends', () => {
  expect(complaints([header, ['', 'Lead.', '1.1 to 1.4']])).toEqual([
    'Row 2, column “Aligns to”: “to” is no framework capability. Write it like 1.4, several with commas between them.',
  ]);
});

describe('what is wrong is named with row, column and how to mend it', () => {
  test('a column that is missing, and a file in which nothing is such a table', () => {
    const sought = 'Headings that are looked for: “Id”, “Capability” and “Aligns to”.';
    expect(complaints([['Ours'], ['Capability', 'Notes']])).toEqual([
      `Row 2, column “Aligns to”: This column is missing. ${sought}`,
    ]);
    for (const rows of [[['Name']], [[], [' '], ['Name']]])
      expect(complaints(rows)).toEqual([`No row names the columns of such a table. ${sought}`]);
    expect(complaints([])).toEqual(['The file is empty.']);
  });

  test('cells, of which each has one sentence', () => {
    expect(
      complaints([
        header,
        ['same', 'One', '5.1, 1'],
        ['same', '', ''],
        ['Not an id', 'x'.repeat(2_001), '1.4'],
        ['', 'Two', Array.from({ length: 51 }, () => '1.4').join(' ')],
      ]),
    ).toEqual([
      'Row 2, column “Aligns to”: “5.1” is no framework capability. Write it like 1.4, several with commas between them.',
      'Row 3, column “Id”: The id “same” is used already. Empty this cell or choose another.',
      'Row 3, column “Capability”: Enter the capability.',
      'Row 4, column “Id”: Use 1 to 64 lower-case letters, digits and hyphens, or leave the cell empty.',
      'Row 4, column “Capability”: Use at most 2,000 characters.',
      'Row 5, column “Aligns to”: Name at most 50 framework capabilities.',
    ]);
  });

  test('a number whose last zero a spreadsheet may have dropped', () => {
    const rows = [header, ['', 'One', '1.1'], ['', 'Two', '1.2'], ['', 'Three', '2.1'], ['', 'Four', '3.1']];
    const numbers = new Map([
      ['C2', '1.1'],
      ['C3', '1.20'],
      ['C5', '3.1'],
    ]);
    expect(complaints(rows, numbers)).toEqual([
      'Row 2, column “Aligns to”: C2 holds the number 1.1, which could have been 1.10. Format the cell as text and type it again.',
    ]);
  });

  test('a table without capabilities, and one with too many', () => {
    expect(complaints([header, ['', '', '']])).toEqual(['There is no capability below the headings.']);
    expect(complaints([header, ...Array.from({ length: 201 }, (_, i) => ['', `Do ${i}`, ''])])).toEqual([
      'These are 201 capabilities. A version has at most 200.',
    ]);
  });
});

describe('ids', () => {
  const given = (...texts: readonly string[]) =>
    texts.map((text, i) => ({ row: i + 1, id: '', text, alignsTo: [] }));
  const ids = (...texts: readonly string[]) =>
    identifyCapabilities(given(...texts), before).capabilities.map(({ id }) => id);

  test('stay by the text, wherever it stands', () => {
    expect(ids('New one.', 'Lead services.', 'More.')).toEqual(['new-one', 'lead', 'more']);
  });

  test('stay by the place where a capability is reworded', () => {
    expect(ids('Recognise frailty.', 'Lead services.')).toEqual(['recognise', 'lead']);
  });

  test('come from the first words, numbered where they are used already', () => {
    expect(ids('Teach!', 'teach', '!!!')).toEqual(['teach', 'teach-2', 'capability']);
  });
});
