import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CriteriaSet, criteriaOf, type MetShare, thresholdOf } from '../criteria-sets/criteria-set.ts';
import { aggregate } from '../results/aggregate.ts';
import { type Rating, unableToJudge } from '../reviews/review.ts';
import { groundsOf, panelOf, setHash, setOf } from '../testing.ts';
import { type Finding, type Recommendation, recommend } from './recommendation.ts';

/** A criteria set and what a panel rated, a row for each criterion. */
interface Round {
  readonly set: CriteriaSet;
  readonly rows: readonly (readonly Rating[])[];
}

const shareOf = (share: string): MetShare => {
  const [atLeast = 0, of = 0] = share.split('/').map(Number);
  return { atLeast, of };
};

const whole = (min: number, max: number) => fc.integer({ min, max });

/** Random sets on 2 to 9 levels, with thresholds of their own, rated by panels of 2 to 8. */
const rounds: fc.Arbitrary<Round> = fc
  .record({
    lowest: whole(0, 1),
    levels: whole(2, 9),
    reviewers: whole(2, 8),
    criteria: whole(1, 6),
  })
  .chain(({ lowest, levels, reviewers, criteria }) => {
    const threshold = whole(lowest + 1, lowest + levels - 1);
    const criterion = fc.record({
      mandatory: fc.boolean(),
      dissentRefers: fc.boolean(),
      threshold: fc.option(threshold, { nil: null, freq: 2 }),
    });
    // Ratings near each other, so that panels agree often enough for every status to come up.
    const row = fc.tuple(whole(lowest, lowest + levels - 1), whole(0, 2)).chain(([centre, spread]) => {
      const low = Math.max(lowest, centre - spread);
      const level = whole(low, Math.min(lowest + levels - 1, centre + spread));
      const rating: fc.Arbitrary<Rating> = fc.oneof(
        { weight: 12, arbitrary: level },
        { weight: 1, arbitrary: fc.constantFrom<Rating[]>(unableToJudge, null) },
      );
      return fc.array(rating, { minLength: reviewers, maxLength: reviewers });
    });
    const options = fc.record({
      threshold,
      minReviews: whole(2, 4),
      metShare: fc.constantFrom(...['2/3', '3/4', '1/1', '51/100', '4/5'].map(shareOf)),
      nonMandatoryShare: fc.constantFrom(0, 0.25, 0.5, 2 / 3, 0.8, 1),
    });
    return fc
      .record({
        options,
        criteria: fc.array(criterion, { minLength: criteria, maxLength: criteria }),
        rows: fc.array(row, { minLength: criteria, maxLength: criteria }),
      })
      .map((drawn) => ({
        set: setOf(drawn.criteria, { lowest, levels, ...drawn.options }),
        rows: drawn.rows,
      }));
  });

/** A round before and after one reviewer rated one criterion higher. */
const raises: fc.Arbitrary<{
  readonly set: CriteriaSet;
  readonly low: Round['rows'];
  readonly high: Round['rows'];
}> = fc.tuple(rounds, fc.nat(), fc.nat(), fc.nat()).map(([{ set, rows }, c, r, to]) => {
  const criterion = c % rows.length;
  const reviewer = r % (rows[0]?.length ?? 1);
  const rating = rows[criterion]?.[reviewer];
  const levels = set.scale.map((level) => level.value);
  const higher = typeof rating === 'number' ? levels.filter((level) => level > rating) : [];
  const raised = higher[to % higher.length] ?? rating ?? null;
  const high = rows.map((row, i) =>
    i === criterion ? row.map((given, j) => (j === reviewer ? raised : given)) : row,
  );
  return { set, low: rows, high };
});

const statuses = ({ criteria }: Recommendation) => criteria.map((c) => c.status);
const of = (set: CriteriaSet, rows: Round['rows'], findings: readonly Finding[] = []) =>
  recommend(groundsOf(set, rows, { findings }));

/** Enough for every status and outcome to come up hundreds of times. */
const runs = { numRuns: 1_000 };

