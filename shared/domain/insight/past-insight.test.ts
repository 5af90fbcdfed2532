import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PastRound } from '../past-rounds/past-rounds.ts';
import { pastInsight, pastInsightTable } from './past-insight.ts';

const past = (year: number, outcome: PastRound['outcome'] = 'endorse'): PastRound => ({
  title: 'Hand therapy',
  areaOfPractice: '',
  organisation: '',
  version: '',
  outcome,
  invitedOn: null,
  decidedOn: `${year}-05-03`,
  endorsedUntil: null,
});

const some = (n: number, year: number, outcome?: PastRound['outcome']) =>
  Array.from({ length: n }, () => past(year, outcome));

test('rounds are counted by year, and yes beside them', () => {
  const rounds = [
    ...some(6, 2020),
    ...some(5, 2020, 'return-for-revision'),
    ...some(7, 2021, 'endorse-with-conditions'),
    ...some(5, 2021, 'withdrawn'),
  ];
  const [one] = pastInsight(rounds);
  expect(one).toMatchObject({ kind: 'endorsement', rounds: 23, yes: 13, days: null });
  expect(one?.years).toEqual([
    { year: '2020', rounds: 11, yes: 6 },
    { year: '2021', rounds: 12, yes: 7 },
  ]);
  expect(pastInsightTable(pastInsight(rounds)).rows[0]?.[0]).toBe('Endorsement, imported');
});

test('no number below five is shown, nor one from which another could be worked out', () => {
  const year = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(fc.array(year, { maxLength: 5 }), (years) => {
      const rounds = years.flatMap(([yes, no], i) => [
        ...some(yes, 2020 + i),
        ...some(no, 2020 + i, 'do-not-endorse'),
      ]);
      for (const one of pastInsight(rounds)) {
        if (one.rounds === '<5') {
          expect(one.years).toEqual([]);
          continue;
        }
        for (const { rounds: n, yes } of [one, ...one.years])
          for (const cell of [n, yes, ...(n === '<5' || yes === '<5' ? [] : [n - yes])])
            expect(cell === '<5' || cell >= 5).toBe(true);
        // What is withheld stands for five rounds or more together, or for none.
        const shown = one.years.reduce((sum, { rounds: n }) => sum + (n === '<5' ? 0 : n), 0);
        if (one.years.length > 0)
          expect([0, ...[5, 6, 7, 8, 9]].includes(one.rounds - shown) || one.rounds - shown > 9).toBe(true);
      }
    }),
  );
});
