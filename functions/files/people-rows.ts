import type * as z from 'zod';
import { newPerson } from '../../shared/contract/people/schemas.ts';
import { listWords } from '../../shared/domain/basics/fold.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { findTable, type SoughtColumn } from '../../shared/domain/tables/find-table.ts';
import type { KeptSheet } from '../../shared/domain/tables/kept-criteria.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';

type NewPerson = z.output<typeof newPerson>;

/** The column of each field of a person, and how people write its heading. */
const columns: Readonly<Record<keyof NewPerson, SoughtColumn>> = {
  name: { name: 'Name', heading: /^(?:full |reviewer'?s? )?name$/, isNeeded: true },
  email: { name: 'Email', heading: /^(?:e-?mail(?: address)?|(?:nhs|work) e-?mail)$/, isNeeded: true },
  expertise: { name: 'Expertise', heading: /^(?:areas? of )?(?:expertise|practice)$|^specialt(?:y|ies)$/ },
  organisation: {
    name: 'Organisation',
    heading: /^(?:organi[sz]ation|employer|trust|institution|university|workplace|place of work)$/,
  },
};

/** A name in two columns. */
const nameInTwo = {
  first: { name: 'First name', heading: /^(?:first|given|fore)[ -]?names?$/ },
  last: { name: 'Surname', heading: /^(?:surname|(?:last|family|second)[ -]?names?)$/ },
} as const satisfies Record<string, SoughtColumn>;

/** The table of people, whose names stand in one column or in two. */
function tableOf(sheets: readonly KeptSheet[]) {
  const whole = findTable(sheets, { ...columns, ...nameInTwo });
  if (whole.ok) return whole;
  const { first, last } = nameInTwo;
  const inTwo = findTable(sheets, {
    ...columns,
    name: { name: 'Name', heading: columns.name.heading },
    first: { ...first, isNeeded: true },
    last: { ...last, isNeeded: true },
  });
  return inTwo.ok ? inTwo : whole;
}

/** A name as one writes it, of what its columns say. */
function nameOf(cell: (use: 'name' | 'first' | 'last') => string): string {
  const [name, first, last] = [cell('name'), cell('first'), cell('last')];
  if (name === '') return `${first} ${last}`.trim();
  // Beside a surname a “Name” is the first one, or the whole.
  return ` ${listWords(name)}`.endsWith(` ${listWords(last)}`) ? name : `${name} ${last}`.trim();
}

/** An address out of “Ada <ada@example.org>” or “mailto:ada@example.org”. */
const addressIn = (cell: string): string =>
  cell
    .replace(/^[^<>]*<([^<>]+)>$/s, '$1')
    .replace(/^mailto:/i, '')
    .trim();

const mostPeople = 200;

/** Reads people from a table with the columns “Name”, “Email” and perhaps “Expertise” and “Organisation”, wherever it stands. */
export function readPeopleRows(
  sheets: readonly KeptSheet[],
): Result<readonly NewPerson[], readonly RowDefect[]> {
  const table = tableOf(sheets);
  if (!table.ok) return table;
  const { rows } = table.value;
  const defects: RowDefect[] = [];
  const rowOf = new Map<string, number>();
  const people = rows.flatMap(({ row, cell, unreadable }) => {
    const fields = Object.keys(columns) as (keyof NewPerson)[];
    const unread = fields.flatMap((field) => {
      const found = unreadable(field);
      return found === null
        ? []
        : [{ row, column: columns[field].name, code: 'unreadable', detail: found.detail }];
    });
    const read = newPerson.safeParse({
      name: nameOf(cell),
      email: addressIn(cell('email')),
      expertise: cell('expertise')
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      organisation: cell('organisation'),
    });
    if (unread.length > 0) {
      defects.push(...unread);
      return [];
    }
    if (read.success) {
      const address = read.data.email.toLowerCase();
      const earlier = rowOf.get(address);
      if (earlier === undefined) {
        rowOf.set(address, row);
        return [read.data];
      }
      const detail = `This address stands in row ${earlier} already. Take one of the two rows out.`;
      defects.push({ row, column: columns.email.name, code: 'duplicate', detail });
      return [];
    }
    for (const { path, code, message } of read.error.issues)
      defects.push({ row, column: columns[path[0] as keyof NewPerson].name, code, detail: message });
    return [];
  });
  const ofAll = (code: string, detail: string) => defects.push({ row: null, column: null, code, detail });
  if (rows.length === 0) ofAll('no-rows', 'There is nobody below the headings.');
  if (rows.length > mostPeople)
    ofAll('too-many', `These are ${rows.length} people. At most ${mostPeople} can be added at once.`);
  return defects.length === 0 ? ok(people) : fail(defects);
}
