import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { keys } from '../table/keys.ts';
import { conflictsOf } from './conflicts.ts';
import { listPanel } from './storage.ts';
import { reviewersToAdd } from './to-choose.ts';

let centre: Centre;
let specificationId: string;
beforeAll(async () => {
  centre = await startCentre();
  const add = (id: string, name: string, email: string) =>
    addPerson(
      centre.db,
      { id, name, email, roles: ['reviewer'], expertise: ['Frailty'] },
      '2026-07-01T09:00:00.000Z',
    );
  await add('ann', 'Ann Alder', 'ann@sample.ac.uk');
  await add('bo', 'Bo Birch', 'bo@med.sample.ac.uk');
  await add('cy', 'Cy Cedar', 'cy@nhs.net');
  await add('di', 'Di Damson', 'di@nhs.net');
  await add('ed', 'Ed Elm', 'ed@developer.test');
  const { items } = given(await centre.does.listSpecifications(await centre.by('staff-1'))).answer;
  specificationId = items[0]?.specificationId ?? '';
  given(
    await centre.does.changeDeveloper({
      ...(await centre.by('staff-1')),
      of: { specificationId },
      what: { organisation: 'Developer', contactName: 'Dee Day', contactEmail: 'dee@developer.test' },
    }),
  );
});
afterAll(() => centre.stop());

const addAll = async (roundId: string, reviewers: string[], reason = '') =>
  centre.does.addReviewers({ ...(await centre.by('staff-1')), of: { roundId }, what: { reviewers, reason } });

const defects = (answered: Awaited<ReturnType<typeof addAll>>) =>
  answered.ok ? [] : (answered.error.errors ?? [answered.error]).map(({ detail }) => detail);

test('several reviewers join a draft at once, all or none, and whoever is on it stays', async () => {
  const roundId = await centre.draftRound(undefined, []);
  expect(defects(await addAll(roundId, ['ann', 'staff-1', 'nobody']))).toEqual([
    'There is no such reviewer any more. Choose again.',
    'There is no such reviewer any more. Choose again.',
  ]);
  expect(await listPanel(centre.db, roundId)).toEqual([]);
  given(await addAll(roundId, ['ann', 'cy', 'cy']));
  given(await addAll(roundId, ['cy', 'di']));
  expect((await listPanel(centre.db, roundId)).map(({ personId }) => personId)).toEqual(['ann', 'cy', 'di']);
  const { items } = await listEventsOf(centre.db, keys.round(roundId), { limit: 50 });
  expect(items.filter(({ action }) => action === 'reviewer-added')).toHaveLength(3);
});

test('a conflict that can be seen is passed only with a reason, which is kept', async () => {
  const roundId = await centre.draftRound(undefined, []);
  expect(defects(await addAll(roundId, ['ann', 'bo', 'ed']))).toEqual([
    expect.stringMatching(
      /Ann Alder has the mail domain sample\.ac\.uk in common with Bo Birch\..*Ed Elm has the mail domain developer\.test in common with the developer’s contact\./,
    ),
  ]);
  given(await addAll(roundId, ['ann', 'bo', 'ed'], 'They work apart.'));
  const { items } = await listEventsOf(centre.db, keys.round(roundId), { limit: 50 });
  const kept = items.flatMap(({ action, details }) => (action === 'reviewer-added' ? [details] : []));
  expect(kept).toEqual(
    expect.arrayContaining([
      { personId: 'ed', conflict: 'developer', reason: 'They work apart.' },
      { personId: 'ann', conflict: 'panel', reason: 'They work apart.' },
    ]),
  );
});

test('whoever is added, or takes a place, one by one passes a conflict with a reason alone, too', async () => {
  const roundId = await centre.draftRound(undefined, []);
  const staff = async () => ({ ...(await centre.by('staff-1')), of: { roundId } });
  given(await addAll(roundId, ['ann', 'cy']));
  const ed = { name: 'Ed Elm', email: 'ed@developer.test' };
  const newcomer = { name: 'Flo Fir', email: 'Flo@Sample.ac.uk' };
  const add = async (who: typeof ed, reason: string) =>
    centre.does.addReviewer({ ...(await staff()), what: { ...who, reason } });
  const replace = async (personId: string, who: typeof ed, inSpite: string) =>
    centre.does.replaceReviewer({
      ...(await staff()),
      of: { roundId, personId },
      what: { ...who, reason: 'Ill', inSpite },
    });
  const wrong = (answered: Awaited<ReturnType<typeof replace>>) =>
    answered.ok ? [] : answered.error.errors?.map(({ pointer, code }) => [pointer, code]);
  expect(wrong(await add(ed, ' '))).toEqual([['/reason', 'conflict']]);
  given(await add(ed, 'They work apart.'));
  expect(wrong(await replace('cy', newcomer, ''))).toEqual([['/inSpite', 'conflict']]);
  // Who leaves is no reason against who comes.
  given(await replace('ann', newcomer, ''));
  const di = { name: 'Dan Dogwood', email: 'dan@developer.test' };
  expect(wrong(await replace('ed', di, ''))).toEqual([['/inSpite', 'conflict']]);
  given(await replace('ed', di, 'They left there.'));
  const { items } = await listEventsOf(centre.db, keys.round(roundId), { limit: 50 });
  expect(items.flatMap(({ action, details }) => (action === 'reviewer-added' ? [details] : []))).toEqual(
    expect.arrayContaining([
      { personId: 'ed', conflict: 'developer', reason: 'They work apart.' },
      { personId: expect.any(String), conflict: 'developer', reason: 'They left there.' },
    ]),
  );
});

