import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PastRound } from '../../shared/domain/past-rounds/past-rounds.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { everyItem } from '../../test/support/outbox.ts';

let centre: Centre;
let title: string;
let specificationId: string;
beforeAll(async () => {
  centre = await startCentre();
  const { items } = given(await centre.does.listSpecifications(await centre.by('staff-1'))).answer;
  ({ title = '', specificationId = '' } = items[0] ?? {});
});
afterAll(() => centre.stop());

const past = (more: Partial<PastRound> = {}): PastRound => ({
  title: 'Hand therapy',
  areaOfPractice: '',
  organisation: 'Sample Trust',
  version: '1.0',
  outcome: 'endorse',
  invitedOn: '2021-01-04',
  decidedOn: '2021-05-03',
  endorsedUntil: '2026-05-03',
  ...more,
});

let keys = 0;
const take = async (rounds: readonly PastRound[], dryRun = false, key = `key-${keys++}`) => {
  const what = { rounds: [...rounds], dryRun };
  return centre.does.importPastRounds({ ...(await centre.by('staff-1')), what, key });
};
const publicly = async () => {
  const { getPastEndorsements } = centre.does;
  const asked = { by: null, of: {}, what: undefined, expected: 0, key: '' };
  return given(await getPastEndorsements(asked)).answer.items.map((one) => [one.title, one.outcome]);
};
const stored = async () => (await everyItem(centre.db, 'past-rounds')).length;

test('a dry run says what would be done and keeps nothing; the import does that, once, and a later one of the same rows nothing', async () => {
  const rounds = [
    past(),
    past({ title, decidedOn: '2021-06-01' }),
    past({ outcome: 'return-for-revision', endorsedUntil: null }),
  ];
  const { answer: tried } = given(await take(rounds, true));
  expect(tried).toMatchObject({ importId: null, added: 3, known: [], registered: [{ title }] });
  expect(await stored()).toBe(0);
  const first = given(await take(rounds, false, 'one-key')).answer;
  expect(first).toMatchObject({ added: 3, known: [] });
  expect(given(await take(rounds, false, 'one-key')).answer).toEqual(first);
  expect(await stored()).toBe(2);
  // Spelt otherwise, it is the same round.
  const again = given(await take([past({ title: 'HAND  therapy' }), past({ version: '2.0' })])).answer;
  expect(again).toMatchObject({ added: 1, known: [0] });
  expect(given(await take(rounds)).answer).toMatchObject({ importId: null, added: 0, known: [0, 1, 2] });
});

test('two who import the same at once take it in once', async () => {
  const rounds = [past({ title: 'Lymphoedema care' })];
  const both = await Promise.all([take(rounds), take(rounds)]);
  expect(both.map((one) => given(one).answer.added).sort()).toEqual([0, 1]);
});

test('everybody sees endorsements and those that were withdrawn, and nothing of what was returned or refused', async () => {
  const own = { title: 'Pain care', endorsedUntil: null, invitedOn: null };
  given(
    await take([
      past({ ...own, outcome: 'do-not-endorse', decidedOn: '2020-01-01' }),
      past({ ...own, outcome: 'withdrawn', decidedOn: '2020-02-01' }),
      past({ ...own, outcome: 'endorse-with-conditions', decidedOn: '2020-03-01' }),
      past({ ...own, outcome: 'withdrawn', decidedOn: '2020-04-01' }),
      past({ ...own, outcome: 'go-ahead', decidedOn: '2019-01-01' }),
    ]),
  );
  expect((await publicly()).filter(([name]) => name === 'Pain care')).toEqual([
    ['Pain care', 'withdrawn'],
    ['Pain care', 'endorse-with-conditions'],
  ]);
});

