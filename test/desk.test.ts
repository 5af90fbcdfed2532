import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listEventsOf } from '../functions/centre/events-storage.ts';
import { centreUseCases } from '../functions/centre/use-cases.ts';
import { getAssignment, listPanel } from '../functions/panels/storage.ts';
import { addPerson } from '../functions/people/changes-storage.ts';
import { listPeopleWithRoles } from '../functions/people/roster.ts';
import { findPersonByEmail } from '../functions/people/storage.ts';
import { people } from '../functions/people/use-cases.ts';
import { project } from '../functions/results/project.ts';
import { DamagedCursorError } from '../functions/table/cursor.ts';
import type { Database } from '../functions/table/database.ts';
import { keys } from '../functions/table/keys.ts';
import type { Problem } from '../functions/use-case/problem.ts';
import {
  readSampleReview,
  sampleCriteriaSet,
  samplePeople,
  sampleSpecifications,
} from '../infra/local/samples.ts';
import { usualSharedDomains } from '../shared/contract/centre/settings.ts';
import { personOperations } from '../shared/contract/people/operations.ts';
import { reviewContent } from '../shared/contract/reviews/schemas.ts';
import { specificationOperations } from '../shared/contract/specifications/operations.ts';
import type { Result } from '../shared/domain/basics/result.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { asItStands, whatStands } from './support/as-it-stands.ts';
import { startTestDatabase, testServices } from './support/database.ts';

let db: Database;
let stop: () => Promise<void>;
const world = () => {
  const { services } = testServices(db);
  return asItStands(services);
};
beforeAll(async () => {
  ({ db, stop } = await startTestDatabase());
  for (const person of samplePeople()) await addPerson(db, person, '2026-08-01T09:00:00.000Z');
  const { createCriteriaSet, publishCriteriaSet, registerSpecification, addSpecificationVersion } = world();
  const call = await callOf('staff');
  const set = given(await createCriteriaSet({ ...call, what: sampleCriteriaSet() })).answer;
  await publishCriteriaSet({ ...call, of: { criteriaSetId: set.criteriaSetId, version: 1 } });
  for (const { id, registration, version } of sampleSpecifications()) {
    given(await registerSpecification({ ...call, what: { id, ...registration } }));
    given(await addSpecificationVersion({ ...call, of: { specificationId: id }, what: version }));
  }
});
afterAll(() => stop());

const given = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const refused = async (result: Promise<Result<unknown, Problem>>) => {
  const answered = await result;
  return answered.ok ? 'not refused' : answered.error.code;
};

async function callOf(name: string) {
  const person = await findPersonByEmail(db, `${name}@example.org`);
  if (person === null) throw new Error(`There is no ${name}`);
  return {
    by: person,
    of: {},
    what: undefined,
    expected: whatStands,
    // Another one wherever it is spread.
    get key() {
      return randomUUID();
    },
  };
}

const dates = { reviewsDue: '2026-08-10T16:00:00.000Z', closesAt: '2026-08-17T16:00:00.000Z' };

/** A round on the first sample specification with the reviewers 1 to 3, open unless said otherwise. */
async function newRound(open = true): Promise<string> {
  const { createRound, addReviewer, openRound } = world();
  const call = await callOf('staff');
  const body = {
    specificationId: 'sample-frailty',
    specificationVersion: 1,
    criteriaSetId: 'sample-endorsement',
    criteriaSetVersion: 1,
    ...dates,
  };
  const { roundId } = given(await createRound({ ...call, what: body })).answer;
  for (const n of [1, 2, 3])
    await addReviewer({
      ...call,
      of: { roundId },
      what: { name: `Sample reviewer ${n}`, email: `reviewer-${n}@example.org`, reason: 'They work apart.' },
    });
  if (open)
    given(
      await openRound({ ...call, of: { roundId }, what: { reason: 'The gateway was before this service.' } }),
    );
  return roundId;
}

/** What waits for staff at an instant. */
async function today(at: string) {
  const { services } = testServices(db, at);
  return given(await centreUseCases(services).getToday(await callOf('staff'))).answer;
}

