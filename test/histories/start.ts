import { createHash } from 'node:crypto';
import { criteriaSets } from '../../functions/criteria-sets/use-cases.ts';
import { panels } from '../../functions/panels/use-cases.ts';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import type { PersonItem } from '../../functions/people/stored-person.ts';
import { rounds } from '../../functions/rounds/use-cases.ts';
import { specifications } from '../../functions/specifications/use-cases.ts';
import type { Services } from '../../functions/use-case/services.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { Engine, Item } from './engine.ts';
import { seeded } from './random.ts';

/** When every history begins: two weeks before reviews are due, before UK clocks go back. */
export const beginning = '2026-10-19T10:00:00.000Z';

/** How large a history's little Centre is. */
export interface Size {
  readonly people: readonly Pick<PersonItem, 'id' | 'roles' | 'unwanted'>[];
  /** When reviews of each round are due and the round closes. */
  readonly rounds: readonly { readonly reviewsDue: string; readonly closesAt: string }[];
}

/** Two rounds, a full table of roles, and people who do without some emails. */
export const wholeCentre: Size = {
  people: [
    { id: 'staff-1', roles: ['staff'], unwanted: [] },
    { id: 'staff-2', roles: ['staff'], unwanted: ['digest', 'decision-recorded'] },
    { id: 'oversight-1', roles: ['oversight'], unwanted: [] },
    { id: 'reviewer-1', roles: ['reviewer'], unwanted: [] },
    { id: 'reviewer-2', roles: ['reviewer'], unwanted: [] },
    { id: 'reviewer-3', roles: ['reviewer'], unwanted: ['receipt', 'round-closed'] },
  ],
  rounds: [
    { reviewsDue: '2026-10-28T17:00:00.000Z', closesAt: '2026-10-30T17:00:00.000Z' },
    { reviewsDue: '2026-10-23T16:00:00.000Z', closesAt: '2026-10-23T16:00:00.000Z' },
  ],
};

/** As little as a round needs, with as few emails as can be. */
export const smallestCentre: Size = {
  people: [
    { id: 'staff-1', roles: ['staff'], unwanted: [] },
    { id: 'reviewer-1', roles: ['reviewer'], unwanted: ['receipt', 'round-closed'] },
    { id: 'reviewer-2', roles: ['reviewer'], unwanted: ['receipt', 'round-closed'] },
  ],
  rounds: [{ reviewsDue: '2026-10-28T17:00:00.000Z', closesAt: '2026-10-30T17:00:00.000Z' }],
};

const criterion = (id: string, number: string, mandatory: boolean) => ({
  id,
  number,
  text: `What is asked under ${number}.`,
  guidance: 'See the document.',
  mandatory,
  threshold: null,
  dissentRefers: false,
});

const set = {
  id: 'short',
  kind: 'endorsement' as const,
  title: 'Short sample criteria',
  sample: true,
  instructions: 'Rate both.',
  scale: ['Not met', 'Partly met', 'Met'].map((label, i) => ({ value: i + 1, label, meaning: `${label}.` })),
  rules: {
    edition: 1 as const,
    minReviews: 2,
    threshold: 3,
    metShare: { atLeast: 2, of: 3 },
    nonMandatoryShare: 0.5,
  },
  sections: [
    {
      id: 'all',
      number: '1',
      title: 'All',
      criteria: [criterion('first', '4', true), criterion('second', '5', false)],
    },
  ],
};

/** Ids of the criteria. */
export const criteria = ['first', 'second'];

/** The digest of the real services. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Answers of use cases that must succeed. */
async function done<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`The harness could not set the scene: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What a use case is called with; what an operation does not have is left out. */
export const asking = <T>(person: PersonItem, given: NoInfer<Partial<T>>): T =>
  ({ by: person, of: {}, what: {}, expected: 0, key: sha256(JSON.stringify(given)), ...given }) as T;

/** What a history finds in its table. */
export interface Start {
  readonly items: readonly Item[];
  readonly people: ReadonlyMap<string, PersonItem>;
  readonly roundIds: readonly string[];
  readonly criteriaSetHash: string;
}

/** Registers a specification and creates draft rounds on it, by the use cases, once for all histories. */
export async function setScene(engine: Engine, size: Size): Promise<Start> {
  const table = await engine.table([], () => {});
  const random = seeded(1);
  const services: Services = {
    db: table.db,
    now: () => new Date(beginning),
    newId: random.id,
    digest: sha256,
  };
  for (const { id, roles } of size.people)
    await addPerson(table.db, { id, name: `Sample ${id}`, email: `${id}@example.org`, roles }, beginning);
  const staff = await getPerson(table.db, 'staff-1');
  if (staff === null) throw new Error('The harness needs staff-1.');

  const { createCriteriaSet, publishCriteriaSet } = criteriaSets(services);
  const { answer: kept } = await done(createCriteriaSet(asking(staff, { what: set })));
  await done(publishCriteriaSet(asking(staff, { of: { criteriaSetId: kept.criteriaSetId, version: 1 } })));
  const { registerSpecification, addSpecificationVersion } = specifications(services);
  const areaOfPractice = 'Frailty';
  const title = 'Sample credential';
  const contact = { contactName: 'Sample contact', contactEmail: 'contact@example.org' };
  await done(
    registerSpecification(
      asking(staff, {
        what: {
          id: 'sample',
          title,
          areaOfPractice,
          developer: { organisation: 'Sample group', ...contact },
        },
      }),
    ),
  );
  await done(
    addSpecificationVersion(
      asking(staff, {
        of: { specificationId: 'sample' },
        what: {
          title,
          areaOfPractice,
          credentialType: 'multi-professional',
          professions: [],
          documentUrl: 'https://example.org/sample.pdf',
          documentSha256: sha256('sample'),
          capabilities: [{ id: 'one', text: 'Do it.', alignsTo: ['1.4'] }],
        },
      }),
    ),
  );
  const { createRound } = rounds(services);
  const { addReviewer } = panels(services);
  const roundIds: string[] = [];
  for (const [i, dates] of size.rounds.entries()) {
    const version = { specificationId: 'sample', specificationVersion: 1 };
    const body = { ...version, criteriaSetId: 'short', criteriaSetVersion: 1, ...dates };
    let round = await done(createRound(asking(staff, { what: body, key: `round-${i}` })));
    const { roundId } = round.answer;
    roundIds.push(roundId);
    for (const { id, roles } of size.people)
      if (roles.includes('reviewer'))
        round = await done(
          addReviewer(
            asking(staff, {
              of: { roundId },
              what: { name: `Sample ${id}`, email: `${id}@example.org`, reason: 'They work apart.' },
              expected: round.version,
            }),
          ),
        );
  }
  const people = new Map<string, PersonItem>();
  for (const { id, unwanted } of size.people) {
    const person = await getPerson(table.db, id);
    if (person !== null) people.set(id, { ...person, unwanted });
  }
  const unwanted = new Map(size.people.map((one) => [`PERSON#${one.id}`, one.unwanted]));
  const items = (await table.items()).map((item) =>
    item.kind === 'person' ? { ...item, unwanted: unwanted.get(item.pk) ?? [] } : item,
  );
  await table.drop();
  return { items, people, roundIds, criteriaSetHash: kept.hash };
}
