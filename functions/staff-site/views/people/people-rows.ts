import type * as z from 'zod';
import { newPerson } from '../../../../shared/contract/desk-schemas.ts';

/** People of a table, and what is wrong with its rows, a sentence each. */
export interface ReadPeople {
  readonly people: readonly z.output<typeof newPerson>[];
  readonly defects: readonly string[];
}

/** Reads people from rows whose first one names the columns “Name”, “Email” and perhaps “Expertise”. */
export function readPeopleRows([header = [], ...rows]: readonly (readonly string[])[]): ReadPeople {
  const column = (heading: RegExp) => header.findIndex((cell) => heading.test(cell.trim()));
  const [name, email, expertise] = [
    column(/^name$/i),
    column(/^e-?mail(?: address)?$/i),
    column(/^expertise$/i),
  ];
  const missing = [...(name < 0 ? ['“Name”'] : []), ...(email < 0 ? ['“Email”'] : [])];
  if (missing.length > 0)
    return { people: [], defects: [`The first row needs the column ${missing.join(' and ')}.`] };
  const defects: string[] = [];
  const people = rows.flatMap((cells, i) => {
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? '').trim());
    if (cells.every((one) => one.trim() === '')) return [];
    const read = newPerson.safeParse({
      name: cell(name),
      email: cell(email),
      expertise: cell(expertise)
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    });
    if (read.success) return [read.data];
    for (const { path, message } of read.error.issues)
      defects.push(`Row ${i + 2}, ${String(path[0])}: ${message}`);
    return [];
  });
  if (people.length === 0 && defects.length === 0) defects.push('There is nobody below the first row.');
  if (people.length > 200) defects.push('These are more than 200 people. Split the file.');
  return { people, defects };
}
