import { expect, test } from 'vitest';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { readPeopleRows } from './people-rows.ts';

type Rows = readonly (readonly string[])[];

const readRows = (rows: Rows) => readPeopleRows([{ name: '', rows, unreadable: [] }]);

const complaints = (...rows: Rows) => {
  const read = readRows(rows);
  return read.ok ? [] : read.error.map(rowDefectInWords);
};

test('people are read below their headings, whatever the order, the letters and the empty rows', () => {
  expect(
    readRows([
      ['The reviewers of 2026'],
      [''],
      [' EXPERTISE ', 'E-mail\naddress', '', 'name', 'Employer'],
      ['', ' '],
      ['Frailty; Stroke;', ' ada@example.org ', 'ignored', ' Ada', 'Sample  Trust '],
      ['', 'bo@example.org', '', 'Bo'],
    ]),
  ).toEqual({
    ok: true,
    value: [
      {
        name: 'Ada',
        email: 'ada@example.org',
        expertise: ['Frailty', 'Stroke'],
        organisation: 'Sample Trust',
      },
      { name: 'Bo', email: 'bo@example.org', expertise: [], organisation: '' },
    ],
  });
});

test.each<readonly [string, readonly string[], readonly string[], string]>([
  ['a name and a surname', ['Name', 'Surname', 'Email'], ['Asha', 'Patel', 'asha@example.org'], 'Asha Patel'],
  [
    'a whole name beside its surname',
    ['Name', 'Surname', 'Email'],
    ['Ada Berg', 'Berg', 'a@example.org'],
    'Ada Berg',
  ],
  ['a short surname', ['Name', 'Surname', 'Email'], ['Kim', 'Im', 'k@example.org'], 'Kim Im'],
  [
    'the surname first',
    ['Surname', 'First name', 'Email'],
    ['Thomas', 'Thomas', 't@example.org'],
    'Thomas Thomas',
  ],
  [
    'forenames',
    ['Forename(s)', 'Last name', 'E-mail address'],
    ['Jo Ann', 'Lee', '<j@example.org>'],
    'Jo Ann Lee',
  ],
  ['no surname', ['Name', 'Surname', 'Email'], ['Madonna', '', 'mailto:m@example.org'], 'Madonna'],
])('%s make one name', (_, headings, row, name) => {
  const read = readRows([headings, row]);
  expect(read).toMatchObject({ ok: true, value: [{ name }] });
  expect(read.ok && read.value[0]?.email).toMatch(/^[a-z]+@example\.org$/);
});

test('what is wrong is named with row, column and how to mend it', () => {
  expect(complaints([], ['Name', 'Email'], [], ['', 'ada'])).toEqual([
    'Row 4, column “Name”: Fill this in.',
    'Row 4, column “Email”: Give an email address, such as name@example.org.',
  ]);
  expect(complaints(['Name', 'Email'], ['Ada', 'ada@example.org'], ['Bo', 'ADA@example.org'])).toEqual([
    'Row 3, column “Email”: This address stands in row 2 already. Take one of the two rows out.',
  ]);
  expect(complaints([], ['Who', 'Where'])).toEqual([
    'No row names the columns of such a table. Headings that are looked for: “Name”, “Email”, “Expertise”, “Organisation”, “First name” and “Surname”.',
  ]);
  expect(complaints([], ['Name', 'Where'])).toEqual([
    'Row 2, column “Email”: This column is missing. Headings that are looked for: “Name”, “Email”, “Expertise”, “Organisation”, “First name” and “Surname”.',
  ]);
  expect(complaints(['Name', 'Email'])).toEqual(['There is nobody below the headings.']);
  const many = Array.from({ length: 201 }, (_, i) => ['Ada', `ada-${i}@example.org`]);
  expect(complaints(['Name', 'Email'], ...many)).toEqual([
    'These are 201 people. At most 200 can be added at once.',
  ]);
});

test('a column that is there twice is named, and neither is chosen', () => {
  expect(
    complaints(['Name', 'Email', 'E-mail address'], ['Ada', 'ada@example.org', 'eve@example.org']),
  ).toEqual(['Row 1, column “Email”: This column is there twice. Remove one of the two.']);
});

test('a name that runs over lines or turns the direction of writing is refused', () => {
  for (const name of ['Ada\nLovelace', 'Ada\u202eecalevoL', 'Ada\u0007', 'Ada\u2028Lovelace'])
    expect(complaints(['Name', 'Email'], [name, 'ada@example.org'])).toEqual([
      'Row 2, column “Name”: Use one line, without characters that cannot be seen.',
    ]);
});