test('the specification of its title shows a round, whoever may read it, unless the records name another area', async () => {
  const specification = { of: { specificationId } };
  given(await take([past({ title, areaOfPractice: 'Another area altogether', decidedOn: '2022-01-01' })]));
  const { items } = given(
    await centre.does.listPastRounds({ ...(await centre.by('oversight-1')), ...specification }),
  ).answer;
  expect(items.map(({ decidedOn }) => decidedOn)).toEqual(['2021-06-01']);
  const { entries } = given(
    await centre.does.getPipeline({ ...(await centre.by('staff-1')), of: {} }),
  ).answer;
  expect(entries.map(({ imported }) => imported)).toContainEqual({
    outcome: 'endorse',
    decidedOn: '2021-06-01',
  });
});

test('what is out of order, still to come or there twice is refused at its place, and nothing is taken in', async () => {
  const before = await stored();
  const refused = await take([
    past({ title: 'Refused', decidedOn: '2027-01-01', endorsedUntil: null }),
    past({ title: 'Refused', invitedOn: '2022-01-01' }),
    past({ title: 'Refused', outcome: 'return-for-revision' }),
    past({ title: 'Refused', decidedOn: '2026-05-03', invitedOn: null }),
    past({ title: 'Twice' }),
    past({ title: 'twice' }),
  ]);
  expect(refused.ok ? [] : refused.error.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/rounds/0/decidedOn in-the-future',
    '/rounds/1/invitedOn out-of-order',
    '/rounds/2/endorsedUntil not-endorsed',
    '/rounds/3/endorsedUntil out-of-order',
    '/rounds/5/title duplicate',
  ]);
  const many = Array.from({ length: 98 }, (_, n) => past({ title: `Specification ${n}` }));
  expect(await take(many)).toMatchObject({ ok: false, error: { errors: [{ code: 'too-many' }] } });
  expect(given(await take(many.slice(1), true)).answer.added).toBe(97);
  expect(await stored()).toBe(before);
});

test('an import of the most that is taken in is one transaction, and is taken back whole: then it can come again', async () => {
  const many = Array.from({ length: 97 }, (_, n) => past({ title: `Whole ${n}` }));
  const { importId } = given(await take(many)).answer;
  const of = { importId: importId ?? '' };
  const staff = await centre.by('staff-1');
  expect(given(await centre.does.getPastImport({ ...staff, of, what: undefined })).answer.items).toHaveLength(
    97,
  );
  given(await centre.does.takeBackPastImport({ ...staff, of, what: {} }));
  expect((await publicly()).filter(([name]) => name?.startsWith('Whole'))).toEqual([]);
  expect(given(await centre.does.getPastImport({ ...staff, of, what: undefined })).answer.items).toEqual([]);
  expect(await centre.does.takeBackPastImport({ ...staff, of, what: {} })).toMatchObject({
    error: { code: 'not-now' },
  });
  expect(given(await take(many)).answer.added).toBe(97);
  const { imports } = given(await centre.does.listPastImports(staff)).answer;
  expect(imports.map(({ rounds, takenBackAt }) => [rounds, takenBackAt !== null]).slice(0, 2)).toEqual([
    [97, false],
    [97, true],
  ]);
});

test('insight counts imported rounds apart, and withholds numbers below five', async () => {
  const { imported } = given(
    await centre.does.getInsight({ ...(await centre.by('staff-1')), of: {} }),
  ).answer;
  expect(imported.find(({ kind }) => kind === 'gateway')).toEqual({
    kind: 'gateway',
    rounds: '<5',
    yes: '<5',
    days: null,
    years: [],
  });
  const endorsement = imported.find(({ kind }) => kind === 'endorsement');
  // 97 and a few: among them fewer than five that were endorsed in no other year than 2021.
  expect(endorsement?.rounds).toBeGreaterThan(100);
  expect(endorsement?.days?.median).toBe(119);
  for (const { rounds, yes } of endorsement?.years ?? [])
    for (const one of [rounds, yes]) expect(one === '<5' || Number(one) >= 5).toBe(true);
});
