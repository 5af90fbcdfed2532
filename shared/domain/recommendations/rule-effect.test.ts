import { describe, expect, it, test } from 'vitest';
import { groundsOf, setOf } from '../testing.ts';
import { recommend } from './recommendation.ts';
import { isReplayable, replay } from './replay.ts';
import { outcomeShares } from './rule-effect.ts';

const thirteen = (minReviews = 2) =>
  setOf(
    Array.from({ length: 13 }, () => ({})),
    { minReviews },
  );
const inHundred = (share = Number.NaN) => Math.floor(100 * share);

describe('how often a rule leads to each outcome', () => {
  it('sends a good specification with 13 mandatory criteria to a panel 17 times in 100, by two reviewers 72 times', () => {
    expect(inHundred(outcomeShares(thirteen(), 3, 0.95)['refer-to-panel'])).toBe(17);
    expect(inHundred(outcomeShares(thirteen(), 2, 0.95)['refer-to-panel'])).toBe(72);
  });

  it('sends it there 86 times where all three have to agree, as an earlier rule asked', () => {
    const set = setOf(
      Array.from({ length: 13 }, () => ({})),
      { metShare: { atLeast: 1, of: 1 } },
    );
    expect(inHundred(outcomeShares(set, 3, 0.95)['refer-to-panel'])).toBe(86);
  });

  it('holds where fewer review than the rule asks for', () => {
    expect(outcomeShares(thirteen(3), 2, 0.95)).toMatchObject({ hold: 1, endorse: 0 });
  });

  it('says it of a gateway in the gateway’s own outcomes', () => {
    const shares = outcomeShares({ ...thirteen(), kind: 'gateway' }, 3, 0.95);
    const endorsement = outcomeShares(thirteen(), 3, 0.95);
    expect(shares).toEqual({
      'go-ahead': endorsement.endorse,
      'go-ahead-with-conditions': endorsement['endorse-with-conditions'],
      'think-again': endorsement['return-for-revision'],
      'refer-to-panel': endorsement['refer-to-panel'],
      hold: 0,
    });
  });

  it('adds up to all, and is sure of what is perfect and of what nobody finds met', () => {
    const set = setOf([
      {},
      { mandatory: false },
      { mandatory: false, threshold: 1 },
      { dissentRefers: true },
    ]);
    for (const reviewers of [2, 3, 4, 5, 6, 7]) {
      for (const quality of [0.5, 0.8, 0.95])
        expect(
          Object.values(outcomeShares(set, reviewers, quality)).reduce((sum, share) => sum + share, 0),
        ).toBeCloseTo(1, 12);
      expect(outcomeShares(set, reviewers, 1).endorse).toBe(1);
      expect(outcomeShares(setOf([{ threshold: 1 }]), reviewers, 0)['return-for-revision']).toBe(1);
    }
  });

  it('is what comes out of rounds drawn by chance, one after the other', () => {
    const set = setOf(
      [{}, { dissentRefers: true }, { mandatory: false }, { mandatory: false, threshold: 1 }],
      {
        nonMandatoryShare: 0.5,
      },
    );
    let seed = 20261129;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const drawn = (threshold: number) => {
      if (random() < 0.8) return threshold;
      return threshold === 1 || random() >= 0.1 ? threshold - 1 : threshold - 2;
    };
    const rounds = 4_000;
    const counted = new Map<string, number>();
    for (let i = 0; i < rounds; i += 1) {
      const rows = [2, 2, 2, 1].map((threshold) => [0, 1, 2, 3].map(() => drawn(threshold)));
      const { outcome } = recommend(groundsOf(set, rows));
      counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
    }
    for (const [outcome, share] of Object.entries(outcomeShares(set, 4, 0.8)))
      expect(Math.abs((counted.get(outcome) ?? 0) / rounds - share), outcome).toBeLessThan(0.03);
  });
});

describe('a round replayed', () => {
  const set = setOf([{}, { mandatory: false }]);
  const rows = [
    [2, 2, 1],
    [2, 0, 2],
  ];
  const recorded = recommend(groundsOf(set, rows));

  it('under the same rules is what was recommended', () => {
    expect(replay(recorded, set, set)).toEqual({
      recommendation: recorded,
      before: recorded.outcome,
      after: recorded.outcome,
      changed: [],
    });
  });

  it('under other rules says what would have been recommended, and which criteria make the difference', () => {
    const stricter = setOf([{}, { mandatory: true }], { metShare: { atLeast: 1, of: 1 } });
    expect(replay(recorded, set, stricter)).toMatchObject({
      before: 'endorse-with-conditions',
      after: 'refer-to-panel',
      changed: [{ criterionId: 'c1', number: '4.1', before: 'met', after: 'disputed' }],
    });
  });
});

test('rules can be tried on ratings by the same levels only', () => {
  expect(isReplayable(setOf([{}]), setOf([{}, {}]))).toBe(true);
  expect(isReplayable(setOf([{}]), setOf([{}], { lowest: 1 }))).toBe(false);
  expect(isReplayable(setOf([{}]), setOf([{}], { levels: 3 }))).toBe(false);
});