test('a change of a round that somebody else has edited since it was read is refused, with what stands now', async () => {
  const { getRound, extendRound, closeRound, cancelRound, recuseReviewer, addReviewer } = world();
  const roundId = await newRound();
  const call = { ...(await callOf('staff')), of: { roundId } };
  const { editVersion } = given(await getRound(call)).answer;
  const later = { reviewsDue: dates.reviewsDue, closesAt: '2026-08-20T16:00:00.000Z', reason: 'Holidays' };
  const read = { ...call, expected: editVersion };
  const extended = given(await extendRound({ ...read, what: later })).answer;
  expect(extended).toMatchObject({ closesAt: later.closesAt, editVersion: editVersion + 1 });
  const because = { reason: 'Because' };
  const member = { ...read, of: { roundId, personId: 'sample-reviewer-1' } };
  const newcomer = { name: 'N', email: 'n@example.org', reason: 'They work apart.' };
  for (const late of [
    extendRound({ ...read, what: later }),
    closeRound({ ...read, what: because }),
    cancelRound({ ...read, what: because }),
    recuseReviewer({ ...member, what: because }),
    addReviewer({ ...read, what: newcomer }),
  ])
    expect(await late).toMatchObject({
      error: { code: 'stale', currentVersion: editVersion + 1, current: extended },
    });
  expect(given(await getRound(call)).answer).toEqual(extended);
});

test('reviews are due, and rounds close, in the future; a due date that has passed stays only where it is left alone', async () => {
  const past = '2026-07-31T16:00:00.000Z';
  const call = await callOf('staff');
  const { createRound } = world();
  const about = {
    specificationId: 'sample-frailty',
    specificationVersion: 1,
    criteriaSetId: 'sample-endorsement',
    criteriaSetVersion: 1,
  };
  const defectsOf = (result: Result<unknown, Problem>) =>
    result.ok ? [] : (result.error.errors ?? [result.error]).map(({ detail }) => detail);
  const dueInFuture = 'The date when reviews are due must be in the future.';
  const create = async (given: typeof dates) =>
    defectsOf(await createRound({ ...call, what: { ...about, ...given } }));
  expect(await create({ ...dates, reviewsDue: past })).toEqual([dueInFuture]);
  expect(await create({ reviewsDue: past, closesAt: past })).toEqual([
    dueInFuture,
    'The date when the round closes must be in the future.',
  ]);
  expect(await create({ reviewsDue: dates.closesAt, closesAt: dates.reviewsDue })).toEqual([
    'The date when reviews are due must not be after the round closes.',
  ]);

  const draft = await newRound(false);
  const open = await newRound();
  // Reviews are overdue by now.
  const { services } = testServices(db, '2026-08-11T09:00:00.000Z');
  const { openRound, extendRound } = asItStands(services);
  const draftCall = { ...call, of: { roundId: draft } };
  expect(
    defectsOf(await openRound({ ...draftCall, what: { reason: 'The gateway was before this service.' } })),
  ).toEqual([`${dueInFuture} Change the dates before you open the round.`]);
  const extend = async (reviewsDue: string) => {
    const body = { reviewsDue, closesAt: '2026-08-20T16:00:00.000Z', reason: 'Holidays' };
    return defectsOf(await extendRound({ ...call, of: { roundId: open }, what: body }));
  };
  expect(await extend('2026-08-09T16:00:00.000Z')).toEqual([dueInFuture]);
  expect(await extend(dates.reviewsDue)).toEqual([]);
});

test('what waits follows each review: asked for, interest declared, cleared, round closed', async () => {
  const { declareInterests, resolveInterest, closeRound } = world();
  const roundId = await newRound();
  const after = '2026-08-11T09:00:00.000Z';
  const mine = async (kind: 'reviewsOverdue' | 'interests') =>
    (await today(after))[kind].items.filter((item) => item.roundId === roundId).map((item) => item.personId);
  expect((await mine('reviewsOverdue')).sort()).toEqual([1, 2, 3].map((n) => `sample-reviewer-${n}`));

  const reviewer = { ...(await callOf('reviewer-1')), of: { roundId } };
  given(await declareInterests({ ...reviewer, what: { interest: 'declared', description: 'I helped.' } }));
  expect(await mine('interests')).toEqual(['sample-reviewer-1']);
  expect(await mine('reviewsOverdue')).not.toContain('sample-reviewer-1');

  const staff = await callOf('staff');
  const parameters = { roundId, personId: 'sample-reviewer-1' };
  given(
    await resolveInterest({ ...staff, of: parameters, what: { resolution: 'cleared', reason: 'Long ago' } }),
  );
  expect(await mine('interests')).toEqual([]);
  expect(await mine('reviewsOverdue')).toContain('sample-reviewer-1');

  given(await closeRound({ ...staff, of: { roundId }, what: { reason: '' } }));
  expect(await mine('reviewsOverdue')).toEqual([]);
});

