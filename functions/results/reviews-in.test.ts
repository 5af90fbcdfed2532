import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { project } from './project.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const told = async (roundId: string) =>
  (await centre.made(() => project(centre.services, roundId)))
    .filter(({ notice }) => notice === 'reviews-in')
    .map(({ personId, data }) => [personId, (data as { reviews: number }).reviews])
    .sort();

const onToday = async () =>
  given(
    await centre.does.getToday({ ...(await centre.by('staff-1')), what: undefined }),
  ).answer.reviewsIn.items.map(({ roundId }) => roundId);

const ofRound = async (roundId: string) => ({ ...(await centre.by('staff-1')), of: { roundId } });

test('staff are told once, and see it on Today, when everybody who was asked has submitted', async () => {
  const roundId = await centre.openRound();
  for (const n of [1, 2]) await centre.submit(roundId, `reviewer-${n}`);
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([]);
  await centre.submit(roundId, 'reviewer-3');
  expect(await told(roundId)).toEqual([
    ['staff-1', 3],
    ['staff-2', 3],
  ]);
  expect(await onToday()).toEqual([roundId]);

  // Somebody who joins is awaited; without them every review is in again, and nobody is told twice.
  await centre.addReviewer(roundId, 'reviewer-4');
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([]);
  const call = { ...(await centre.by('staff-1')), of: { roundId, personId: 'reviewer-4' } };
  given(await centre.does.recuseReviewer({ ...call, what: { reason: 'Away' } }));
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([roundId]);

  // One of them is asked to write again, and does.
  const first = { ...(await centre.by('staff-1')), of: { roundId, personId: 'reviewer-1' } };
  given(await centre.does.reopenReview({ ...first, what: { reason: 'A page was missing.' } }));
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([]);
  centre.setNow('2026-07-01T10:00:00.000Z');
  await centre.submit(roundId, 'reviewer-1');
  expect((await told(roundId)).length).toBe(2);

  const dates = { reviewsDue: '2026-08-06T16:00:00.000Z', closesAt: '2026-09-01T16:00:00.000Z' };
  given(
    await centre.does.extendRound({ ...(await ofRound(roundId)), what: { ...dates, reason: 'Holidays' } }),
  );
  await project(centre.services, roundId);
  const today = given(
    await centre.does.getToday({ ...(await centre.by('staff-1')), what: undefined }),
  ).answer;
  expect(today.reviewsIn.items.map(({ closesAt }) => closesAt)).toEqual([dates.closesAt]);

  given(await centre.does.closeRound({ ...(await ofRound(roundId)), what: { reason: 'All are in.' } }));
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([]);
  // Who opens it again knows that nobody is awaited; Today says so all the same.
  given(
    await centre.does.reopenRound({ ...(await ofRound(roundId)), what: { ...dates, reason: 'Look again' } }),
  );
  expect(await told(roundId)).toEqual([]);
  expect(await onToday()).toEqual([roundId]);
  given(await centre.does.cancelRound({ ...(await ofRound(roundId)), what: { reason: 'Withdrawn' } }));
  await project(centre.services, roundId);
});

test('the last one who declines leaves every review in; a round that is cancelled waits for nobody', async () => {
  const roundId = await centre.openRound();
  for (const n of [1, 2]) await centre.submit(roundId, `reviewer-${n}`);
  const own = { ...(await centre.by('reviewer-3')), of: { roundId } };
  given(await centre.does.declineOrRecuse({ ...own, what: { reason: 'No time' } }));
  expect(await told(roundId)).toEqual([
    ['staff-1', 2],
    ['staff-2', 2],
  ]);
  expect(await onToday()).toEqual([roundId]);
  given(await centre.does.cancelRound({ ...(await ofRound(roundId)), what: { reason: 'Withdrawn' } }));
  await project(centre.services, roundId);
  expect(await onToday()).toEqual([]);
});

test('Today and Rounds say of an open round how many of those asked have submitted, whoever joins or leaves', async () => {
  const roundId = await centre.openRound();
  const progress = async () => {
    await project(centre.services, roundId);
    const staff = await centre.by('staff-1');
    const today = given(await centre.does.getToday(staff)).answer;
    const { items } = given(
      await centre.does.listRounds({ ...staff, of: { status: 'open', cursor: undefined } }),
    ).answer;
    const onToday = today.underWay.items.find((one) => one.roundId === roundId)?.progress;
    const inList = items.find((one) => one.roundId === roundId)?.progress;
    expect(onToday).toEqual(inList);
    return inList && [inList.submitted, inList.of];
  };
  expect(await progress()).toEqual([0, 3]);
  await centre.submit(roundId, 'reviewer-1');
  expect(await progress()).toEqual([1, 3]);
  await centre.addReviewer(roundId, 'reviewer-4');
  expect(await progress()).toEqual([1, 4]);
  const of = async (personId: string) => ({ ...(await centre.by('staff-1')), of: { roundId, personId } });
  given(await centre.does.recuseReviewer({ ...(await of('reviewer-2')), what: { reason: 'Away' } }));
  expect(await progress()).toEqual([1, 3]);
  given(await centre.does.reopenReview({ ...(await of('reviewer-1')), what: { reason: 'A page' } }));
  expect(await progress()).toEqual([0, 3]);
  await centre.cancelRounds();
  expect(await progress()).toBe(undefined);
});
