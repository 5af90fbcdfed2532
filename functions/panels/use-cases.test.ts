import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { project } from '../results/project.ts';
import { getLatestRecommendation } from '../results/storage.ts';
import { getAssignment } from './storage.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const personId = 'reviewer-3';

async function declare(roundId: string, description: string): Promise<void> {
  const call = { ...(await centre.by(personId)), of: { roundId } };
  given(await centre.does.declareInterests({ ...call, what: { interest: 'declared', description } }));
}

/** Staff about reviewer 3 of a round. */
const staff = async (roundId: string) => ({
  ...(await centre.by('staff-1')),
  of: { roundId, personId },
});

const memberOf = async (roundId: string) => given(await centre.does.getPanelMember(await staff(roundId)));

describe('an interest', () => {
  const resolution = { resolution: 'cleared', reason: 'It is nothing.' } as const;

  test('is not resolved on a declaration that has been written anew since it was read', async () => {
    const roundId = await centre.openRound();
    await declare(roundId, 'I once met an author.');
    const read = await memberOf(roundId);
    await declare(roundId, 'I wrote section 3.');
    const late = { ...(await staff(roundId)), expected: read.version, what: resolution };
    const now = await memberOf(roundId);
    expect(await centre.does.resolveInterest(late)).toMatchObject({
      error: { code: 'stale', currentVersion: now.version, current: now.answer },
    });
    expect((await memberOf(roundId)).answer).toMatchObject({
      interest: 'declared',
      interestDescription: 'I wrote section 3.',
    });

    given(await centre.does.resolveInterest({ ...late, expected: now.version }));
    expect((await memberOf(roundId)).answer).toMatchObject({ interest: 'cleared' });
  });

  test('no longer holds the recommendation when its reviewer is recused, submitted or not', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1', 1);
    await centre.submit(roundId, 'reviewer-2', 2);
    await declare(roundId, 'I share a flat with the author.');
    await centre.close(roundId);
    const outcome = async () =>
      (await getLatestRecommendation(centre.db, roundId))?.recommendation.outcome ?? null;
    expect(await outcome()).toBe('hold');

    given(await centre.does.recuseReviewer({ ...(await staff(roundId)), what: { reason: 'Too close' } }));
    await project(centre.services, roundId);
    expect(await outcome()).not.toBe('hold');
    expect(await getAssignment(centre.db, roundId, personId)).toMatchObject({
      status: 'recused',
      interest: 'recused',
    });
  });
});

test('a review is not reopened over one that has been submitted again since it was read', async () => {
  const roundId = await centre.openRound();
  await centre.submit(roundId, personId);
  const { version } = await memberOf(roundId);
  const reopen = { ...(await staff(roundId)), expected: version, what: { reason: 'Annex B' } };
  given(await centre.does.reopenReview(reopen));
  await centre.submit(roundId, personId, 2);
  const now = await memberOf(roundId);
  expect(now.answer).toMatchObject({ status: 'submitted', submissions: 2 });
  expect(await centre.does.reopenReview(reopen)).toMatchObject({
    error: { code: 'stale', currentVersion: now.version, current: now.answer },
  });
});
