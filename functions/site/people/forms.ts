import type { Answer as Answered, Body } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { rowDefectInWords } from '../../../shared/domain/tables/row-defect.ts';
import { readKeptSheets } from '../../files/kept-criteria-file.ts';
import { readPeopleRows } from '../../files/people-rows.ts';
import { writeCsv } from '../../files/write-table.ts';
import type { Problem } from '../../use-case/problem.ts';
import { readAreas } from '../settings/areas.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, filledLines } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { readUploadedOrPasted } from '../web/uploaded.ts';
import type { Visit } from '../web/visit.ts';

const ops = staffOperations;

type Person = Answered<typeof ops.getPerson>;

const readPerson = (visit: Visit): Promise<Person | null> => readFor(visit, 'getPerson');

const pathOf = ({ personId }: Person) => `/people/${personId}`;

const lockOf = ({ personId, editVersion }: Person) => ({
  version: editVersion,
  concerns: { kind: 'person' as const, id: personId },
});

/** What somebody knows about: of the areas that are kept, with those that they have, and new ones. */
const expertise = (areas: readonly string[]): readonly Field[] => [
  ...(areas.length === 0
    ? []
    : [
        {
          kind: 'checkboxes',
          name: 'expertise',
          label: 'Expertise',
          hint: 'The areas of practice that they know about. They show when you choose reviewers for a round.',
          options: areas.map((area) => ({ value: area, text: area })),
        } as const,
      ]),
  {
    kind: 'textarea',
    name: 'otherExpertise',
    holds: 'expertise',
    label: areas.length === 0 ? 'Expertise' : 'Other areas',
    hint: 'One area of practice a line. Areas that are new join the list that the Centre keeps.',
    rows: 3,
  },
];

/** The body of a form with these fields. */
const withExpertise = ({ otherExpertise, expertise, ...rest }: Readonly<Record<string, unknown>>) => ({
  ...rest,
  expertise: [...((expertise as readonly string[] | undefined) ?? []), ...filledLines(otherExpertise)],
});

const name: Field = {
  kind: 'text',
  name: 'name',
  label: 'Name',
  missing: 'Enter the name',
  autocomplete: 'off',
};

const organisation: Field = {
  kind: 'text',
  name: 'organisation',
  label: 'Organisation (optional)',
  hint: 'Where they work. On a panel it shows when two of one organisation meet, or somebody and the developer.',
  autocomplete: 'off',
};

const mayGiveRoles = ({ person }: Visit): boolean =>
  person?.roles.some((role) => ops.setRoles.roles.includes(role)) ?? false;

const add: FormDefinition<'addPerson', { readonly areas: readonly string[] }> = {
  operation: 'addPerson',
  load: async (visit) => ({ areas: await readAreas(visit) }),
  text: (_, visit) => ({
    title: 'Add a person',
    back: { text: 'Back to reviewers', href: '/people' },
    paragraphs: [
      mayGiveRoles(visit)
        ? 'Everybody is added as a reviewer first. To make them staff or a member of the Oversight Group, change their roles on the next page.'
        : 'They are added as a reviewer. Only an administrator can make somebody staff or a member of the Oversight Group.',
    ],
    button: 'Add',
  }),
  fields: ({ areas }) => [
    name,
    {
      kind: 'text',
      type: 'email',
      name: 'email',
      label: 'Email address',
      hint: 'Emails go there, and they sign in with it.',
      missing: 'Enter the email address',
      autocomplete: 'off',
    },
    organisation,
    ...expertise(areas),
  ],
  body: withExpertise,
  next: ({ personId }) => [`/people/${personId}`, 'person-added'],
};

/** Reads the people of an uploaded or pasted table. */
const readImport = (_: object, visit: Visit): Promise<ReadForm> =>
  readUploadedOrPasted(visit, async (bytes) => {
    const sheets = await readKeptSheets(bytes);
    const read = sheets.ok ? readPeopleRows(sheets.value) : sheets;
    return read.ok ? ok({ people: read.value }) : fail(read.error.map(rowDefectInWords));
  });

/** What importing people would do, with who was read as a table to correct. */
async function lookAtImport(
  what: Body<typeof ops.importPeople>,
  visit: Visit,
): Promise<Result<object, Problem>> {
  const { people } = what;
  const tried = await visit.perform('importPeople', visit.person, () =>
    ok({ of: {}, what: { ...what, dryRun: true }, expected: 0, key: '' }),
  );
  if (!tried.ok) return tried;
  const known = new Set(tried.value.answer.known);
  const rows = people.map((one) => [one.name, one.email, one.expertise.join('; '), one.organisation ?? '']);
  const table = await writeCsv([['Name', 'Email', 'Expertise', 'Organisation'], ...rows]);
  return ok({
    people: people.map((person, place) => ({ ...person, isKnown: known.has(place) })),
    read: `${count(people.length, 'person was', 'people were')} read. ${known.size === 0 ? '' : `${count(known.size, 'is', 'are')} known already and ${known.size === 1 ? 'stays' : 'stay'} as before. `}Nobody is added yet.`,
    add: known.size < people.length && `Add ${count(people.length - known.size, 'reviewer')}`,
    table: new TextDecoder().decode(table),
  });
}

