import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, type Item, startEngine } from './histories/engine.ts';
import { crashEverywhere, playReference, type Reference } from './histories/every-await.ts';
import { type History, victims } from './histories/history.ts';
import { judge } from './histories/oracle.ts';
import { randomHistory } from './histories/random-history.ts';
import { crashTable, historyTable } from './histories/report.ts';
import { type Start, setScene, smallestCentre, wholeCentre } from './histories/start.ts';

/** Seconds of work on a core of one's own; machines that are busy take longer. */
const patience = 300_000;

let engine: Engine;
let smallest: Start;
let reference: { readonly invocations: readonly Reference[]; readonly history: History };
beforeAll(async () => {
  engine = await startEngine();
  smallest = await setScene(engine, smallestCentre);
  reference = await playReference(engine, smallest);
});
afterAll(() => engine.stop());

test('a history in which nothing fails sends every notice that is due once', async () => {
  const { wrong, counts } = await judge(reference.history);
  expect(wrong).toEqual([]);
  expect(counts).toMatchObject({
    notices: 8,
    'sent once': 5,
    'certainly not sent, and shown to staff': 2,
    'came back, and the address shown to staff': 1,
  });
});

test('whichever await a function dies at, every notice is sent once or shown as possibly sent', {
  tags: 'long',
  timeout: patience,
}, async () => {
  const { invocations } = reference;
  const crashes = await crashEverywhere(engine, smallest, invocations, 4, 'by-turns');
  console.log(crashTable(crashes));
  // One crash at each await (`npm run histories` has two); each function has some, and each crash was reached.
  expect(crashes).toHaveLength(invocations.reduce((sum, { awaits }) => sum + awaits, 0));
  for (const victim of victims) expect(crashes.filter((one) => one.victim === victim)).not.toEqual([]);
  expect(crashes.filter(({ died }) => !died)).toEqual([]);
  expect(crashes.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  expect(crashes.some(({ counts }) => counts['possibly sent, and shown to staff'] > 0)).toBe(true);
});

test(
  'in random histories no notice is sent twice or lost',
  async () => {
    const start = await setScene(engine, wholeCentre);
    const seeds = Array.from({ length: 8 }, (_, i) => 1 + i);
    const outcomes = await Promise.all(seeds.map((seed) => randomHistory(engine, start, seed)));
    console.log(historyTable(outcomes));
    expect(outcomes.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  },
  patience,
);

test(
  'a seed always makes the same history',
  async () => {
    const start = await setScene(engine, wholeCentre);
    const [one, other] = await Promise.all([7, 7].map((seed) => randomHistory(engine, start, seed)));
    expect(one?.trace).toEqual(other?.trace);
  },
  patience,
);

/** The reference history with its items changed behind everybody's back. */
const tampered = (change: (item: Item) => readonly Item[]): History => ({
  ...reference.history,
  items: async () => (await reference.history.items()).flatMap(change),
});
const sentOne = ({ kind, status }: Item) => kind === 'notice' && status === 'sent';
const reminder = ({ notice }: Item) => notice === 'reminder';

test('an email that SES took a second time is seen', async () => {
  const { mail } = reference.history;
  const again = {
    ...reference.history,
    mail: { ...mail, taken: [...mail.taken, ...mail.taken.slice(0, 1)] },
  };
  const { counts, wrong } = await judge(again);
  expect(counts['sent twice']).toBe(1);
  expect(wrong).toHaveLength(1);
});

test('a notice that was never made is seen', async () => {
  const { counts, wrong } = await judge(tampered((item) => (reminder(item) ? [] : [item])));
  expect(counts.lost).toBe(1);
  expect(wrong).toHaveLength(1);
});

test('a notice without a cause is seen', async () => {
  const { counts } = await judge(
    tampered((item) => (reminder(item) ? [item, { ...item, pk: 'NOTICE#other' }] : [item])),
  );
  expect(counts['never due']).toBe(1);
});

test('notices that are pending for ever, marked as sent though SES never took them, or failed unseen are lost', async () => {
  for (const change of [
    { status: 'pending' },
    { status: 'sent', id: 'f'.repeat(32) },
    { status: 'failed', failure: 'possibly sent', todoPk: undefined },
  ]) {
    const { counts } = await judge(tampered((item) => [sentOne(item) ? { ...item, ...change } : item]));
    expect(counts.lost).toBe(5);
  }
});

test('a round that was to be closed and is open, and a recommendation that was never derived, are seen', async () => {
  const { wrong } = await judge(
    tampered((item) =>
      item.sk === 'ROUND' ? [{ ...item, status: 'open' }] : item.kind === 'recommendation' ? [] : [item],
    ),
  );
  expect(wrong).toHaveLength(2);
});