test('a cancelled round waits for nobody, an interest in it neither', async () => {
  const { declareInterests, cancelRound } = world();
  const roundId = await newRound();
  const reviewer = { ...(await callOf('reviewer-2')), of: { roundId } };
  given(await declareInterests({ ...reviewer, what: { interest: 'declared', description: 'I helped.' } }));
  const call = { ...(await callOf('staff')), of: { roundId } };
  const cancelled = given(
    await cancelRound({ ...call, what: { reason: 'Withdrawn by the developer' } }),
  ).answer;
  expect(cancelled.status).toBe('cancelled');
  const waiting = JSON.stringify(await today('2026-08-16T09:00:00.000Z'));
  expect(waiting).not.toContain(roundId);
});

test('replacing takes one off the panel and puts another on it, with a place of their own', async () => {
  const { replaceReviewer } = world();
  const roundId = await newRound();
  const call = await callOf('staff');
  const parameters = { roundId, personId: 'sample-reviewer-3' };
  const body = {
    name: 'Rae Placement',
    email: 'rae@example.org',
    reason: 'Ill',
    inSpite: 'They work apart.',
  };
  given(await replaceReviewer({ ...call, of: parameters, what: body }));
  const panel = await listPanel(db, roundId);
  expect(panel.map(({ place, status }) => [place, status]).sort()).toEqual(
    [
      [1, 'invited'],
      [2, 'invited'],
      [3, 'invited'],
      [4, 'invited'],
    ].map(([place]) => [
      place,
      place === panel.find((m) => m.personId === 'sample-reviewer-3')?.place ? 'recused' : 'invited',
    ]),
  );
  expect(await refused(replaceReviewer({ ...call, of: parameters, what: body }))).toBe('not-now');
  const again = { ...call, of: { roundId, personId: 'sample-reviewer-1' }, what: body };
  expect(await refused(replaceReviewer(again))).toBe('already-exists');
});

test('a reviewer who was recused in a draft is not counted when the round opens, nor gets a place', async () => {
  const { recuseReviewer, openRound } = world();
  const roundId = await newRound(false);
  const call = await callOf('staff');
  const parameters = { roundId, personId: 'sample-reviewer-1' };
  given(await recuseReviewer({ ...call, of: parameters, what: { reason: 'Asked to be left out' } }));
  given(
    await openRound({ ...call, of: { roundId }, what: { reason: 'The gateway was before this service.' } }),
  );
  expect((await listPanel(db, roundId)).map(({ place }) => place).sort()).toEqual([1, 2, null]);
  expect(await getAssignment(db, roundId, 'sample-reviewer-1')).not.toHaveProperty('todoPk');
});

test('a reviewer is taken off a draft without a trace on the panel, and added again; off no other round', async () => {
  const { removeReviewer, addReviewer, openRound, getRound } = world();
  const roundId = await newRound(false);
  const call = await callOf('staff');
  const parameters = { roundId, personId: 'sample-reviewer-1' };
  const removed = given(await removeReviewer({ ...call, of: parameters, what: {} })).answer;
  expect(removed.panel.map(({ personId }) => personId).sort()).toEqual([
    'sample-reviewer-2',
    'sample-reviewer-3',
  ]);
  expect(await getAssignment(db, roundId, 'sample-reviewer-1')).toBeNull();
  expect(await refused(removeReviewer({ ...call, of: parameters, what: {} }))).toBe('not-found');
  const again = { name: 'Sample reviewer 1', email: 'reviewer-1@example.org', reason: 'They work apart.' };
  const added = given(await addReviewer({ ...call, of: { roundId }, what: again })).answer;
  expect(added.panel).toHaveLength(3);
  given(
    await openRound({ ...call, of: { roundId }, what: { reason: 'The gateway was before this service.' } }),
  );
  expect(await refused(removeReviewer({ ...call, of: parameters, what: {} }))).toBe('not-now');
  expect(given(await getRound({ ...call, of: { roundId } })).answer.panel).toHaveLength(3);
  const { items } = await listEventsOf(db, keys.round(roundId), { limit: 10 });
  expect(items.map(({ action }) => action)).toContain('reviewer-removed');
});

