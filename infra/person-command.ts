import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { addPerson } from '../functions/people/changes-storage.ts';
import { roles } from '../functions/people/stored-person.ts';
import { emailAddress, filledText } from '../shared/contract/basics.ts';
import { whichTable } from './which-table.ts';

const usage =
  'npm run person -- [--table NAME] --name "…" --email name@example.org --role administrator [--role staff …]';

/**
 * Adds a person straight to a table: the first administrator of a new deployment. Without `--table` it is the
 * table of the service that runs on this machine.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      table: { type: 'string' },
      name: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string', multiple: true },
    },
  });
  const name = filledText(200).safeParse(values.name);
  const email = emailAddress.safeParse(values.email);
  const given = roles.min(1).safeParse(values.role);
  if (!name.success || !email.success || !given.success)
    throw new Error(`Usage: ${usage}\nRoles: reviewer, staff, oversight, administrator.`);
  const person = { id: randomUUID(), name: name.data, email: email.data, roles: [...new Set(given.data)] };
  const db = await whichTable(values.table);
  const added = await addPerson(db, person, new Date().toISOString());
  if (!added.ok) throw new Error(`${email.data} belongs to somebody already. Nothing was changed.`);
  console.log(`Added ${person.id} as ${person.roles.join(', ')}. They sign in with that address.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