test('what many organisations share shows no conflict, and administrators say what that is', async () => {
  const people = [
    { id: 'a', email: 'A@NHS.net' },
    { id: 'b', email: 'b@nhs.net' },
  ] as const;
  expect(conflictsOf(people[0], null, people, ['nhs.net'])).toEqual([]);
  expect(conflictsOf(people[0], null, people, [])).toEqual([{ with: ['b'], domain: 'nhs.net' }]);
  const settings = { namesOnCriterionPages: false, sharedDomains: ['developer.test'] };
  given(await centre.does.changeSettings({ ...(await centre.by('administrator-1')), what: settings }));
  const roundId = await centre.draftRound(undefined, []);
  given(await addAll(roundId, ['ed']));
  expect(defects(await addAll(roundId, ['cy', 'di']))).toHaveLength(1);
});

test('whoever is of the developer’s organisation, or of another member’s, has a conflict, whatever their address', async () => {
  const give = async (personId: string, organisation?: string) => {
    const staff = await centre.by('staff-1');
    const { answer } = given(await centre.does.getPerson({ ...staff, of: { personId } }));
    const { name, expertise, editVersion: expected } = answer;
    const what = { name, expertise, organisation };
    return given(await centre.does.changePerson({ ...staff, of: { personId }, what, expected })).answer;
  };
  await give('cy', 'Sample Trust');
  await give('di', ' sample  trust');
  await give('ann', 'DEVELOPER');
  const roundId = await centre.draftRound(undefined, []);
  expect(defects(await addAll(roundId, ['ann', 'cy', 'di']))).toEqual([
    expect.stringMatching(
      /Ann Alder has the organisation DEVELOPER in common with the developer\. Cy Cedar has .*the organisation Sample Trust in common with Di Damson\./,
    ),
  ]);
  const { choices } = await reviewersToAdd(centre.services, specificationId, ['di'], {
    words: 'cedar',
    chosen: [],
  });
  expect(choices[0]?.conflict).toContain('the organisation Sample Trust in common with Di Damson');
  // A change that does not name it leaves it.
  expect((await give('cy')).organisation).toBe('Sample Trust');
});

test('whom to choose is found by words, those who know the area first, with what is asked of them', async () => {
  await centre.openRound();
  const look = (words: string, chosen: readonly string[] = [], onPanel: readonly string[] = []) =>
    reviewersToAdd(centre.services, specificationId, onPanel, { words, chosen });
  const all = await look('');
  expect(all.choices.map(({ name }) => name)).toContain('Zebedee Ravensworth');
  expect((await look('damson', ['ann'])).choices.map(({ id }) => id)).toEqual(['ann', 'di']);
  expect((await look('okonkwo')).choices).toEqual([]);
  expect((await look('', [], ['ann'])).choices.map(({ id }) => id)).not.toContain('ann');
  const [asked] = (await look('zebedee')).choices;
  expect(asked).toMatchObject({ waiting: 1, overdue: 0 });
});

describe('an open round', () => {
  const panelOf = async (roundId: string) =>
    (await listPanel(centre.db, roundId)).map(({ personId, place }) => [personId, place]);

  test('takes several reviewers one after the other, each invited at once, with a place of their own', async () => {
    const roundId = await centre.openRound();
    const before = await panelOf(roundId);
    // Nobody joins where one of them cannot.
    expect(defects(await addAll(roundId, ['ann', 'nobody'], 'They work apart.'))).toEqual([
      'There is no such reviewer any more. Choose again.',
    ]);
    expect(await panelOf(roundId)).toEqual(before);
    const told = await centre.made(async () =>
      given(await addAll(roundId, ['ann', 'reviewer-1', 'di'], 'They work apart.')),
    );
    expect(told.map(({ notice, personId }) => `${notice} ${personId}`).toSorted()).toEqual([
      'invitation ann',
      'invitation di',
    ]);
    const after = await panelOf(roundId);
    expect(after.map(([personId]) => personId)).toEqual(
      [...before.map(([personId]) => personId), 'ann', 'di'].toSorted(),
    );
    expect(after.map(([, place]) => place).toSorted()).toEqual(after.map((_, i) => i + 1));
    const { items } = await listEventsOf(centre.db, keys.round(roundId), { limit: 50 });
    expect(items.filter(({ action }) => action === 'reviewer-added').length).toBeGreaterThanOrEqual(2);
  });

  test('says who has joined where something comes in between, and takes the others when it is sent again', async () => {
    const roundId = await centre.openRound();
    const { db } = centre;
    let times = 0;
    db.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (commandName.startsWith('TransactWrite')) times += 1;
          if (times !== 2) return next(args);
          times += 1;
          // Somebody edits the round before the second of them joins.
          given(
            await centre.does.setReserves({
              ...(await centre.by('staff-2')),
              of: { roundId },
              what: { reserves: ['reviewer-4'], reason: 'They work apart.' },
            }),
          );
          return next(args);
        },
      { step: 'initialize', name: 'meanwhile' },
    );
    const answered = await addAll(roundId, ['ann', 'di'], 'They work apart.');
    db.client.middlewareStack.remove('meanwhile');
    expect(defects(answered)).toEqual([
      expect.stringMatching(/^Ann Alder joined the panel\. Di Damson did not, nor did anybody after: /),
    ]);
    const isOn = async (id: string) => (await panelOf(roundId)).some(([personId]) => personId === id);
    expect([await isOn('ann'), await isOn('di')]).toEqual([true, false]);
    given(await addAll(roundId, ['ann', 'di'], 'They work apart.'));
    expect(await isOn('di')).toBe(true);
  });
});