test('rounds are listed by status, page by page, each once', async () => {
  const { listRounds } = world();
  const call = await callOf('staff');
  for (let i = 0; i < 27; i++) await newRound(false);
  const first = given(await listRounds({ ...call, of: { ...call.of, status: 'draft' } })).answer;
  expect(first.items).toHaveLength(25);
  const query = { status: 'draft' as const, cursor: first.next ?? '' };
  const second = given(await listRounds({ ...call, of: { ...call.of, ...query } })).answer;
  expect(second.next).toBeNull();
  const ids = [...first.items, ...second.items].map(({ roundId }) => roundId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(27);
  await expect(
    listRounds({ ...call, of: { ...call.of, status: 'draft', cursor: 'nonsense' } }),
  ).rejects.toThrow(DamagedCursorError);
});

test('only administrators say who has which role, never against themselves, and a change is listed at once', async () => {
  const { setRoles } = world();
  expect(personOperations.setRoles.roles).toEqual(['administrator']);
  const call = await callOf('administrator');
  const parameters = { personId: 'sample-reviewer-4' };
  const made = given(
    await setRoles({ ...call, of: parameters, what: { roles: ['reviewer', 'oversight'] } }),
  ).answer;
  expect(await listPeopleWithRoles(db, ['oversight'])).toContain('sample-reviewer-4');
  given(
    await setRoles({ ...call, of: parameters, what: { roles: ['reviewer'] }, expected: made.editVersion }),
  );
  expect(await listPeopleWithRoles(db, ['oversight'])).not.toContain('sample-reviewer-4');
  // And back again: the role's own item is still there.
  const again = { ...call, of: parameters, what: { roles: ['reviewer' as const, 'oversight' as const] } };
  given(await setRoles({ ...again, expected: made.editVersion + 1 }));
  expect(await listPeopleWithRoles(db, ['oversight'])).toContain('sample-reviewer-4');
  expect(await refused(setRoles({ ...again, expected: made.editVersion }))).toBe('stale');
  const own = { ...call, of: { personId: 'sample-administrator' }, what: { roles: [] } };
  expect(await refused(setRoles(own))).toBe('not-now');
});

test('people come one by one or many at once; an address is one person’s', async () => {
  const { addPerson: add, importPeople, getPerson } = world();
  const call = await callOf('staff');
  const body = { name: 'Ada Added', email: 'ada@example.org', expertise: ['Frailty'] };
  const added = given(await add({ ...call, what: body })).answer;
  expect(added).toMatchObject({ roles: ['reviewer'], expertise: ['Frailty'] });
  expect(await refused(add({ ...call, what: body }))).toBe('already-exists');
  const many = [body, { ...body, email: 'bo@example.org' }, { ...body, email: 'BO@example.org' }];
  expect(given(await importPeople({ ...call, what: { people: many, dryRun: false } })).answer).toEqual({
    added: 1,
    known: [0, 2],
  });
  const parameters = { personId: added.personId };
  expect(given(await getPerson({ ...call, of: parameters })).answer.name).toBe('Ada Added');
  const { items } = await listEventsOf(db, keys.person(added.personId), { limit: 10 });
  expect(items).toMatchObject([
    { actor: 'sample-staff', action: 'person-added', details: { roles: 'reviewer' } },
  ]);
});

test('200 people are added by a file in few requests, though somebody else adds one of them meanwhile', async () => {
  let [under, rows, requests] = [0, 0, 0];
  db.client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      // A row starts where nothing else is under way.
      if (under++ === 0) rows += 1;
      return next(args).finally(() => under--);
    },
    { step: 'initialize', name: 'counted', override: true },
  );
  const call = await callOf('staff');
  const people = Array.from({ length: 200 }, (_, i) => ({
    name: `Imported ${i % 199}`,
    email: `imported-${i % 199}@example.org`,
    expertise: i % 2 === 0 ? [] : ['Care of older people', 'Stroke and rehabilitation'],
  }));
  [rows, requests] = [0, 0];
  const imported = world().importPeople({ ...call, what: { people, dryRun: false } });
  const meanwhile = addPerson(
    db,
    { id: 'first-there', name: 'Imported 150', email: 'imported-150@example.org', roles: ['reviewer'] },
    '2026-08-06T09:00:00.000Z',
  );
  const [{ answer }, first] = [given(await imported), await meanwhile];
  db.client.middlewareStack.remove('counted');
  expect(first.ok).toBe(true);
  expect(answer).toEqual({ added: 198, known: [150, 199] });
  // Twenty transactions, and of the one that somebody was faster than, each of ten by itself.
  expect(requests).toBeLessThanOrEqual(50);
  // One beside another, and a few more where the machine is busy: a row by chance ends where another might go on.
  expect(rows).toBeLessThanOrEqual(20);
});

