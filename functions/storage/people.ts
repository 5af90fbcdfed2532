import { fail, ok, type Result } from '../../shared/domain/result.ts';
import {
  type Database,
  getItem,
  getItems,
  putNew,
  queryIndex,
  transact,
  update,
  type Write,
} from './database.ts';
import { emailItem, type PersonItem, personItem, subjectItem } from './items.ts';
import { keys, listKeys } from './keys.ts';

/** A person to be. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: PersonItem['roles'];
}

/** The person with this id. */
export const getPerson = (db: Database, personId: string): Promise<PersonItem | null> =>
  getItem(db, keys.person(personId), personItem);

/** The person to whom an address belongs. */
export async function findPersonByEmail(db: Database, address: string): Promise<PersonItem | null> {
  const found = await getItem(db, keys.email(address), emailItem);
  return found === null ? null : getPerson(db, found.personId);
}

/** The person to whom a token's subject is bound. */
export async function findPersonBySubject(
  db: Database,
  issuer: string,
  sub: string,
): Promise<PersonItem | null> {
  const found = await getItem(db, keys.subject(issuer, sub), subjectItem);
  return found === null ? null : getPerson(db, found.personId);
}

const roleEntry = (personId: string, role: string): Write =>
  putNew('role', {
    ...keys.role(personId, role),
    kind: 'role',
    personId,
    listPk: listKeys.role(role),
    listSk: personId,
    summary: { personId },
  });

/** The writes that add a person: the condition `email` fails where the address is somebody's already. */
export const addPersonWrites = (person: NewPerson, now: string): readonly Write[] => [
  putNew('person', {
    ...keys.person(person.id),
    kind: 'person',
    ...person,
    subjects: {},
    createdAt: now,
    listPk: listKeys.people,
    listSk: `${person.name.toLowerCase()}#${person.id}`,
    summary: { id: person.id, name: person.name, roles: person.roles },
  }),
  putNew('email', { ...keys.email(person.email), kind: 'email', personId: person.id }),
  ...person.roles.map((role) => roleEntry(person.id, role)),
];

/** Adds a person. Fails where the address is somebody's already. */
export async function addPerson(
  db: Database,
  person: NewPerson,
  now: string,
): Promise<Result<void, 'email-taken'>> {
  const written = await transact(db, addPersonWrites(person, now));
  return written.ok ? written : fail('email-taken');
}

/** The writes that give a person one more role. */
export const addRoleWrites = (person: PersonItem, role: PersonItem['roles'][number]): readonly Write[] => {
  const roles = [...person.roles, role];
  return [
    update(
      'person',
      person,
      { set: { roles, summary: { id: person.id, name: person.name, roles } } },
      { roles: person.roles },
    ),
    roleEntry(person.id, role),
  ];
};

/**
 * Binds a token's subject to the person whose verified address it came with, at their first use.
 * Fails where the person is bound to another subject of that issuer.
 */
export async function bindSubject(
  db: Database,
  person: PersonItem,
  issuer: string,
  sub: string,
): Promise<Result<PersonItem, 'bound-to-another'>> {
  if (person.subjects[issuer] !== undefined) return fail('bound-to-another');
  const subjects = { ...person.subjects, [issuer]: sub };
  const written = await transact(db, [
    putNew('subject', { ...keys.subject(issuer, sub), kind: 'subject', personId: person.id }),
    update('person', person, { set: { subjects } }, { subjects: person.subjects }),
  ]);
  if (written.ok) return ok({ ...person, subjects });
  const winner = await findPersonBySubject(db, issuer, sub);
  return winner?.id === person.id ? ok(winner) : fail('bound-to-another');
}

/** Largest number of people whom one cause may write to. */
export const maxRecipients = 50;

/** Ids of the people who have any of these roles, each once, ascending; at most `maxRecipients` a role. */
export async function listPeopleWithRoles(
  db: Database,
  roles: readonly string[],
): Promise<readonly string[]> {
  const entries = await Promise.all(
    roles.map((role) => queryIndex(db, 'list', listKeys.role(role), maxRecipients)),
  );
  return [...new Set(entries.flat().map((entry) => String(entry.summary?.personId)))].sort();
}

/** Everybody, by name; at most `limit`. */
export async function listPeople(db: Database, limit: number): Promise<readonly PersonItem[]> {
  const entries = await queryIndex(db, 'list', listKeys.people, limit);
  const people = await getItems(db, entries, personItem);
  return people.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}