const importPeople: FormDefinition<'importPeople', object> = {
  operation: 'importPeople',
  load: async () => ({}),
  text: () => ({
    title: 'Add reviewers from a file',
    back: { text: 'Back to reviewers', href: '/people' },
    paragraphs: [
      'An Excel workbook (XLSX) or CSV file with the columns “Name” (or “First name” and “Surname”) and “Email”, and “Expertise”, several separated by semicolons, and “Organisation” if you like. They may stand anywhere, below titles and beside other columns. At most 200 people.',
      'People whose name and email address the Centre knows already stay as they are. You see who was read before anybody is added.',
    ],
    button: 'Read it',
  }),
  fields: (_, { files }) => {
    const [file, pasted] = files.has('file') ? [{ holds: 'people' }, {}] : [{}, { holds: 'people' }];
    return [
      { kind: 'file', name: 'file', label: 'File', accept: '.xlsx,.csv', gives: 'bytes', ...file },
      { kind: 'textarea', name: 'pasted', label: 'Or paste its content', rows: 8, ...pasted },
    ];
  },
  read: readImport,
  check: { look: (what, _, visit) => lookAtImport(what, visit), template: 'people/import-check.njk' },
  next: ({ added, known }) => [
    `/people?added=${added}&known=${known.map((place) => place + 1).join(',')}`,
    'people-imported',
  ],
};

const change: FormDefinition<'changePerson', { readonly person: Person; readonly areas: readonly string[] }> =
  {
    operation: 'changePerson',
    load: async (visit) => {
      const person = await readPerson(visit);
      return person && { person, areas: await readAreas(visit) };
    },
    text: ({ person }) => ({
      title: 'Change name, organisation and expertise',
      caption: person.name,
      back: { text: 'Back to the person', href: pathOf(person) },
      button: 'Save',
    }),
    fields: ({ person, areas }) => [
      name,
      organisation,
      // What they have stays to be chosen, whether or not it is kept any more.
      ...expertise([...areas, ...person.expertise.filter((one) => !areas.includes(one))]),
    ],
    values: ({ person }) => ({
      name: person.name,
      organisation: person.organisation,
      expertise: person.expertise,
    }),
    body: withExpertise,
    lock: ({ person }) => lockOf(person),
    next: (_, { person }) => [pathOf(person), 'saved'],
  };

const address: FormDefinition<'correctAddress', Person> = {
  operation: 'correctAddress',
  load: readPerson,
  text: (person) => ({
    title: 'Correct the email address',
    caption: person.name,
    back: { text: 'Back to the person', href: pathOf(person) },
    paragraphs: [
      'Emails go to the new address from now on. To send emails to the same address again after they came back, save it as it is.',
      'Once somebody has signed in, or where they work for the Centre, only an administrator can change their address.',
    ],
    button: 'Save',
  }),
  fields: () => [
    {
      kind: 'text',
      type: 'email',
      name: 'email',
      label: 'Email address',
      hint: 'A new address signs them out everywhere. They sign in again with that address.',
      missing: 'Enter the email address',
      autocomplete: 'off',
    },
  ],
  values: ({ email }) => ({ email }),
  lock: lockOf,
  next: (_, person) => [pathOf(person), 'address-corrected'],
};

const roles: FormDefinition<'setRoles', Person> = {
  operation: 'setRoles',
  load: readPerson,
  text: (person) => ({
    title: 'Change roles',
    caption: person.name,
    back: { text: 'Back to the person', href: pathOf(person) },
    paragraphs: ['A change acts at once, also for people who are signed in.'],
    button: 'Save',
  }),
  fields: () => [
    {
      kind: 'checkboxes',
      name: 'roles',
      label: 'Roles',
      options: [
        {
          value: 'reviewer',
          text: 'Reviewer',
          hint: 'Reviews specifications.',
        },
        { value: 'staff', text: 'Staff', hint: 'Runs rounds, records decisions and releases letters.' },
        { value: 'oversight', text: 'Oversight Group', hint: 'Reads everything but confidential notes.' },
        { value: 'administrator', text: 'Administrator', hint: 'Keeps people, roles and settings.' },
      ],
    },
  ],
  values: (person) => ({ roles: person.roles }),
  lock: lockOf,
  next: (_, person) => [pathOf(person), 'saved'],
};

const erase: FormDefinition<'erasePerson', Person> = {
  operation: 'erasePerson',
  load: readPerson,
  text: (person) => ({
    title: 'Erase this person',
    caption: person.name,
    back: { text: 'Back to the person', href: pathOf(person) },
    warning: 'Nobody can undo this. They are signed out at once and get no more emails.',
    button: 'Erase for good',
  }),
  template: 'people/erase.njk',
  fields: (person) => [
    {
      kind: 'text',
      name: 'name',
      label: 'Type their name to confirm',
      hint: `As it stands here: ${person.name}`,
      missing: 'Type their name to confirm',
      autocomplete: 'off',
    },
  ],
  lock: lockOf,
  next: () => ['/people', 'person-erased'],
};

/** Every form page of people. */
export const personForms: readonly Route[] = [
  ...formRoutes('/people/add', add),
  ...formRoutes('/people/import', importPeople),
  ...formRoutes('/people/{personId}/change', change),
  ...formRoutes('/people/{personId}/address', address),
  ...formRoutes('/people/{personId}/roles', roles),
  ...formRoutes('/people/{personId}/erase', erase),
];