test('companions show at both ends, in one area of practice only', async () => {
  const { registerSpecification, linkCompanion, listCompanions, unlinkCompanion } = world();
  const versionOf = async (specificationId: string) =>
    given(await world().getSpecification({ ...call, of: { specificationId } })).version;
  const call = await callOf('staff');
  const developer = { organisation: 'O', contactName: 'C', contactEmail: 'c@example.org' };
  const body = { id: 'frailty-basics', title: 'Frailty basics', areaOfPractice: 'frailty ', developer };
  given(await registerSpecification({ ...call, what: body }));
  const parameters = { specificationId: 'sample-frailty' };
  const link = { companionId: 'frailty-basics', kind: 'sequential' as const };
  const [before, beforeThere] = [await versionOf('sample-frailty'), await versionOf('frailty-basics')];
  given(await linkCompanion({ ...call, of: parameters, what: link, expected: before }));
  // A link is of both.
  const after = [await versionOf('sample-frailty'), await versionOf('frailty-basics')];
  expect(after).toEqual([before + 1, beforeThere + 1]);
  const seenFrom = async (specificationId: string) =>
    given(await listCompanions({ ...call, of: { specificationId } })).answer.companions;
  expect(await seenFrom('sample-frailty')).toEqual([
    { specificationId: 'frailty-basics', title: 'Frailty basics', kind: 'sequential', position: 'after' },
  ]);
  expect(await seenFrom('frailty-basics')).toMatchObject([{ position: 'before' }]);
  const elsewhere = sampleSpecifications().find(({ id }) => id !== 'sample-frailty')?.id ?? '';
  const wrong = {
    ...call,
    of: parameters,
    what: { companionId: elsewhere, kind: 'shared' as const },
    expected: before + 1,
  };
  expect(await refused(linkCompanion(wrong))).toBe('invalid-body');
  const end = { specificationId: 'frailty-basics', companionId: 'sample-frailty' };
  expect(await refused(unlinkCompanion({ ...call, of: end, what: {}, expected: beforeThere }))).toBe('stale');
  given(await unlinkCompanion({ ...call, of: end, what: {}, expected: beforeThere + 1 }));
  expect([await seenFrom('sample-frailty'), await seenFrom('frailty-basics')]).toEqual([[], []]);
});

test('specifications and people are looked for by their first letters, in any case, page by page', async () => {
  const { registerSpecification, listSpecifications, addPerson: add, listPeople } = world();
  const call = await callOf('staff');
  const developer = { organisation: 'D', contactName: 'Dee', contactEmail: 'dee@example.org' };
  for (let n = 10; n < 40; n++)
    given(
      await registerSpecification({
        ...call,
        what: {
          id: `find-${n}`,
          title: `Finding ${n}`,
          areaOfPractice: n < 20 ? ' Lost ' : 'Found',
          developer,
        },
      }),
    );
  const titles = async (query: Parameters<typeof listSpecifications>[0]['of']) => {
    const { items, next } = given(await listSpecifications({ ...call, of: { ...call.of, ...query } })).answer;
    return { titles: items.map(({ title }) => title), next };
  };
  const first = await titles({ startsWith: 'FINDING ' });
  const second = await titles({ startsWith: 'FINDING ', cursor: first.next ?? '' });
  expect([...first.titles, ...second.titles]).toEqual(
    Array.from({ length: 30 }, (_, i) => `Finding ${i + 10}`),
  );
  expect([first.titles.length, second.next]).toEqual([25, null]);
  expect(await titles({ startsWith: 'finding 3' })).toMatchObject({ titles: { length: 10 }, next: null });
  expect(await titles({ startsWith: 'finding 1', area: 'found' })).toEqual({ titles: [], next: null });
  expect(await titles({ area: 'lost' })).toMatchObject({ titles: { length: 10 }, next: null });
  expect(await titles({ startsWith: 'zzz' })).toEqual({ titles: [], next: null });

  for (const name of ['Zoë One', 'Zoë Two'])
    given(
      await add({
        ...call,
        what: { name, email: `${name.slice(4).toLowerCase()}@example.org`, expertise: [] },
      }),
    );
  const found = given(await listPeople({ ...call, of: { ...call.of, startsWith: 'zoë' } })).answer;
  expect(found.items.map(({ name }) => name)).toEqual(['Zoë One', 'Zoë Two']);
});

