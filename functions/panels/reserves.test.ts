import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { changeDeveloperTo } from '../../test/support/change-developer.ts';
import { addRoleWrites } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { transact } from '../table/write.ts';
import { getAssignment, listPanel } from './storage.ts';

const centres: Centre[] = [];
let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
  centres.push(centre);
});
afterAll(() => Promise.all(centres.map(({ stop }) => stop())));

const staff = async (roundId: string, personId?: string) => ({
  ...(await centre.by('staff-1')),
  of: { roundId, personId: personId ?? '' },
});

const keep = async (roundId: string, reserves: readonly string[], reason = 'They work apart.') =>
  centre.does.setReserves({ ...(await staff(roundId)), what: { reserves: [...reserves], reason } });

const askNext = async (roundId: string, personId: string) =>
  centre.does.askNext({ ...(await staff(roundId, personId)), what: {} });

const decline = async (roundId: string, personId: string) =>
  given(
    await centre.does.declineOrRecuse({
      ...(await centre.by(personId)),
      of: { roundId },
      what: { reason: 'No time.' },
    }),
  );

const today = async () => given(await centre.does.getToday({ ...(await centre.by('staff-1')) })).answer;

const found = async (roundId: string) => given(await centre.does.getReserves(await staff(roundId))).answer;

const listed = async (roundId: string) => (await getRound(centre.db, roundId))?.reserves;

test('who declined is replaced by the next on the list in one press, who is told only then', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  const before = await centre.made(() => keep(roundId, ['reviewer-4', 'reviewer-3']));
  expect(before).toEqual([]);
  expect((await today()).declined.items).toEqual([]);
  await decline(roundId, 'reviewer-1');
  expect((await today()).declined.items).toMatchObject([
    { personId: 'reviewer-1', next: { name: 'Ignatius Dunwoody' } },
  ]);
  expect(await found(roundId)).toEqual({
    reserves: ['reviewer-4', 'reviewer-3'],
    vacancies: ['reviewer-1'],
    conflicts: [],
  });
  const told = await centre.made(async () => given(await askNext(roundId, 'reviewer-1')));
  expect(told.map(({ personId, notice }) => [personId, notice])).toEqual([['reviewer-4', 'invitation']]);
  expect((await getAssignment(centre.db, roundId, 'reviewer-4'))?.status).toBe('invited');
  expect((await found(roundId)).reserves).toEqual(['reviewer-3']);
  // One press asks one person: there is nobody to ask for that place any more.
  expect(await askNext(roundId, 'reviewer-1')).toMatchObject({ error: { code: 'not-now' } });
  expect((await today()).declined.items).toEqual([]);
});

test('who has not answered by the date leaves the panel for the next, and not before', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  given(await keep(roundId, ['reviewer-3']));
  expect(await askNext(roundId, 'reviewer-2')).toMatchObject({ error: { code: 'not-now' } });
  centre.setNow('2026-07-09T09:00:00.000Z');
  expect((await today()).unanswered.items).toMatchObject([
    { next: { name: 'Xanthe Pemberley' } },
    { next: { name: 'Xanthe Pemberley' } },
  ]);
  given(await askNext(roundId, 'reviewer-2'));
  const panel = await listPanel(centre.db, roundId);
  expect(new Map(panel.map(({ personId, status }) => [personId, status]))).toEqual(
    new Map([
      ['reviewer-1', 'invited'],
      ['reviewer-2', 'recused'],
      ['reviewer-3', 'invited'],
    ]),
  );
  expect(await askNext(roundId, 'reviewer-1')).toMatchObject({
    error: { detail: 'Nobody is left on the list of reserve reviewers.' },
  });
});

test('only reviewers who may join are kept, and a conflict needs a reason, with which they are asked', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  for (const [id, detail] of [
    ['reviewer-1', 'is, or was, on the panel'],
    ['staff-2', 'no such reviewer'],
    ['nobody', 'no such reviewer'],
  ] as const)
    expect(JSON.stringify(await keep(roundId, [id]))).toContain(detail);
  expect(await keep(roundId, ['reviewer-3'], '')).toMatchObject({
    error: { errors: [{ pointer: '/reason', code: 'conflict' }] },
  });
  given(await keep(roundId, ['reviewer-3']));
  expect(await listed(roundId)).toEqual([{ personId: 'reviewer-3', reason: 'They work apart.' }]);
  // Nobody is asked whom somebody has added already.
  await centre.addReviewer(roundId, 'reviewer-3');
  expect(await listed(roundId)).toEqual([]);
});

