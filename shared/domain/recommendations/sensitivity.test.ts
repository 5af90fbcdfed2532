import { describe, expect, it } from 'vitest';
import { type Rating, unableToJudge } from '../reviews/review.ts';
import { groundsOf, setOf } from '../testing.ts';
import { explain } from './explain.ts';
import { recommend } from './recommendation.ts';

const without = (rows: readonly (readonly Rating[])[], minReviews = 2, interests = 0) => {
  const set = setOf(
    rows.map(() => ({})),
    { minReviews },
  );
  const { sensitivity, criteria } = recommend(groundsOf(set, rows, { unresolvedInterests: interests }));
  return {
    outcomes: sensitivity.map((s) => s.outcome),
    places: sensitivity.map((s) => s.place),
    criteria: criteria.map((c) => c.changesWithout),
  };
};

describe('leaving one reviewer out', () => {
  it('is not worked out for panels of fewer than three', () => {
    expect(without([[2, 1]])).toEqual({ outcomes: [], places: [], criteria: [[]] });
  });

  it('shows whose absence changes the outcome, and which criteria change with it', () => {
    expect(
      without([
        [2, 2, 0],
        [2, 2, 2],
        [3, 0, 0],
      ]),
    ).toEqual({
      places: [1, 2, 3],
      outcomes: ['return-for-revision', 'refer-to-panel', 'refer-to-panel'],
      criteria: [[3], [], [1]],
    });
  });

  it('shows criteria that change while the outcome does not', () => {
    expect(
      without([
        [0, 0, 0],
        [2, 2, 0],
      ]),
    ).toEqual({
      places: [1, 2, 3],
      outcomes: ['return-for-revision', 'return-for-revision', 'return-for-revision'],
      criteria: [[], [3]],
    });
  });

  it('asks for one review fewer, but never for fewer than two', () => {
    expect(without([[2, 2, 2]], 3).outcomes).toEqual(['endorse', 'endorse', 'endorse']);
    expect(without([[2, 2, unableToJudge]], 2).outcomes).toEqual([
      'refer-to-panel',
      'refer-to-panel',
      'endorse',
    ]);
  });

  describe('says that one rating fewer is needed', () => {
    const fewer = / With one reviewer fewer, one rating fewer is needed: 2 instead of 3\.$/;
    const sentences = (rows: readonly (readonly Rating[])[], minReviews: number) => {
      const set = setOf(
        rows.map(() => ({})),
        { minReviews },
      );
      const { sensitivity, criteria } = explain(recommend(groundsOf(set, rows)), set);
      return { round: sensitivity, criteria: criteria.map((c) => c.sentence) };
    };

    it('where an insufficient criterion gets a status by it', () => {
      const { round, criteria } = sentences([[3, 3, unableToJudge]], 3);
      expect(criteria).toEqual([
        '4.1 (mandatory): too few ratings. 2 ratings, and the rules need 3. 1 reviewer was unable to judge. This would change if R3 were left out. With one reviewer fewer, one rating fewer is needed: 2 instead of 3.',
      ]);
      expect(round).toBe(
        'The recommendation would change if R3 were left out (to “Endorse”). With one reviewer fewer, one rating fewer is needed: 2 instead of 3.',
      );
    });

    it('where nothing changes only because of it', () => {
      const { round, criteria } = sentences([[3, 3, 3]], 3);
      expect(round).toMatch(/^Without any one reviewer the recommendation would be the same\. With/);
      expect(criteria[0]).not.toMatch(fewer);
    });

    it('not of a criterion that changes without it, or does not change', () => {
      const { criteria } = sentences(
        [
          [2, 2, 0],
          [3, unableToJudge, unableToJudge],
        ],
        3,
      );
      expect(criteria[0]).toMatch(/This would change if R3 were left out\.$/);
      expect(criteria[1]).not.toMatch(fewer);
    });

    it('where it is one criterion that has few ratings, or else not', () => {
      const some: readonly Rating[] = [3, 3, 3, 3, unableToJudge];
      expect(sentences([[3, 3, 3, 3, 3], some], 4).round).toMatch(/3 instead of 4\.$/);
      expect(sentences([[3, 3, 3, 3, 3], some], 3).round).toMatch(/would be the same\.$/);
    });

    it('not where two are needed, which stays so, nor where too few have submitted', () => {
      expect(sentences([[3, 3, unableToJudge]], 2).round).toBe(
        'Without any one reviewer the recommendation would be the same, or be left open. One rating fewer would leave criterion 4.1 undecided.',
      );
      expect(sentences([[3, unableToJudge, unableToJudge]], 2).round).toMatch(/would be the same\.$/);
      expect(sentences([[3, 3, 3]], 5).round).toMatch(/would be the same\.$/);
    });
  });

  it('names nobody where the others would only be left to dispute, but which criterion that is', () => {
    const set = setOf([{}, {}]);
    const rows = [
      [2, 2, 1],
      [3, 3, 3],
    ];
    const { outcome, criteria } = recommend(groundsOf(set, rows));
    expect(outcome).toBe('endorse');
    expect(criteria.map((c) => [c.changesWithout, c.undecidedWithout])).toEqual([
      [[], [1, 2]],
      [[], []],
    ]);
    expect(explain(recommend(groundsOf(set, rows)), set)).toMatchObject({
      sensitivity:
        'Without any one reviewer the recommendation would be the same, or be left open. One rating fewer would leave criterion 4.1 undecided.',
      criteria: [
        {
          sentence:
            '4.1 (mandatory): met, 2 of 3. 2 of 3 ratings are at “Level 2” or above (2 needed). It would be left undecided if R1 or R2 were left out.',
        },
        { sentence: expect.not.stringContaining('left out') },
      ],
    });
  });

  it('tells nobody at which place an interest is unresolved', () => {
    expect(without([[2, 2, 2]], 2, 1).outcomes).toEqual(['hold', 'hold', 'hold']);
  });

  it('keeps to the places that reviewers have', () => {
    const given = groundsOf(setOf([{}]), [[2, 2, 0]]);
    const submissions = given.submissions.map((s) => ({ ...s, place: s.place * 4 }));
    const { sensitivity, criteria } = recommend({ ...given, submissions });
    expect(sensitivity.map((s) => s.place)).toEqual([4, 8, 12]);
    expect(criteria[0]?.changesWithout).toEqual([12]);
  });

  it('takes findings along: they settle what is disputed without the reviewer too', () => {
    const findings = [{ criterionId: 'c1', status: 'met' }] as const;
    const { sensitivity, criteria } = recommend(groundsOf(setOf([{}]), [[2, 0, 0]], { findings }));
    expect(sensitivity.map((s) => s.outcome)).toEqual(['return-for-revision', 'endorse', 'endorse']);
    expect(criteria[0]?.changesWithout).toEqual([1]);
  });
});