test('lists stand as people expect: a name before its longer form, accents with their letters', async () => {
  const { addPerson: add, listPeople, registerSpecification, listSpecifications } = world();
  const call = await callOf('staff');
  const names = ['Ordered 2', 'Orderéd 10', 'ordered', 'Ordfred', 'Órdered 1'];
  for (const [n, name] of names.entries())
    given(await add({ ...call, what: { name, email: `ordered-${n}@example.org`, expertise: [] } }));
  const developer = { organisation: 'O', contactName: 'Cee', contactEmail: 'cee@example.org' };
  for (const [n, title] of names.entries()) {
    const body = { id: `ordered-${n}`, title, areaOfPractice: 'Order', developer };
    given(await registerSpecification({ ...call, what: body }));
  }
  const expected = ['ordered', 'Órdered 1', 'Orderéd 10', 'Ordered 2', 'Ordfred'];
  const people = given(await listPeople({ ...call, of: { ...call.of, startsWith: 'ÖRD' } })).answer;
  expect(people.items.map(({ name }) => name)).toEqual(expected);
  for (const query of [{ startsWith: 'ord' }, { area: 'Order' }]) {
    const found = given(await listSpecifications({ ...call, of: { ...call.of, ...query } })).answer;
    expect(found.items.map(({ title }) => title)).toEqual(expected);
  }
});

test('an area of practice is one however its words are spaced', () => {
  const { body } = specificationOperations.registerSpecification;
  const developer = { organisation: 'O', contactName: 'C', contactEmail: 'c@example.org' };
  const typed = { id: 'spaced', title: 'T', areaOfPractice: ' Stroke  care\t', developer };
  expect(body.parse(typed).areaOfPractice).toBe('Stroke care');
  expect(specificationOperations.listSpecifications.query.parse({ area: 'Stroke   care' }).area).toBe(
    'Stroke care',
  );
  expect(body.safeParse({ ...typed, areaOfPractice: '  ' }).success).toBe(false);
});

test('a contact’s address that belongs to somebody of another name is refused, saying whose it is', async () => {
  const { registerSpecification, getSpecification } = world();
  const call = await callOf('staff');
  const body = (contactName: string) => ({
    id: 'contact-known',
    title: 'Contact known',
    areaOfPractice: 'Contacts',
    developer: { organisation: 'O', contactName, contactEmail: 'Reviewer-1@example.org' },
  });
  const other = await registerSpecification({ ...call, what: body('Dee Developer') });
  expect(other).toMatchObject({
    ok: false,
    error: {
      code: 'invalid-body',
      errors: [
        {
          pointer: '/developer/contactEmail',
          detail: expect.stringContaining('This is the address of Sample reviewer 1.'),
        },
      ],
    },
  });
  given(await registerSpecification({ ...call, what: body('sample  Reviewer 1') }));
  const parameters = { specificationId: 'contact-known' };
  const { developer } = given(await getSpecification({ ...call, of: parameters })).answer;
  expect(developer.contactId).toBe('sample-reviewer-1');
});

test('settings are changed over the version that was read', async () => {
  const { getSettings, changeSettings } = world();
  const call = await callOf('administrator');
  const unset = {
    namesOnCriterionPages: false,
    signatory: null,
    evidenceTo: null,
    closedDoors: [],
    attachesReviewFiles: false,
    appealsInRegister: false,
    sharedDomains: usualSharedDomains,
    groupAgrees: [],
    secondSigns: [],
  };
  expect(given(await getSettings(call)).answer).toEqual({ ...unset, editVersion: 0 });
  const body = { namesOnCriterionPages: true };
  expect(given(await changeSettings({ ...call, what: body })).answer.namesOnCriterionPages).toBe(true);
  expect(await refused(changeSettings({ ...call, expected: 0, what: body }))).toBe('stale');
  expect(given(await getSettings(call)).answer).toEqual({ ...unset, ...body, editVersion: 1 });
});

