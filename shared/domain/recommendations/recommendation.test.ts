import { describe, expect, it } from 'vitest';
import { type Rating, unableToJudge } from '../reviews/review.ts';
import { groundsOf, panelOf, type SetOptions, setHash, setOf } from '../testing.ts';
import { ruleOrder } from './outcomes.ts';
import { type Finding, recommend } from './recommendation.ts';

/** Rows of ratings of a panel of three on levels 0 to 3 with threshold 2, by the status they lead to. */
const met = [2, 2, 3];
const partlyMet = [1, 1, 1];
const notMet = [0, 0, 1];
const disputed = [2, 2, 0];
const insufficient: readonly Rating[] = [2, unableToJudge, null];

interface Row {
  readonly ratings: readonly Rating[];
  readonly mandatory: boolean;
}
const mandatory = (ratings: readonly Rating[]): Row => ({ ratings, mandatory: true });
const other = (ratings: readonly Rating[]): Row => ({ ratings, mandatory: false });

const grounds = (rows: readonly Row[], options: SetOptions = {}) =>
  groundsOf(
    setOf(
      rows.map((row) => ({ mandatory: row.mandatory })),
      options,
    ),
    rows.map((row) => row.ratings),
  );
const of = (rows: readonly Row[], options: SetOptions = {}) => recommend(grounds(rows, options));

describe('the recommendation', () => {
  it.each([
    ['endorse', 'share-reached', [mandatory(met)]],
    ['endorse', 'share-reached', [mandatory(met), other(met)]],
    ['endorse', 'share-reached', [other(met)]],
    ['endorse-with-conditions', 'share-not-reached', [mandatory(met), other(partlyMet)]],
    ['endorse-with-conditions', 'share-not-reached', [mandatory(met), other(notMet)]],
    ['endorse-with-conditions', 'share-not-reached', [mandatory(met), other(disputed)]],
    ['endorse-with-conditions', 'share-not-reached', [mandatory(met), other(insufficient)]],
    ['endorse-with-conditions', 'mandatory-partly-met', [mandatory(partlyMet), other(met)]],
    ['refer-to-panel', 'mandatory-disputed-or-insufficient', [mandatory(disputed)]],
    ['refer-to-panel', 'mandatory-disputed-or-insufficient', [mandatory(insufficient)]],
    ['return-for-revision', 'mandatory-not-met', [mandatory(notMet)]],
  ] as const)('is %s by the rule %s', (outcome, rule, rows) => {
    const recommendation = of(rows);
    expect(recommendation.outcome).toBe(outcome);
    expect(recommendation.rules.filter((r) => r.fired).map((r) => r.rule)).toEqual([rule]);
  });

  it('holds on too few reviews, an interest unresolved, or another version of the criteria', () => {
    const set = setOf([{}], { minReviews: 3 });
    const firedRule = (besides: Parameters<typeof groundsOf>[2], rows: readonly Rating[][] = [met]) => {
      const { outcome, rules } = recommend(groundsOf(set, rows, besides));
      expect(rules.flatMap((rule) => rule.criteria)).toEqual([]);
      return [outcome, rules[rules.length - 1]?.rule];
    };
    expect(firedRule({}, [[3, 3]])).toEqual(['hold', 'too-few-reviews']);
    expect(firedRule({ unresolvedInterests: 1 })).toEqual(['hold', 'interest-unresolved']);
    const [one, ...others] = panelOf(set, [met]);
    if (one === undefined) throw new Error('Three submissions were asked for');
    const mixed = { ...one, content: { ...one.content, criteriaSetHash: 'b'.repeat(64) } };
    expect(firedRule({ submissions: [mixed, ...others] })).toEqual(['hold', 'criteria-versions-mixed']);
    expect(firedRule({})).toEqual(['endorse', 'share-reached']);
  });

  it('tries the rules in their order, and each only after those before it', () => {
    const everything = [mandatory(notMet), mandatory(disputed), mandatory(partlyMet), other(notMet)];
    const cures: readonly Row[] = everything.map((row) => ({ ...row, ratings: met }));
    const outcomes = [0, 1, 2, 3, 4].map((cured) => {
      const { rules } = of([...cures.slice(0, cured), ...everything.slice(cured)]);
      return rules.map((r) => r.rule);
    });
    expect(outcomes).toEqual([4, 5, 6, 7, 8].map((tried) => ruleOrder.slice(0, tried)));

    const set = setOf(everything.map((row) => ({ mandatory: row.mandatory })));
    const held = groundsOf(
      set,
      everything.map(() => [0]),
      { unresolvedInterests: 1, criteriaSetHash: 'b'.repeat(64) },
    );
    expect(recommend(held).rules.map((r) => r.rule)).toEqual(['too-few-reviews']);
    const enough = {
      ...held,
      submissions: panelOf(
        set,
        everything.map(() => [0, 0]),
      ),
    };
    expect(recommend(enough).rules.map((r) => r.rule)).toEqual(['too-few-reviews', 'interest-unresolved']);
    expect(recommend({ ...enough, unresolvedInterests: 0 }).rules.map((r) => r.rule)).toEqual(
      ruleOrder.slice(0, 3),
    );
  });

  it('names in each rule the criteria that made it fire', () => {
    const { rules } = of([mandatory(met), mandatory(disputed), mandatory(insufficient), other(disputed)]);
    expect(rules.map((r) => r.criteria)).toEqual([[], [], [], [], ['c2', 'c3']]);
  });

  it('does not let other criteria weigh up a mandatory one', () => {
    const others = Array.from({ length: 9 }, () => other([3, 3, 3]));
    expect(of([mandatory(notMet), ...others]).outcome).toBe('return-for-revision');
  });

  it('asks for the share of the other criteria exactly', () => {
    const shareOf = (metOnes: number, all: number, nonMandatoryShare: number) =>
      of(
        Array.from({ length: all }, (_, i) => other(i < metOnes ? met : notMet)),
        { nonMandatoryShare },
      ).outcome;
    expect(shareOf(4, 5, 0.8)).toBe('endorse');
    expect(shareOf(3, 5, 0.8)).toBe('endorse-with-conditions');
    expect(shareOf(7, 50, 0.14)).toBe('endorse');
    expect(shareOf(6, 50, 0.14)).toBe('endorse-with-conditions');
    expect(shareOf(2, 3, 2 / 3)).toBe('endorse');
    expect(shareOf(0, 3, 0)).toBe('endorse');
  });

  it('is the same whatever the order of submissions', () => {
    const given = groundsOf(setOf([{}, {}]), [met, disputed], { unresolvedInterests: 2 });
    const turned = { ...given, submissions: [...given.submissions].reverse() };
    expect(recommend(turned)).toEqual(recommend(given));
    expect(recommend(turned).places).toEqual([1, 2, 3]);
  });
});

