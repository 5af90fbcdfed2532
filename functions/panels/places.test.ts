import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { getResult } from '../results/storage.ts';
import { listAllSubmissions } from '../reviews/storage.ts';
import { drawLatePlace } from './places.ts';
import { listPanel } from './storage.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const placesOf = async (roundId: string) =>
  new Map((await listPanel(centre.db, roundId)).map(({ personId, place }) => [personId, place]));

const byNumber = (places: Iterable<number | null>) => [...places].map(Number).sort((a, b) => a - b);

test('the place of a reviewer who joins an open round does not say that they joined last', async () => {
  const late: (number | null | undefined)[] = [];
  // That all of them draw the last place happens once in 16 million times.
  for (let i = 0; i < 12; i++) {
    const roundId = await centre.openRound();
    await centre.addReviewer(roundId, 'reviewer-4');
    const places = await placesOf(roundId);
    expect(byNumber(places.values())).toEqual([1, 2, 3, 4]);
    late.push(places.get('reviewer-4'));
  }
  expect(new Set(late).size).toBeGreaterThan(1);
});

test('nor where everybody has submitted: whose place they draw moves, with what was submitted', async () => {
  const roundId = await centre.openRound();
  for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
  const before = await listPanel(centre.db, roundId);
  // That one of four is never drawn happens once in 8 million times.
  const drawn = Array.from({ length: 60 }, () => drawLatePlace({ recommendations: 0 }, before).place);
  expect(byNumber(new Set(drawn))).toEqual([1, 2, 3, 4]);
  await centre.addReviewer(roundId, 'reviewer-4');
  const places = await placesOf(roundId);
  expect(byNumber(places.values())).toEqual([1, 2, 3, 4]);
  for (const { personId, place } of await listAllSubmissions(centre.db, roundId))
    expect([personId, place]).toEqual([personId, places.get(personId)]);
  await centre.close(roundId);
  const result = await getResult(centre.db, roundId);
  expect(result?.result.submissions.map(({ place }) => place)).toEqual(
    byNumber(['reviewer-1', 'reviewer-2', 'reviewer-3'].map((id) => places.get(id) ?? null)),
  );
});

test('whoever has submitted keeps their place once the round has closed, also where somebody is replaced', async () => {
  const roundId = await centre.openRound();
  await centre.submit(roundId, 'reviewer-1');
  await centre.submit(roundId, 'reviewer-2');
  await centre.close(roundId);
  const staff = { ...(await centre.by('staff-1')), of: { roundId } };
  const later = { reviewsDue: '2026-09-03T16:00:00.000Z', closesAt: '2026-09-17T16:00:00.000Z' };
  given(await centre.does.reopenRound({ ...staff, what: { ...later, reason: 'One is missing.' } }));
  const before = await placesOf(roundId);
  const call = { ...(await centre.by('staff-1')), of: { roundId, personId: 'reviewer-3' } };
  const what = {
    name: 'Ignatius Dunwoody',
    email: 'reviewer-4@example.org',
    reason: 'Ill',
    inSpite: 'They work apart.',
  };
  given(await centre.does.replaceReviewer({ ...call, what }));
  const after = await placesOf(roundId);
  expect([after.get('reviewer-1'), after.get('reviewer-2')]).toEqual([
    before.get('reviewer-1'),
    before.get('reviewer-2'),
  ]);
  expect(byNumber(after.values())).toEqual([1, 2, 3, 4]);
  await centre.submit(roundId, 'reviewer-4');
});