test('who has become staff since is not asked, and the next one is', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  given(await keep(roundId, ['reviewer-4', 'reviewer-3']));
  const person = await getPerson(centre.db, 'reviewer-4');
  if (person !== null) given(await transact(centre.db, addRoleWrites(person, 'staff')));
  await decline(roundId, 'reviewer-1');
  expect((await today()).declined.items).toMatchObject([{ next: { name: 'Xanthe Pemberley' } }]);
  expect((await found(roundId)).reserves).toEqual(['reviewer-3']);
  given(await askNext(roundId, 'reviewer-1'));
  expect((await getAssignment(centre.db, roundId, 'reviewer-3'))?.status).toBe('invited');
});

test('of two who ask the next for one place at once one does', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  given(await keep(roundId, ['reviewer-4', 'reviewer-3']));
  await decline(roundId, 'reviewer-1');
  const both = await Promise.all([askNext(roundId, 'reviewer-1'), askNext(roundId, 'reviewer-1')]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await listPanel(centre.db, roundId)).toHaveLength(3);
  expect((await found(roundId)).reserves).toEqual(['reviewer-3']);
});

test('the list goes with its round, and a person goes from every list when they are erased', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  given(await keep(roundId, ['reviewer-4', 'reviewer-3']));
  const person = await getPerson(centre.db, 'reviewer-4');
  given(
    await centre.does.erasePerson({
      ...(await centre.by('administrator-1')),
      of: { personId: 'reviewer-4' },
      what: { name: person?.name ?? '' },
    }),
  );
  expect(await listed(roundId)).toEqual([{ personId: 'reviewer-3', reason: 'They work apart.' }]);
  given(await centre.does.closeRound({ ...(await staff(roundId)), what: { reason: '' } }));
  expect(await listed(roundId)).toEqual([]);
});

test('who may be asked next has it in the export of all that is kept about them, as long as it is kept', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  const draft = await centre.draftRound(undefined, [1]);
  const exported = async (asking: string) => {
    const found: Record<string, unknown>[] = [];
    const goOn = async (after: { readonly cursor?: string }): Promise<void> => {
      const of = { personId: 'reviewer-4', ...after };
      const { answer } = given(await centre.does.exportPerson({ ...(await centre.by(asking)), of }));
      found.push(...answer.items);
      return answer.next === null ? undefined : goOn({ cursor: answer.next });
    };
    await goOn({});
    expect(JSON.stringify(found)).not.toContain('reviewer-3');
    return found.filter(({ kind }) => kind === 'reserve').map((one) => [one.roundId, one.reason]);
  };
  expect(await exported('reviewer-4')).toEqual([]);
  for (const id of [roundId, draft]) given(await keep(id, ['reviewer-3', 'reviewer-4']));
  for (const asking of ['reviewer-4', 'administrator-1'])
    expect(await exported(asking)).toEqual([draft, roundId].map((id) => [id, 'They work apart.']));
  given(await keep(draft, ['reviewer-3']));
  given(await centre.does.closeRound({ ...(await staff(roundId)), what: { reason: '' } }));
  expect(await exported('reviewer-4')).toEqual([]);
});

test('a conflict with a contact who came later is shown until somebody else has said why they may review', async () => {
  const roundId = await centre.openRound(undefined, [1, 2]);
  expect((await found(roundId)).conflicts).toEqual([]);
  await changeDeveloperTo(centre, roundId, 'later@example.org');
  expect((await found(roundId)).conflicts).toEqual(['reviewer-1', 'reviewer-2']);
  expect((await today()).conflicts.items).toHaveLength(2);
  // It stands after they have submitted, too.
  await centre.submit(roundId, 'reviewer-1');
  expect((await today()).conflicts.items).toHaveLength(2);
  const pass = async (personId: string) =>
    given(
      await centre.does.passConflict({
        ...(await staff(roundId, personId)),
        what: { reason: 'They never met.' },
      }),
    );
  await pass('reviewer-1');
  expect((await today()).conflicts.items).toMatchObject([{ personId: 'reviewer-2' }]);
  expect((await found(roundId)).conflicts).toEqual(['reviewer-2']);
  await changeDeveloperTo(centre, roundId, 'later@elsewhere.org');
  expect((await found(roundId)).conflicts).toEqual([]);
});