test('a criteria set is compared with the published version before it; a withdrawn one is none', async () => {
  const { createCriteriaSet, compareCriteriaSet, withdrawCriteriaSet, createRound } = world();
  const call = await callOf('staff');
  const set = { ...sampleCriteriaSet(), id: 'own-set' };
  const create = async (title: string) =>
    given(await createCriteriaSet({ ...call, what: { ...set, title } })).answer.version;
  const compare = async (version: number) =>
    given(await compareCriteriaSet({ ...call, of: { criteriaSetId: 'own-set', version } })).answer;
  await create('One');
  expect(await compare(1)).toEqual({ comparedWith: null, changes: [] });
  await world().publishCriteriaSet({ ...call, of: { criteriaSetId: 'own-set', version: 1 } });
  await create('Two');
  await create('Three');
  expect((await compare(3)).comparedWith).toBe(1);
  expect((await compare(3)).changes).toEqual([
    { sentence: 'the title is now “Three”', before: 'One', after: 'Three' },
  ]);
  const parameters = { criteriaSetId: 'own-set', version: 1 };
  const withdrawn = given(
    await withdrawCriteriaSet({ ...call, of: parameters, what: { reason: 'Replaced' }, expected: 1 }),
  ).answer;
  expect(withdrawn.status).toBe('withdrawn');
  expect((await compare(3)).comparedWith).toBeNull();
  const body = {
    specificationId: 'sample-frailty',
    specificationVersion: 1,
    criteriaSetId: 'own-set',
    criteriaSetVersion: 1,
    ...dates,
  };
  expect(await refused(createRound({ ...call, what: body }))).toBe('invalid-body');
});

