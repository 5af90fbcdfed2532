import type { Answer, Body } from '../../shared/contract/operation.ts';
import type { personOperations } from '../../shared/contract/people/operations.ts';
import { nameKey } from '../../shared/domain/basics/fold.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { answerWrite } from '../table/idempotency.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { transact, type Write } from '../table/write.ts';
import { idempotentRequest, inTurn, once } from '../use-case/once.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addPerson, addPersonWrites } from './changes-storage.ts';
import { findPeopleByEmail, getPerson } from './storage.ts';
import { personView } from './views.ts';
import { whoseAddress } from './whose-address.ts';

/** The problem of an address that is somebody else’s. */
export const addressTaken: Problem<'already-exists'> = {
  ...invalidBody([
    {
      pointer: '/email',
      code: 'taken',
      detail: 'Somebody has this email address already. Look for them in the list.',
    },
  ]),
  code: 'already-exists',
};

const untouched = { addressTrouble: null, editVersion: 0 };

/** Most writes that one transaction takes. */
const together = 100;

/** How people come to be known: one by one, or from a list. */
export const addingPeople = (services: Services) =>
  ({
    addPerson: ({ by, what, key }) => {
      const now = services.now();
      const request = idempotentRequest(services, by.id, key, { operation: 'addPerson', body: what });
      return once(services, request, now, remembered(services), () =>
        retrying(async () => {
          const expertise = await keptAreas(services, by.id, what.expertise, '/expertise');
          if (!expertise.ok) return expertise;
          const { names, writes } = expertise.value;
          const createdAt = now.toISOString();
          const id = services.newId();
          const person = {
            ...what,
            id,
            expertise: [...names],
            organisation: what.organisation ?? '',
            roles: ['reviewer' as const],
          };
          const answer = answerWrite(request, { personId: id }, now);
          const added = await addPerson(services.db, person, createdAt, by.id, [answer, ...writes]);
          if (added.ok)
            return ok({
              answer: personView({ ...person, ...untouched, createdAt }),
              version: untouched.editVersion,
            });
          if (added.error === 'areas') return heldUp;
          return added.error === 'email-taken' ? fail(addressTaken) : null;
        }),
      );
    },

    importPeople: async ({ by, what, key }) => {
      if (what.dryRun) return addEach(services, by.id, what);
      const request = idempotentRequest(services, by.id, key, { operation: 'importPeople', body: what });
      const turn = await inTurn(
        services,
        request,
        () => addEach(services, by.id, what),
        (made) => (made.ok ? made.value.answer : null),
      );
      if (!turn.ok) return turn;
      return 'made' in turn.value ? turn.value.made : ok({ answer: turn.value.remembered as Imported });
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;

/** The person whom a request added that was repeated, as they stand by then. */
const remembered = (services: Services) => async (answer: unknown) => {
  const person = await getPerson(services.db, (answer as { personId: string }).personId);
  return person === null
    ? fail(problem('not-now', 'This person was added, and has been erased since.'))
    : ok({ answer: personView(person), version: person.editVersion });
};

type Imported = Answer<typeof personOperations.importPeople>;

/**
 * Adds the people of a list whose addresses are nobody's; nobody where one is of somebody of another name, or in a dry
 * run.
 */
async function addEach(
  services: Services,
  by: string,
  { people, dryRun }: Body<typeof personOperations.importPeople>,
): Promise<Result<{ readonly answer: Imported }, Problem<'invalid-body'>>> {
  const at = services.now().toISOString();
  const places = people.map(({ email }) => keys.email(email).pk);
  const ownerOf = await findPeopleByEmail(
    services.db,
    people.map(({ email }) => email),
  );
  const rows = people.map((person, place) => {
    const firstAt = places.indexOf(keys.email(person.email).pk);
    const owner = ownerOf(person.email);
    return {
      person,
      place,
      owner: owner ?? people[firstAt] ?? null,
      isNew: owner === null && firstAt === place,
    };
  });
  const defects = rows.flatMap(({ person, place, owner }) =>
    whoseAddress(pointer('people', place, 'email'), owner, person.name, `Person ${place + 1} of the list`),
  );
  if (defects.length > 0) return fail(invalidBody(defects));
  const known = rows.flatMap(({ place, isNew }) => (isNew ? [] : [place]));
  if (dryRun) return ok({ answer: { added: people.length - known.length, known } });
  // Before the people, who are many transactions: all of them have their areas, whoever is known already.
  const spelt = await retrying(async () => {
    const given = people.flatMap(({ expertise }) => expertise);
    const read = await keptAreas(services, by, given, '/people');
    if (!read.ok || read.value.writes.length === 0) return read;
    return (await transact(services.db, read.value.writes)).ok ? read : heldUp;
  });
  if (!spelt.ok) return spelt;
  const speltAs = new Map(spelt.value.names.map((area) => [nameKey(area), area]));
  const newcomers = rows
    .filter(({ isNew }) => isNew)
    .map(({ place, person }) => ({
      place,
      person: {
        ...person,
        id: services.newId(),
        expertise: [...new Set(person.expertise.map((area) => speltAs.get(nameKey(area)) ?? area))],
        roles: ['reviewer' as const],
      },
    }));
  // As many together as there is room for: how many writes one takes depends on the words that they are found by.
  const parts: { writes: Write[]; people: typeof newcomers }[] = [];
  for (const newcomer of newcomers) {
    const writes = addPersonWrites(newcomer.person, at, by);
    const last = parts.at(-1);
    if (last === undefined || last.writes.length + writes.length > together)
      parts.push({ writes: [...writes], people: [newcomer] });
    else {
      last.writes.push(...writes);
      last.people.push(newcomer);
    }
  }
  await Promise.all(
    parts.map(async ({ writes, people: part }) => {
      if ((await transact(services.db, writes)).ok) return;
      // Somebody has one of these addresses by now: each goes by itself, so that the others are added.
      await Promise.all(
        part.map(async ({ place, person }) => {
          if (!(await addPerson(services.db, person, at, by)).ok) known.push(place);
        }),
      );
    }),
  );
  known.sort((a, b) => a - b);
  return ok({ answer: { added: people.length - known.length, known } });
}
