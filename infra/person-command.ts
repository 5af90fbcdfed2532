import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { connect } from '../functions/storage/database.ts';
import { roles } from '../functions/storage/items.ts';
import { addPerson } from '../functions/storage/people.ts';
import { emailAddress, filledText } from '../shared/contract/schemas.ts';

const usage =
  'npm run person -- --table NAME --name "…" --email name@example.org --role staff [--role oversight …]';

/** Adds a person straight to a table: the first member of staff of a new deployment. */
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
  if (values.table === undefined || !name.success || !email.success || !given.success)
    throw new Error(`Usage: ${usage}\nRoles: reviewer, staff, oversight, administrator.`);
  const person = { id: randomUUID(), name: name.data, email: email.data, roles: [...new Set(given.data)] };
  const added = await addPerson(connect(values.table), person, new Date().toISOString());
  if (!added.ok) throw new Error(`${email.data} belongs to somebody already. Nothing was changed.`);
  console.log(`Added ${person.id} as ${person.roles.join(', ')}. They sign in with that address.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