test('what a rule does is shown before it is used, with what it would have made of closed rounds', async () => {
  const { createCriteriaSet, getRuleEffect } = world();
  const call = await callOf('staff');
  const effectOf = async (set: ReturnType<typeof sampleCriteriaSet>) => {
    const { criteriaSetId, version } = given(await createCriteriaSet({ ...call, what: set })).answer;
    return given(await getRuleEffect({ ...call, of: { criteriaSetId, version, quality: 95 } })).answer;
  };
  const own = { ...sampleCriteriaSet(), id: 'effect-set' };
  const effect = await effectOf(own);
  expect(effect.panels.map(({ reviewers }) => reviewers)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(effect).toMatchObject({ quality: 95, replayed: 0, notComparable: 0, different: [] });
  expect(effect.panels[0]?.outcomes['refer-to-panel']).toBeGreaterThan(0.7);
  expect(effect.panels[1]?.outcomes['refer-to-panel']).toBeLessThan(0.2);
});

test('a reviewer’s record tells what was asked and how punctual they were', async () => {
  const { getReviewerRecord } = world();
  const roundId = await newRound();
  const call = { ...(await callOf('staff')), of: { personId: 'sample-reviewer-2' } };
  const record = given(await getReviewerRecord(call)).answer;
  expect(record.assignments.map((one) => one.roundId)).toContain(roundId);
  const { onTime, late, overdue, waiting } = record.timeliness;
  expect([onTime, late, overdue]).toEqual([0, 0, 0]);
  expect(waiting).toBeGreaterThan(0);
  expect(record.severity).toMatchObject({ specifications: 0, difference: null, flagged: false });
});

test('a reviewer’s record comes page by page, the last due first, and no notice among it', async () => {
  const { getReviewerRecord } = world();
  const { services } = testServices(db);
  const person = given(
    await people(services).addPerson({
      ...(await callOf('staff')),
      what: { name: 'Busy Reviewer', email: 'busy@example.org', expertise: [] },
    }),
  ).answer;
  const { createRound, addReviewer, openRound } = world();
  const staff = await callOf('staff');
  const opened: string[] = [];
  for (let n = 0; n < 27; n++) {
    const reviewsDue = `2026-08-${String(n + 2).padStart(2, '0')}T16:00:00.000Z`;
    const body = {
      specificationId: 'sample-frailty',
      specificationVersion: 1,
      criteriaSetId: 'sample-endorsement',
      criteriaSetVersion: 1,
      reviewsDue,
      closesAt: '2026-09-17T16:00:00.000Z',
    };
    const { roundId } = given(await createRound({ ...staff, key: randomUUID(), what: body })).answer;
    const parameters = { roundId };
    for (const [name, email] of [
      ['Busy Reviewer', 'busy@example.org'],
      ['Sample reviewer 3', 'reviewer-3@example.org'],
    ] as const)
      given(
        await addReviewer({ ...staff, of: parameters, what: { name, email, reason: 'They work apart.' } }),
      );
    given(
      await openRound({ ...staff, of: parameters, what: { reason: 'The gateway was before this service.' } }),
    );
    opened.unshift(roundId);
  }
  const call = { ...staff, of: { personId: person.personId } };
  const first = given(await getReviewerRecord(call)).answer;
  const second = given(
    await getReviewerRecord({ ...call, of: { ...call.of, cursor: first.next ?? undefined } }),
  ).answer;
  expect([...first.assignments, ...second.assignments].map(({ roundId }) => roundId)).toEqual(opened);
  expect([first.assignments.length, first.timeliness.waiting]).toEqual([25, 25]);
  expect([second.timeliness.waiting, second.next]).toEqual([2, null]);
  // A cursor of another list leads nowhere, but breaks nothing.
  const stray = Buffer.from(JSON.stringify(['NOTICE#z', 'NOTICE#z', 'NOTICE'])).toString('base64url');
  expect(given(await getReviewerRecord({ ...call, of: { ...call.of, cursor: stray } })).answer.personId).toBe(
    person.personId,
  );
  await expect(getReviewerRecord({ ...call, of: { ...call.of, cursor: 'nonsense' } })).rejects.toThrow(
    DamagedCursorError,
  );
});

/** A sample reviewer declares no interests and submits the sample review. */
async function submit(roundId: string, reviewer: 1 | 2 | 3): Promise<void> {
  const { declareInterests, getForm, submitReview } = world();
  const call = { ...(await callOf(`reviewer-${reviewer}`)), of: { roundId } };
  given(await declareInterests({ ...call, what: { interest: 'none' } }));
  const { criteriaSetHash, criteriaSet } = given(await getForm(call)).answer;
  const { ratings, ...overall } = readSampleReview(reviewer);
  const byId = criteriaOf(criteriaSet).map(({ id, number }) => [id, ratings[number]] as const);
  const body = reviewContent.parse({ criteriaSetHash, ratings: Object.fromEntries(byId), ...overall });
  given(await submitReview({ ...call, what: body }));
}

test('people are listed with the reviews that are asked of them now, and no other', async () => {
  const { closeRound, reopenRound } = world();
  const asked = async (at = '2026-08-02T09:00:00.000Z') => {
    const { services } = testServices(db, at);
    const list = people(services).listPeople;
    const { items } = given(
      await list({
        ...(await callOf('staff')),
        of: { ...(await callOf('staff')).of, startsWith: 'sample reviewer 3' },
      }),
    ).answer;
    return items.map(({ waiting, overdue }) => [waiting, overdue])[0] ?? [];
  };
  const [before = 0] = await asked();
  await newRound(false);
  expect(await asked()).toEqual([before, 0]);
  const [one, other] = [await newRound(), await newRound()];
  expect(await asked()).toEqual([before + 2, 0]);
  const [, late = 0] = await asked('2026-08-10T16:00:01.000Z');
  await submit(one, 3);
  expect(await asked()).toEqual([before + 1, 0]);
  expect((await asked('2026-08-10T16:00:01.000Z'))[1]).toBe(late - 1);
  const staff = { ...(await callOf('staff')), of: { roundId: other } };
  given(await closeRound({ ...staff, what: { reason: '' } }));
  expect(await asked()).toEqual([before, 0]);
  given(await reopenRound({ ...staff, what: { ...dates, reason: 'Somebody was ill.' } }));
  expect(await asked()).toEqual([before + 1, 0]);
});

test('a closed round waits for a decision until it is opened again, and leaves what each rated beside others', async () => {
  const { closeRound, reopenRound, getReviewerRecord } = world();
  const { services } = testServices(db);
  const roundId = await newRound();
  for (const reviewer of [1, 2] as const) await submit(roundId, reviewer);
  const call = { ...(await callOf('staff')), of: { roundId } };
  given(await closeRound({ ...call, what: { reason: '' } }));
  expect(await project(services, roundId)).toBe('projected');
  const waiting = async () => {
    const { toDecide, panelsToCall } = await today('2026-08-02T09:00:00.000Z');
    return [...toDecide.items, ...panelsToCall.items].map((item) => item.roundId);
  };
  expect(await waiting()).toContain(roundId);
  const severityOf = async (n: number) => {
    const parameters = { personId: `sample-reviewer-${n}` };
    return given(await getReviewerRecord({ ...call, of: parameters })).answer.severity;
  };
  const [one, two, three] = [await severityOf(1), await severityOf(2), await severityOf(3)];
  expect(one.specifications).toBe(1);
  // Of two reviewers, one is as far below the other as the other is above.
  expect(one.difference).toBeCloseTo(-(two.difference ?? 0), 12);
  expect(three.difference).toBeNull();

  given(await reopenRound({ ...call, what: { reason: 'One more review', ...dates } }));
  expect(await project(services, roundId)).toBe('projected');
  expect(await waiting()).not.toContain(roundId);
});
