import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../infra/migrate.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { everyItem } from '../../test/support/outbox.ts';
import { getPerson } from '../people/storage.ts';
import { kindOf, storedKinds } from '../stored-kinds.ts';
import type { Key } from '../table/keys.ts';
import { drop, transact } from '../table/write.ts';
import { missingWords } from './missing-words.ts';
import { wordItem } from './stored-word.ts';
import { search as useCases } from './use-cases.ts';

let centre: Centre;
let roundId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound();
});
afterAll(() => centre.stop());

const search = async (words: string, who = 'staff-1') => {
  const { search: find } = useCases(centre.services);
  const { people, specifications, rounds } = given(
    await find({ ...(await centre.by(who)), of: { words } } as Parameters<typeof find>[0]),
  ).answer;
  return {
    people: people?.items.map(({ name }) => name) ?? null,
    specifications: specifications?.items.map(({ title }) => title) ?? null,
    rounds: rounds?.items.map((round) => round.roundId) ?? null,
    more: [people, specifications, rounds].some((one) => one?.more),
  };
};

const wordsLeft = async () =>
  (await everyItem(centre.db, 'word')).map((item) => wordItem.parse(item)).filter(({ word }) => word !== '');

test('people, specifications and rounds are found by the beginnings of words anywhere in them', async () => {
  const [specification] = (await search('frail')).specifications ?? [];
  expect(specification).toMatch(/frail/i);
  expect((await search('frail')).rounds).toEqual([roundId]);
  expect((await search('ravens zeb')).people).toEqual(['Zebedee Ravensworth']);
  expect((await search('Ravensworth thornbury')).people).toEqual([]);
  const nothing = { people: [], specifications: [], rounds: [], more: false };
  expect(await search('')).toEqual(nothing);
  expect(await search('qqq')).toEqual(nothing);
});

test('whoever may not list specifications and rounds is told nothing of them', async () => {
  const found = await search('frail', 'administrator-1');
  expect(found).toMatchObject({ people: [], specifications: null, rounds: null });
  expect((await search('zebedee', 'administrator-1')).people).toEqual(['Zebedee Ravensworth']);
});

test('whoever changes is found by what they are now, and nobody who was erased', async () => {
  const { does, by } = centre;
  const person = given(
    await does.addPerson({
      ...(await by('staff-1')),
      what: { name: 'Wilhelmina Ann Overbury', email: 'w@example.org', expertise: ['Frailty'] },
    }),
  ).answer;
  const of = { personId: person.personId };
  expect((await search('overbury frail')).people).toEqual(['Wilhelmina Ann Overbury']);
  const what = { name: 'Mina Smith', expertise: [] };
  given(await does.changePerson({ ...(await by('staff-1')), of, what }));
  expect((await search('overbury')).people).toEqual([]);
  expect((await search('mina')).people).toEqual(['Mina Smith']);
  const all = JSON.stringify(await everyItem(centre.db, 'word'));
  expect(all).not.toMatch(/overbury|wilhelmina/i);
  given(await does.erasePerson({ ...(await by('administrator-1')), of, what: { name: 'Mina Smith' } }));
  expect((await search('mina')).people).toEqual([]);
  const left = (await everyItem(centre.db, 'word')).filter(({ id }) => id === person.personId);
  expect(left).toEqual([]);
});

test('a specification is found by its newest title and its developer, a round by those that it had', async () => {
  const { does, by } = centre;
  const { items } = given(await does.listSpecifications(await by('staff-1'))).answer;
  const specificationId = items[0]?.specificationId ?? '';
  const of = { specificationId };
  given(
    await does.changeDeveloper({
      ...(await by('staff-1')),
      of,
      what: { organisation: 'Quixotic Trust', contactName: 'Nora Vane', contactEmail: 'nora@example.org' },
    }),
  );
  expect((await search('quixotic')).specifications).toEqual([items[0]?.title]);
  expect((await search('quixotic')).rounds).toEqual([]);
  const draft = await centre.draftRound();
  expect((await search('quixotic')).rounds).toEqual([draft]);
});

test('however many there are, a search reads a query a word and the things themselves', async () => {
  let reads = 0;
  const counting = {
    ...centre.services,
    db: {
      ...centre.db,
      client: {
        send: (...asked: Parameters<typeof centre.db.client.send>) => {
          reads += 1;
          return centre.db.client.send(...asked);
        },
      },
    } as typeof centre.db,
  };
  const { search: find } = useCases(counting);
  const asked = { ...(await centre.by('staff-1')), of: { words: 'sample frailty' } };
  given(await find(asked as Parameters<typeof find>[0]));
  expect(reads).toBeLessThanOrEqual(2 * 3 + 3);

  const people = Array.from({ length: 130 }, (_, n) => ({
    name: `Common ${String.fromCharCode(97 + (n % 26))}name${n}`,
    email: `common-${n}@example.org`,
    expertise: [],
  }));
  given(await centre.does.importPeople({ ...(await centre.by('staff-1')), what: { people, dryRun: false } }));
  reads = 0;
  const common = { ...(await centre.by('staff-1')), of: { words: 'common' } };
  const found = given(await find(common as Parameters<typeof find>[0])).answer.people;
  expect(found?.items).toHaveLength(25);
  expect(found?.more).toBe(true);
  expect(reads).toBeLessThanOrEqual(3 + 3);
  // One of the words leads to few enough: nothing is missed.
  expect((await search('common dname129')).people).toEqual([]);
  expect((await search('common zname129')).people).toEqual(['Common zname129']);
  expect((await search('common zname129')).more).toBe(false);
});

test('what was stored before is found once the table has been migrated, and once more changes nothing', async () => {
  const before = await wordsLeft();
  for (const { pk, sk } of await everyItem(centre.db, 'word'))
    await transact(centre.db, [drop({ pk, sk } as unknown as Key)]);
  expect((await search('zebedee')).people).toEqual([]);
  const run = (keep: (() => void) | null) =>
    migrate(centre.db, { kinds: storedKinds, kindOf, missing: missingWords }, keep);
  const tried = await run(null);
  expect(tried.completed).toBe(0);
  const done = await run(() => undefined);
  expect(done).toMatchObject({ lacking: tried.lacking, completed: tried.lacking, changedMeanwhile: 0 });
  expect((await search('zebedee')).people).toEqual(['Zebedee Ravensworth']);
  expect(await getPerson(centre.db, 'reviewer-1')).toMatchObject({ name: 'Zebedee Ravensworth' });
  const byPlace = (items: typeof before) => new Set(items.map(({ pk, word }) => `${pk} ${word}`));
  // Rounds of an earlier developer are found by the one there is now.
  const people = (items: typeof before) => byPlace(items.filter(({ of }) => of === 'person'));
  expect(people(await wordsLeft())).toEqual(people(before));
  expect(await run(() => undefined)).toMatchObject({ lacking: 0, completed: 0 });
});
