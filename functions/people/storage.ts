import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { foresee, getItem, getItems } from '../table/read.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, update, type Write } from '../table/write.ts';
import { type Foresight, noForesight } from '../use-case/foreseen.ts';
import { emailItem, type PersonItem, personItem, subjectItem } from './stored-person.ts';

/** The person with this id. */
export const getPerson = (db: Database, personId: string): Promise<PersonItem | null> =>
  getItem(db, keys.person(personId), personItem);

/** The people with these ids, by id; those who are not there are left out. Lists of names show what can be read. */
export async function getPeople(
  db: Database,
  personIds: readonly string[],
  read = getItems,
): Promise<ReadonlyMap<string, PersonItem>> {
  const wanted = [...new Set(personIds)].map((id) => keys.person(id));
  const people = await read(db, wanted, personItem);
  return new Map(people.map((person) => [person.id, person]));
}

/** The person to whom an address belongs. */
export async function findPersonByEmail(db: Database, address: string): Promise<PersonItem | null> {
  const found = await getItem(db, keys.email(address), emailItem);
  const person = found && (await getPerson(db, found.personId));
  // Corrected between the two reads, it is theirs no more.
  return person && keys.email(person.email).pk === keys.email(address).pk ? person : null;
}

/** The people to whom addresses belong, as a function of an address: null where it is nobody's. */
export async function findPeopleByEmail(
  db: Database,
  addresses: readonly string[],
): Promise<(address: string) => PersonItem | null> {
  const wanted = new Map(addresses.map((address) => [keys.email(address).pk, keys.email(address)]));
  const found = await getItems(db, [...wanted.values()], emailItem);
  const people = await getPeople(
    db,
    found.map(({ personId }) => personId),
  );
  const byAddress = new Map(found.map(({ pk, personId }) => [pk, people.get(personId) ?? null]));
  return (address) => byAddress.get(keys.email(address).pk) ?? null;
}

/** The person to whom a token's subject is bound. */
export async function findPersonBySubject(
  db: Database,
  issuer: string,
  sub: string,
  foreseen: Foresight = noForesight,
): Promise<PersonItem | null> {
  const key = keys.subject(issuer, sub);
  await foresee(db, [key, ...foreseen.first]);
  const found = await getItem(db, key, subjectItem);
  if (found !== null) await foreseen.person(found.personId);
  return found && getPerson(db, found.personId);
}

/** What lists show of a reviewer. */
export const reviewerSummary = storedSummary({ personId: slug });

/** What lists show of a person. */
export const personSummary = storedSummary(
  z.object(personItem.shape).pick({ id: true, name: true, roles: true, expertise: true }).shape,
);

/** What lists show of a person. */
export type PersonSummary = Stored<typeof personSummary>;

/** The check that a person is still as they were read; its condition is `person`. */
export const personStands = (person: PersonItem): Write =>
  check('person', person, { editVersion: person.editVersion });

/**
 * Binds a token's subject to the person whose verified address it came with, at their first use.
 * Fails where the person is bound to another subject of that issuer, or has another address by now.
 */
export async function bindSubject(
  db: Database,
  person: PersonItem,
  issuer: string,
  sub: string,
): Promise<Result<PersonItem, 'bound-to-another'>> {
  const bound = person.subjects[issuer];
  // Another request of their own may have bound them since theirs was looked up.
  if (bound !== undefined) return bound === sub ? ok(person) : fail('bound-to-another');
  const subjects = { ...person.subjects, [issuer]: sub };
  const written = await transact(db, [
    putNew('subject', { ...keys.subject(issuer, sub), ...subjectItem.stamp, personId: person.id }),
    // Not where the address was corrected meanwhile: its owner may be a stranger now.
    update('person', person, { set: { subjects } }, { subjects: person.subjects, email: person.email }),
  ]);
  if (written.ok) return ok({ ...person, subjects });
  const winner = await findPersonBySubject(db, issuer, sub);
  return winner?.id === person.id ? ok(winner) : fail('bound-to-another');
}
