import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { criteriaInEmail } from '../../shared/contract/notices/kinds.ts';
import { maxBodyBytes } from '../../shared/contract/operation.ts';
import {
  type CriteriaSet,
  checkCriteriaSet,
  criteriaOf,
  maxCriteria,
} from '../../shared/domain/criteria-sets/criteria-set.ts';
import {
  emptyCriterionReview,
  emptyReview,
  type Rating,
  unableToJudge,
} from '../../shared/domain/reviews/review.ts';
import { maxPanel } from '../../shared/domain/rounds/round.ts';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { getNotices, noticeIdOf } from '../notices/storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { maxRecipients } from '../people/roster.ts';
import { getRecommendation } from './storage.ts';

let centre: Centre;
/** Bytes of each item of the largest transaction since it was emptied. */
let largest: readonly number[] = [];
const sum = (bytes: readonly number[]) => bytes.reduce((all, one) => all + one, 0);
beforeAll(async () => {
  centre = await startCentre();
  for (const role of ['oversight', 'reviewer'] as const)
    for (let n = 2; n <= maxRecipients; n++) {
      const person = { id: `${role}-${n}`, name: `${role} ${n}`, email: `${role}-${n}@example.org` };
      if (role === 'oversight' ? n <= maxRecipients - 2 : n > 4 && n <= maxPanel)
        await addPerson(centre.db, { ...person, roles: [role] }, centre.services.now().toISOString());
    }
  centre.db.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'TransactWriteItemsCommand') {
          const { TransactItems = [] } = args.input as TransactWriteCommandInput;
          const bytes = TransactItems.map((item) => Buffer.byteLength(JSON.stringify(item)));
          if (sum(bytes) > sum(largest)) largest = bytes;
        }
        return next(args);
      },
    { step: 'initialize', priority: 'high' },
  );
});
afterAll(() => centre.stop());

const longId = (id: string) => id.padEnd(64, 'x');

/** A set of as many criteria as there may be, with ids, labels and texts that leave no room for more. */
const largestSet = (id: string): CriteriaSet => ({
  ...sampleCriteriaSet(),
  id,
  instructions: '',
  scale: Array.from({ length: 9 }, (_, i) => ({ value: i + 1, label: `${'€'.repeat(59)}${i}`, meaning: '' })),
  rules: { edition: 1, minReviews: 2, threshold: 5, metShare: { atLeast: 2, of: 3 }, nonMandatoryShare: 1 },
  sections: Array.from({ length: 50 }, (_, s) => ({
    id: longId(`s-${s}`),
    number: String(100 + s),
    title: `Section ${s}`,
    criteria: Array.from({ length: maxCriteria / 50 }, (_c, c) => ({
      id: longId(`c-${s}-${c}`),
      number: `${100 + s}.${100 + c}.100`,
      // One that an email need not cut, then others.
      text: c === 0 ? 'Short.' : '€'.repeat(320),
      guidance: '',
      mandatory: true,
      threshold: null,
      dissentRefers: false,
    })),
  })),
});

/** Closes a round on a set whose 20 reviewers rate every criterion like this. */
async function closedRound(set: CriteriaSet, ratingOf: (place: number) => Rating): Promise<string> {
  const { does } = centre;
  const staff = await centre.by('staff-1');
  const created = given(await does.createCriteriaSet({ ...staff, what: criteriaSet.parse(set) })).answer;
  const parameters = { criteriaSetId: created.criteriaSetId, version: created.version };
  given(await does.publishCriteriaSet({ ...staff, of: parameters }));
  const panel = Array.from({ length: maxPanel }, (_, i) => i + 1);
  const roundId = await centre.openRound(usualDates, panel, { criteriaSetId: set.id });
  for (const n of panel) {
    const given = { ...emptyCriterionReview, rating: ratingOf(n), reason: 'Unclear' };
    await centre.submit(roundId, `reviewer-${n}`, (hash) => ({
      ...emptyReview(hash),
      ratings: Object.fromEntries(criteriaOf(set).map(({ id }) => [id, given])),
    }));
  }
  largest = [];
  await centre.close(roundId);
  return roundId;
}

const rated = {
  // The longest trace: 16 cannot judge, and without any one of three of the others the status would be another.
  conditions: (place: number) => (place <= 16 ? unableToJudge : place === 17 ? 5 : 4),
  disputed: (place: number) => (place <= 10 ? 5 : 4),
} as const;

test.each(['conditions', 'disputed'] as const)(
  'a round on the largest set gets its recommendation, and fifty people an email with the first of all criteria: %s',
  async (listed) => {
    const set = largestSet(`largest-${listed}`);
    expect(criteriaSet.parse(set)).toEqual(set);
    expect(checkCriteriaSet(set)).toEqual([]);
    const bytes = Buffer.byteLength(JSON.stringify(set));
    expect([bytes > 0.9 * maxBodyBytes, bytes <= maxBodyBytes]).toEqual([true, true]);
    const roundId = await closedRound(set, rated[listed]);

    const kept = await getRecommendation(centre.db, roundId, 1);
    expect(kept?.recommendation[listed]).toHaveLength(maxCriteria);
    const ids = [...Array.from({ length: 2 }, (_, i) => `staff-${i + 1}`), 'oversight-1', 'oversight-48'];
    const notices = await getNotices(
      centre.db,
      ids.map((personId) => noticeIdOf(`recommendation ${roundId} 1`, personId)),
    );
    expect(notices.size).toBe(ids.length);
    for (const { data } of notices.values())
      expect(data).toMatchObject({
        [listed]: expect.arrayContaining([
          '100.100.100 Short.',
          expect.stringMatching(/^100\.101\.100 €+…$/),
        ]),
        [`more${listed === 'disputed' ? 'Disputed' : 'Conditions'}`]: maxCriteria - criteriaInEmail,
      });

    // The round, its result, the recommendation and its event, and the notices.
    expect(largest).toHaveLength(4 + maxRecipients);
    // DynamoDB takes 4 MB at once, and 400 KB for an item.
    expect(sum(largest)).toBeLessThan(1_500_000);
    expect(Math.max(...largest)).toBeLessThan(400_000);
  },
);