describe('raising a rating', () => {
  it('never turns met into anything else, and never creates not met', () => {
    fc.assert(
      fc.property(raises, ({ set, low, high }) => {
        const after = statuses(of(set, high));
        statuses(of(set, low)).forEach((before, i) => {
          if (before === 'met') expect(after[i]).toBe('met');
          if (before !== 'not-met') expect(after[i]).not.toBe('not-met');
        });
      }),
      runs,
    );
  });

  it('never turns endorse into anything else, and never creates return for revision', () => {
    fc.assert(
      fc.property(raises, ({ set, low, high }) => {
        const before = of(set, low).outcome;
        const after = of(set, high).outcome;
        if (before === 'endorse') expect(after).toBe('endorse');
        if (before !== 'return-for-revision') expect(after).not.toBe('return-for-revision');
      }),
      runs,
    );
  });
});

describe('lowering a rating', () => {
  it('never creates met, and never creates endorse', () => {
    fc.assert(
      fc.property(raises, ({ set, low, high }) => {
        const before = of(set, high);
        const after = of(set, low);
        if (before.outcome !== 'endorse') expect(after.outcome).not.toBe('endorse');
        const afterwards = statuses(after);
        statuses(before).forEach((status, i) => {
          if (status !== 'met') expect(afterwards[i]).not.toBe('met');
        });
      }),
      runs,
    );
  });
});

describe('with findings on what was disputed before a rating changed', () => {
  const found = fc.constantFrom<Finding['status'][]>('met', 'partly-met', 'not-met');
  /** A finding lapses where a rating of its criterion changes, so it holds for the others only. */
  const settled = (
    set: CriteriaSet,
    rows: Round['rows'],
    others: Round['rows'],
    status: Finding['status'],
  ) => {
    const changed = criteriaOf(set).flatMap(({ id }, i) => (isDeepStrictEqual(rows[i], others[i]) ? [] : id));
    return of(set, rows)
      .disputed.filter((criterionId) => !changed.includes(criterionId))
      .map((criterionId) => ({ criterionId, status }));
  };

  it('raising still never undoes met or endorse, nor creates not met or return for revision', () => {
    fc.assert(
      fc.property(raises, found, ({ set, low, high }, status) => {
        const findings = settled(set, low, high, status);
        const before = of(set, low, findings);
        const after = of(set, high, findings);
        if (before.outcome === 'endorse') expect(after.outcome).toBe('endorse');
        if (before.outcome !== 'return-for-revision') expect(after.outcome).not.toBe('return-for-revision');
        statuses(before).forEach((one, i) => {
          if (one === 'met') expect(statuses(after)[i]).toBe('met');
          if (one !== 'not-met') expect(statuses(after)[i]).not.toBe('not-met');
        });
      }),
      runs,
    );
  });

  it('lowering still never creates met or endorse', () => {
    fc.assert(
      fc.property(raises, found, ({ set, low, high }, status) => {
        const findings = settled(set, high, low, status);
        const before = of(set, high, findings);
        const after = of(set, low, findings);
        if (before.outcome !== 'endorse') expect(after.outcome).not.toBe('endorse');
        statuses(before).forEach((one, i) => {
          if (one !== 'met') expect(statuses(after)[i]).not.toBe('met');
        });
      }),
      runs,
    );
  });
});

