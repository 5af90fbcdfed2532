import { fail, type Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { forgetWords, wordsOfPerson, wordWrites } from '../search/words.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace, todoKeys } from '../table/keys.ts';
import type { Stored } from '../table/stored.ts';
import { put, putNew, remove, transact, type Unmet, update, type Write } from '../table/write.ts';
import { maxRecipients, rosterWrites } from './roster.ts';
import { signedInWrite } from './signed-in.ts';
import type { PersonSummary, reviewerSummary } from './storage.ts';
import { emailItem, type PersonItem, personItem, reviewerItem } from './stored-person.ts';

/** A person to be. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: PersonItem['roles'];
  readonly expertise?: readonly string[];
  readonly organisation?: string | undefined;
}

type Roles = PersonItem['roles'];

/** The writes that list a person by their roles as these change. The person's own condition guards them. */
function roleWrites(personId: string, before: Readonly<Roles>, after: Readonly<Roles>): readonly Write[] {
  const [was, is] = [before.includes('reviewer'), after.includes('reviewer')];
  const entry = { ...keys.reviewer(personId), ...reviewerItem.stamp, personId };
  const listed = {
    listPk: listKeys.reviewers,
    listSk: personId,
    summary: { personId } satisfies Stored<typeof reviewerSummary>,
  };
  return [
    ...(was === is ? [] : [put({ ...entry, ...(is && listed) })]),
    ...rosterWrites(personId, before, after),
  ];
}

const listing = ({ id, name, roles, expertise }: Omit<NewPerson, 'email' | 'organisation'>) => ({
  listSk: listPlace(name, id),
  summary: { id, name, roles, expertise: [...(expertise ?? [])] } satisfies PersonSummary,
});

type FoundBy = Pick<PersonItem, 'id' | 'name' | 'expertise'>;

const foundBy = ({ id, name, expertise }: FoundBy) => ({
  id,
  name,
  words: [...wordsOfPerson(name, expertise)],
});

/** The writes by which somebody is found, where they were `before`. */
export const personWords = (person: FoundBy, before: FoundBy | null = null): readonly Write[] =>
  wordWrites('person', foundBy(person), before && foundBy(before));

/** The write that makes an address somebody's; its condition is `email`. */
const addressWrite = (address: string, personId: string): Write =>
  putNew('email', { ...keys.email(address), ...emailItem.stamp, personId });

/**
 * The writes that add a person: the condition `email` fails where the address is somebody's already. `actor` is who
 * adds them: a person's id, or `system` for a command.
 */
export const addPersonWrites = (person: NewPerson, now: string, actor: string): readonly Write[] => [
  putNew('person', {
    ...keys.person(person.id),
    ...personItem.stamp,
    subjects: {},
    expertise: [],
    unwanted: [],
    addressTrouble: null,
    panels: 0,
    ...person,
    organisation: person.organisation ?? '',
    createdAt: now,
    editVersion: 0,
    listPk: listKeys.people,
    ...listing(person),
  }),
  addressWrite(person.email, person.id),
  ...roleWrites(person.id, [], person.roles),
  ...personWords({ ...person, expertise: [...(person.expertise ?? [])] }),
  eventWrite(keys.person(person.id), {
    id: person.id,
    at: now,
    actor,
    action: 'person-added',
    details: { roles: person.roles.join(' ') },
  }),
];

/**
 * Adds a person, with whatever else belongs to that. Fails where the address is somebody's already, or the request’s
 * key was used.
 *
 * @throws where the id is somebody's (the service makes ids at random), or there are too many staff and oversight
 */
export async function addPerson(
  db: Database,
  person: NewPerson,
  now: string,
  actor = 'system',
  besides: readonly Write[] = [],
): Promise<Result<void, 'email-taken' | 'idempotency-key' | 'areas'>> {
  const written = await transact(db, [...addPersonWrites(person, now, actor), ...besides]);
  if (written.ok) return written;
  if (written.error.has('idempotency-key')) return fail('idempotency-key');
  if (written.error.has('email')) return fail('email-taken');
  if (written.error.has('areas')) return fail('areas');
  throw new Error(
    written.error.has('recipients')
      ? `There are ${maxRecipients} staff and members of the Oversight Group already, the most there can be`
      : `There is a person ${person.id} already`,
  );
}

/** The write that changes a person as they were read; its condition is `person`. */
const personWrite = (
  person: PersonItem,
  change: Partial<Pick<PersonItem, 'name' | 'roles' | 'expertise' | 'organisation'>>,
  { panels, joined = 0 }: { readonly panels?: number; readonly joined?: number } = {},
): Write =>
  update(
    'person',
    person,
    {
      set: { ...change, ...listing({ ...person, ...change }) },
      add: { editVersion: 1, ...(joined > 0 && { panels: joined }) },
    },
    { editVersion: person.editVersion, ...(panels !== undefined && { panels }) },
  );

/** The writes that give a person one more role; `joined` is how many panels they are put on with it. */
export const addRoleWrites = (
  person: PersonItem,
  role: PersonItem['roles'][number],
  joined = 0,
): readonly Write[] => [
  personWrite(person, { roles: [...person.roles, role] }, { joined }),
  ...roleWrites(person.id, person.roles, [...person.roles, role]),
];

/**
 * The writes that make somebody, as they were read, a person who has been put on one more panel, and a reviewer where
 * they are none. Their condition is `person`.
 */
export const joinPanelWrites = (person: PersonItem): readonly Write[] =>
  person.roles.includes('reviewer')
    ? [update('person', person, { add: { panels: 1 } }, { editVersion: person.editVersion })]
    : addRoleWrites(person, 'reviewer', 1);

/** Changes a person's name, expertise and organisation as they were read. Fails where somebody changed them meanwhile. */
export const changePerson = (
  db: Database,
  person: PersonItem,
  change: Pick<PersonItem, 'name' | 'expertise' | 'organisation'>,
  event: NewEvent,
  besides: readonly Write[],
): Promise<Result<void, Unmet>> =>
  transact(db, [
    personWrite(person, change),
    ...personWords({ ...person, ...change }, person),
    eventWrite(person, event),
    ...besides,
  ]);

/**
 * Gives a person another address, or trusts the one there is again: emails are no longer held back. With another
 * address the accounts that were bound by the old one are nobody's: its owner may be a stranger. Fails with `email`
 * where the address is somebody else's, with `person` where they were changed meanwhile, and as one of `besides` does.
 */
export const correctAddress = (
  db: Database,
  person: PersonItem,
  email: string,
  event: NewEvent,
  besides: readonly Write[] = [],
): Promise<Result<void, Unmet>> => {
  const isOther = keys.email(email).pk !== keys.email(person.email).pk;
  return transact(db, [
    update(
      'person',
      person,
      {
        set: { email, addressTrouble: null, ...(isOther && { subjects: {} }), ...noTodo },
        add: { editVersion: 1 },
      },
      { editVersion: person.editVersion, subjects: person.subjects },
    ),
    ...(isOther ? [addressWrite(email, person.id), ...accountsOf(person)] : []),
    ...(isOther && Object.keys(person.subjects).length > 0 ? [signedInWrite(person.id)] : []),
    eventWrite(person, event),
    ...besides,
  ]);
};

/**
 * The writes after which a person's address and the accounts bound by it are nobody's. Their condition, `account`, holds
 * where the person stands as they were read.
 */
const accountsOf = ({ id: personId, email, subjects }: PersonItem): readonly Write[] =>
  [keys.email(email), ...Object.entries(subjects).map(([issuer, sub]) => keys.subject(issuer, sub))].map(
    (key) => remove('account', key, { personId }),
  );

/**
 * Erases a person as they were read: their id leads nowhere from then on, and their address is nobody's. Fails with
 * `person` where they were changed, or put on a panel, meanwhile, with `administrators` where nobody would be one.
 */
export const erasePerson = (
  db: Database,
  person: PersonItem,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    remove('person', person, {
      editVersion: person.editVersion,
      subjects: person.subjects,
      panels: person.panels,
    }),
    ...accountsOf(person),
    ...roleWrites(person.id, person.roles, []),
    ...forgetWords('person', person.id),
    eventWrite(person, event),
  ]);

const noTodo = { todoPk: undefined, todoSk: undefined };

/** Holds emails to a person back, because of what SES says of their address. Fails where they changed meanwhile. */
export const markAddress = (
  db: Database,
  person: PersonItem,
  addressTrouble: NonNullable<PersonItem['addressTrouble']>,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'person',
      person,
      {
        set: { addressTrouble, todoPk: todoKeys.address, todoSk: `${addressTrouble.at}#${person.id}` },
        add: { editVersion: 1 },
      },
      { editVersion: person.editVersion, email: person.email },
    ),
    eventWrite(person, event),
  ]);

/**
 * Says which roles a person has. Fails with `person` where they were changed, or put on a panel, meanwhile, with
 * `recipients` where too many people would be staff or oversight, with `administrators` where nobody would be one.
 */
export const setRoles = (
  db: Database,
  person: PersonItem,
  roles: PersonItem['roles'],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    personWrite(person, { roles }, { panels: person.panels }),
    ...roleWrites(person.id, person.roles, roles),
    eventWrite(person, event),
  ]);
