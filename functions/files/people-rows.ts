import type * as z from 'zod';
import { newPerson } from '../../shared/contract/people/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { filledRows, headingOf } from '../../shared/domain/tables/table-rows.ts';

type NewPerson = z.output<typeof newPerson>;

/** The column of each field of a person, and how people write its heading. */
const columns: Readonly<Record<keyof NewPerson, readonly [name: string, heading: RegExp]>> = {
  name: ['Name', /^name$/i],
  email: ['Email', /^e-?mail(?: address)?$/i],
  expertise: ['Expertise', /^expertise$/i],
};

const mostPeople = 200;

/** Reads people from rows whose first one names the columns “Name”, “Email” and perhaps “Expertise”. */
export function readPeopleRows(rows: Rows): Result<readonly NewPerson[], readonly RowDefect[]> {
  const [header = { number: 1, cells: [] }, ...others] = filledRows(rows);
  const indexOf = (field: keyof NewPerson) =>
    header.cells.findIndex((cell) => columns[field][1].test(headingOf(cell)));
  const twice = (Object.keys(columns) as (keyof NewPerson)[]).filter(
    (field) => header.cells.filter((cell) => columns[field][1].test(headingOf(cell))).length > 1,
  );
  const [name, email, expertise] = [indexOf('name'), indexOf('email'), indexOf('expertise')];
  const missing = [...(name < 0 ? ['“Name”'] : []), ...(email < 0 ? ['“Email”'] : [])];
  if (missing.length > 0)
    return fail([
      {
        row: header.number,
        column: null,
        code: 'missing-column',
        detail: `The first row needs the column ${missing.join(' and ')}.`,
      },
    ]);
  if (twice.length > 0)
    return fail(
      twice.map((field) => ({
        row: header.number,
        column: columns[field][0],
        code: 'duplicate-column',
        detail: 'This column is there twice. Remove one of the two.',
      })),
    );
  const defects: RowDefect[] = [];
  const rowOf = new Map<string, number>();
  const people = others.flatMap(({ number, cells }) => {
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? '').trim());
    const read = newPerson.safeParse({
      name: cell(name),
      email: cell(email),
      expertise: cell(expertise)
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    });
    if (read.success) {
      const address = read.data.email.toLowerCase();
      const earlier = rowOf.get(address);
      if (earlier === undefined) {
        rowOf.set(address, number);
        return [read.data];
      }
      const detail = `This address stands in row ${earlier} already. Take one of the two rows out.`;
      defects.push({ row: number, column: columns.email[0], code: 'duplicate', detail });
      return [];
    }
    for (const { path, code, message } of read.error.issues) {
      const [column] = columns[path[0] as keyof NewPerson];
      defects.push({ row: number, column, code, detail: message });
    }
    return [];
  });
  const ofAll = (code: string, detail: string) => defects.push({ row: null, column: null, code, detail });
  if (others.length === 0) ofAll('no-rows', 'There is nobody below the first row.');
  if (others.length > mostPeople)
    ofAll('too-many', `These are ${others.length} people. At most ${mostPeople} can be added at once.`);
  return defects.length === 0 ? ok(people) : fail(defects);
}