describe('the order of submissions', () => {
  const shuffled = rounds.chain(({ set, rows }) => {
    const submissions = panelOf(set, rows);
    return fc
      .shuffledSubarray([...submissions], { minLength: submissions.length })
      .map((other) => ({ set, rows, submissions, other }));
  });

  it('changes neither result nor recommendation', () => {
    fc.assert(
      fc.property(shuffled, ({ set, rows, submissions, other }) => {
        expect(aggregate(set, setHash, other)).toEqual(aggregate(set, setHash, submissions));
        expect(recommend({ ...groundsOf(set, rows), submissions: other })).toEqual(of(set, rows));
      }),
      { numRuns: 50 },
    );
  });

  it('leads to the same when reviews arrive one by one, earlier ones being replaced', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(), ({ set, rows, submissions, other }, n) => {
        const current = new Map<number, (typeof submissions)[number]>();
        const [earlier] = panelOf(
          set,
          rows.map((row) => row.map(() => set.scale[0]?.value ?? 0)),
        ).slice(n % submissions.length);
        for (const submission of earlier === undefined ? other : [earlier, ...other])
          current.set(submission.place, submission);
        const incremental = aggregate(set, setHash, Array.from(current.values()));
        expect(incremental).toEqual(aggregate(set, setHash, submissions));
      }),
      { numRuns: 50 },
    );
  });

  it('lets counts be added up: those of two halves of a panel are those of the whole', () => {
    fc.assert(
      fc.property(rounds, fc.nat(), ({ set, rows }, n) => {
        const submissions = panelOf(set, rows);
        const cut = n % (submissions.length + 1);
        const whole = aggregate(set, setHash, submissions).criteria;
        const halves = [submissions.slice(0, cut), submissions.slice(cut)].map(
          (half) => aggregate(set, setHash, half).criteria,
        );
        whole.forEach((criterion, i) => {
          const [a, b] = halves.map((half) => half[i]);
          expect(criterion.counts).toEqual(a?.counts.map((count, level) => count + (b?.counts[level] ?? 0)));
          expect(criterion.unableToJudge).toBe(Number(a?.unableToJudge) + Number(b?.unableToJudge));
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('result and recommendation', () => {
  it('agree on every status', () => {
    fc.assert(
      fc.property(rounds, ({ set, rows }) => {
        const result = aggregate(set, setHash, panelOf(set, rows));
        expect(result.criteria.map((c) => c.status)).toEqual(statuses(of(set, rows)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('leave-one-out', () => {
  it('is what the rules say of the round without that review', () => {
    fc.assert(
      fc.property(rounds, ({ set, rows }) => {
        const { sensitivity, criteria } = of(set, rows);
        const fewer = { ...set, rules: { ...set.rules, minReviews: Math.max(2, set.rules.minReviews - 1) } };
        for (const { place, outcome } of sensitivity) {
          const without = of(
            fewer,
            rows.map((row) => row.filter((_, i) => i + 1 !== place)),
          );
          expect(outcome).toBe(without.outcome);
          criteria.forEach((criterion, i) => {
            const to = without.criteria[i]?.status ?? 'disputed';
            const isSettled = (status: string) => status !== 'disputed' && status !== 'insufficient';
            const changes = to !== criterion.status && isSettled(to);
            expect(criterion.changesWithout.includes(place)).toBe(changes);
            expect(criterion.undecidedWithout.includes(place)).toBe(
              isSettled(criterion.status) && !isSettled(to),
            );
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is short of a better outcome', () => {
  /** The round after everybody rated these criteria at their threshold. */
  const cured = ({ set, rows }: Round, ids: readonly string[]) => {
    const criteria = criteriaOf(set);
    return rows.map((row, i) => {
      const criterion = criteria[i];
      return criterion !== undefined && ids.includes(criterion.id)
        ? row.map(() => thresholdOf(set, criterion))
        : row;
    });
  };

  it('is enough for endorse, and nothing less is', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { criteria, shortOf, outcome } = of(round.set, round.rows);
        const ofEndorse = shortOf[shortOf.length - 1];
        expect(ofEndorse === undefined).toBe(outcome === 'endorse' || outcome === 'hold');
        if (ofEndorse === undefined) return;
        expect(ofEndorse.outcome).toBe('endorse');
        const others = criteria
          .filter((c) => !c.mandatory && c.status !== 'met')
          .map((c) => c.criterionId)
          .slice(0, ofEndorse.othersMissing);
        const all = [...ofEndorse.mandatory, ...others];
        expect(of(round.set, cured(round, all)).outcome).toBe('endorse');
        for (const kept of all) {
          const fewer = all.filter((id) => id !== kept);
          expect(of(round.set, cured(round, fewer)).outcome).not.toBe('endorse');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leads to the next better outcome or beyond, and nothing less leaves the present one', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { shortOf, outcome } = of(round.set, round.rows);
        const [next] = shortOf;
        if (next === undefined || shortOf.length < 2) return;
        const ladder = ['return-for-revision', 'refer-to-panel', 'endorse-with-conditions', 'endorse'];
        const after = of(round.set, cured(round, next.mandatory)).outcome;
        expect(ladder.indexOf(after)).toBeGreaterThanOrEqual(ladder.indexOf(next.outcome));
        for (const kept of next.mandatory) {
          const fewer = next.mandatory.filter((id) => id !== kept);
          expect(of(round.set, cured(round, fewer)).outcome).toBe(outcome);
        }
      }),
      { numRuns: 300 },
    );
  });
});