describe('conditions', () => {
  it('are needed on mandatory criteria partly met, and on the others only where the share is missed', () => {
    const rows = [mandatory(met), mandatory(partlyMet), other(met), other(notMet), other(disputed)];
    expect(of(rows).conditions).toEqual(['c2', 'c4', 'c5']);
    expect(of(rows, { nonMandatoryShare: 0.3 }).conditions).toEqual(['c2']);
    expect(of([mandatory(met), other(met), other(insufficient)]).conditions).toEqual(['c3']);
  });

  it('belong to no other outcome', () => {
    expect(of([mandatory(met), other(notMet)], { nonMandatoryShare: 0 }).conditions).toEqual([]);
    expect(of([mandatory(disputed), mandatory(partlyMet)]).conditions).toEqual([]);
    expect(of([mandatory(notMet), mandatory(partlyMet)]).conditions).toEqual([]);
  });

  it('stand beside all criteria still disputed, whatever the outcome', () => {
    expect(of([mandatory(notMet), mandatory(disputed), other(disputed)]).disputed).toEqual(['c2', 'c3']);
    expect(of([mandatory(met), other(disputed)], { nonMandatoryShare: 0 }).disputed).toEqual(['c2']);
  });
});

describe('a finding', () => {
  const find = (ratings: readonly Rating[], status: Finding['status']) =>
    recommend(groundsOf(setOf([{}]), [ratings], { findings: [{ criterionId: 'c1', status }] }));

  it.each([
    ['met', 'endorse'],
    ['partly-met', 'endorse-with-conditions'],
    ['not-met', 'return-for-revision'],
  ] as const)('of %s on a disputed criterion leads to %s', (status, outcome) => {
    const recommendation = find(disputed, status);
    expect(recommendation.outcome).toBe(outcome);
    expect(recommendation.disputed).toEqual([]);
    expect(recommendation.criteria[0]).toMatchObject({
      panel: disputed,
      ratedStatus: 'disputed',
      byFinding: true,
      status,
    });
  });

  it.each([
    ['met', met],
    ['partly-met', partlyMet],
    ['not-met', notMet],
    ['insufficient', insufficient],
  ] as const)('changes nothing on a criterion that is %s', (status, ratings) => {
    for (const found of ['met', 'partly-met', 'not-met'] as const)
      expect(find(ratings, found)).toEqual(recommend(groundsOf(setOf([{}]), [ratings])));
    expect(find(ratings, 'met').criteria[0]).toMatchObject({ ratedStatus: status, byFinding: false, status });
  });

  it('concerns its own criterion only', () => {
    const findings = [{ criterionId: 'c2', status: 'met' }] as const;
    const { criteria } = recommend(groundsOf(setOf([{}, {}]), [disputed, disputed], { findings }));
    expect(criteria.map((c) => c.status)).toEqual(['disputed', 'met']);
  });
});

describe('the trace', () => {
  it('holds what each status rests on', () => {
    const { criteria, criteriaSetHash, ruleEdition, look } = of([other([2, unableToJudge, 1])], {
      minReviews: 2,
    });
    expect({ ruleEdition, look }).toEqual({ ruleEdition: 1, look: 1 });
    expect(criteriaSetHash).toBe(setHash);
    expect(criteria).toEqual([
      {
        criterionId: 'c1',
        number: '4.1',
        mandatory: false,
        dissentRefers: false,
        threshold: 2,
        minReviews: 2,
        panel: [2, unableToJudge, 1],
        unableToJudge: 1,
        ratings: 2,
        needed: 2,
        third: 1,
        atOrAbove: 1,
        below: 1,
        strongDissents: 0,
        lowerMedian: 1,
        ratedStatus: 'disputed',
        byFinding: false,
        status: 'disputed',
        changesWithout: [],
        undecidedWithout: [],
      },
    ]);
  });

  it('stays well below 400 KB for 500 criteria and 20 reviewers', () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      Array.from({ length: 20 }, (_r, reviewer) => (reviewer < 11 ? 2 : (i + reviewer) % 2)),
    );
    const set = setOf(
      rows.map((_, i) => ({ id: `learning-outcomes-and-assessment-${i}`, mandatory: i % 2 === 0 })),
    );
    const size = JSON.stringify(recommend(groundsOf(set, rows))).length;
    expect(size).toBeLessThan(360_000);
  });
});
