import { expect, test } from 'vitest';
import { sampleSpecifications } from '../../infra/local/samples.ts';
import { given, startCentre } from '../../test/support/centre.ts';

test('of a newer version whoever may not read it yet is told why, and nothing of what differs', async () => {
  const { does, by, openRound, accept, made, stop } = await startCentre();
  const roundId = await openRound();
  await accept(roundId, 'reviewer-1');
  const declared = { interest: 'declared' as const, description: 'I taught its author.' };
  for (const personId of ['reviewer-1', 'reviewer-2'])
    given(await does.declareInterests({ ...(await by(personId)), of: { roundId }, what: declared }));
  const staff = { ...(await by('staff-1')), of: { roundId } };
  const { specificationId } = given(await does.getRound(staff)).answer;
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is a sample');
  const what = { ...sample.version, documentSha256: 'ab'.repeat(32) };
  const told = await made(async () =>
    given(await does.addSpecificationVersion({ ...staff, of: { specificationId }, what })),
  );
  const waits = { mayRead: false, interestWaits: true, changes: [] };
  expect(Object.fromEntries(told.map(({ personId, data }) => [personId, data]))).toMatchObject({
    'reviewer-1': waits,
    'reviewer-2': waits,
    'reviewer-3': { mayRead: false, interestWaits: false, changes: [] },
  });
  await stop();
});

test('two versions added at one moment are one and then the other, and reviewers are told once of each', async () => {
  const { does, by, openRound, made, stop } = await startCentre();
  const roundId = await openRound();
  const { specificationId } = given(
    await does.getRound({ ...(await by('staff-1')), of: { roundId } }),
  ).answer;
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is a sample');
  const add = async (twice: string) =>
    does.addSpecificationVersion({
      ...(await by('staff-1')),
      of: { specificationId },
      what: { ...sample.version, documentSha256: twice.repeat(32) },
    });
  const told = await made(async () => {
    const both = await Promise.all(['ab', 'cd'].map(add));
    const refused = both.flatMap((one, i) =>
      one.ok ? [] : [{ code: one.error.code, twice: ['ab', 'cd'][i] }],
    );
    expect(refused.map(({ code }) => code)).toEqual(['stale']);
    expect(given(await add(refused[0]?.twice ?? '')).answer.version).toBe(3);
  });
  const news = told.flatMap(({ notice, personId, data }) =>
    notice === 'version-added' ? [`${personId} ${(data as { newVersion: number }).newVersion}`] : [],
  );
  expect(news.filter((one) => one.startsWith('reviewer-')).sort()).toEqual(
    ['reviewer-1', 'reviewer-2', 'reviewer-3'].flatMap((id) => [`${id} 2`, `${id} 3`]),
  );
  await stop();
});
