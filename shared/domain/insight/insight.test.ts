import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { credentialTypes } from '../basics/credential-types.ts';
import { type CountedRound, conditionState, insightOf, type Slice } from './insight.ts';
import { cuts, withheld } from './names.ts';
import { quartilesOf } from './quartiles.ts';
import { fewest } from './suppression.ts';

const today = '2026-11-30';

const aRound: CountedRound = {
  year: 2026,
  type: 'medical',
  area: 'Frailty',
  version: 1,
  days: { acceptance: 2, review: 20, recommendation: 30, decision: 40, letter: 45 },
  answers: { asked: 4, accepted: 3, declined: 1, steppedDown: 0, unanswered: 0 },
  rawAgreement: 0.8,
  alpha: 0.4,
  failed: [],
  conditions: [],
  overOn: null,
};

/** Rounds as they come: few areas, types and years, and criteria that fail now and then. */
const rounds = fc.array(
  fc
    .record({
      year: fc.integer({ min: 2024, max: 2026 }),
      type: fc.constantFrom(...credentialTypes),
      area: fc.constantFrom('Frailty', 'Stroke', 'Pain'),
      version: fc.integer({ min: 1, max: 2 }),
      failed: fc.subarray(['a', 'b']),
    })
    .map((one): CountedRound => ({ ...aRound, ...one })),
  { minLength: 1, maxLength: 90 },
);

const [a, isA] = ['a', ({ failed }: CountedRound) => failed.includes('a')] as const;
const everywhere = { criterionId: a, versions: [1, 2] };

/** The rounds of a slice. */
const of = ({ by, value }: Pick<Slice, 'by' | 'value'>, all: readonly CountedRound[]) =>
  by === 'all' ? all : all.filter((round) => String(round[by]) === value);

describe('what rounds come to', () => {
  test('every number that is shown is the number of rounds that it says, and no smaller than five', () => {
    fc.assert(
      fc.property(rounds, (all) => {
        for (const slice of insightOf(all, [everywhere], today)) {
          const own = of(slice, all);
          if (slice.rounds === withheld) expect(slice.figures).toBeNull();
          else expect(slice.rounds).toBe(own.length);
          const failed = slice.figures?.failed[a] ?? withheld;
          if (failed === withheld) continue;
          expect(failed).toBe(own.filter(isA).length);
          expect(failed).toBeGreaterThanOrEqual(fewest);
          expect(own.length - failed).toBeGreaterThanOrEqual(fewest);
        }
      }),
    );
  });

  test('where a number is withheld, other rounds show the very same, by every cut, and it is five or more in them', () => {
    fc.assert(
      fc.property(rounds, (all) => {
        const shown = insightOf(all, [everywhere], today);
        if (shown[0]?.figures?.failed[a] === withheld) return;
        for (const cut of cuts) {
          const slices = shown.filter(({ by }) => by === cut);
          const hides = slices.filter(({ figures }) => (figures?.failed[a] ?? withheld) === withheld);
          for (const target of hides) {
            if (target.rounds === withheld) continue;
            // The rounds of the withheld slices are dealt anew: as many to each as before.
            const pool = hides.flatMap((slice) => of(slice, all));
            const size = of(target, all).length;
            const mine = [...pool.filter(isA), ...pool.filter((round) => !isA(round))].slice(0, size);
            const rest = pool.filter((round) => !mine.includes(round));
            const sizes = hides
              .filter((slice) => slice !== target)
              .map((slice) => [slice, of(slice, all).length] as const);
            const moved = new Map<CountedRound, string>(mine.map((round) => [round, target.value]));
            for (const [slice, many] of sizes)
              for (const round of rest.splice(0, many)) moved.set(round, slice.value);
            const twin = all.map((round): CountedRound => {
              const to = moved.get(round);
              if (to === undefined) return round;
              return { ...round, [cut]: typeof round[cut] === 'number' ? Number(to) : to };
            });
            expect(of(target, twin).filter(isA).length).toBeGreaterThanOrEqual(fewest);
            for (const slice of shown) {
              const own = of(slice, twin);
              if (slice.rounds !== withheld) expect(own.length).toBe(slice.rounds);
              const failed = slice.figures?.failed[a] ?? withheld;
              if (failed !== withheld) expect(own.filter(isA).length).toBe(failed);
            }
          }
        }
      }),
    );
  });

  test('of a criterion that only some versions have, what was never judged is no success, and no slice of versions shows any', () => {
    fc.assert(
      fc.property(rounds, (drawn) => {
        const all = drawn.map((round) => (round.version === 1 ? { ...round, failed: [] } : round));
        if (!all.some(({ version }) => version === 1)) return;
        for (const { by, value, figures } of insightOf(all, [{ criterionId: a, versions: [2] }], today)) {
          const failed = figures?.failed[a] ?? withheld;
          if (failed === withheld) continue;
          expect(by).not.toBe('version');
          const judged = of({ by, value }, all).filter(({ version }) => version === 2);
          expect(failed).toBe(judged.filter(isA).length);
          expect(Math.min(failed, judged.length - failed)).toBeGreaterThanOrEqual(fewest);
        }
      }),
    );
  });

  test('fewer than five rounds are not told apart from none', () => {
    for (const few of [0, 1, 4])
      expect(
        insightOf(
          Array.from({ length: few }, () => aRound),
          [everywhere],
          today,
        ),
      ).toEqual([{ by: 'all', value: '', rounds: withheld, figures: null }]);
  });
});

test('quartiles are those of spreadsheets, and of ten rounds at least: of fewer, they are single rounds’ own numbers', () => {
  const upTo = (most: number) => Array.from({ length: most }, (_, i) => most - i);
  expect(quartilesOf(upTo(13))).toEqual({ lower: 4, median: 7, upper: 10 });
  expect(quartilesOf(upTo(10))).toEqual({ lower: 3.25, median: 5.5, upper: 7.75 });
  expect(quartilesOf([...upTo(9), null])).toBeNull();
});

test('conditions that fell due are late where they were not met by then; nobody asks for them any more once the decision is over', () => {
  const state = (conditions: CountedRound['conditions'], overOn: string | null = null) =>
    conditionState({ conditions, overOn }, today);
  expect(state([])).toBe('noneDue');
  expect(state([{ due: today, metOn: null }])).toBe('noneDue');
  expect(state([{ due: '2026-11-29', metOn: null }])).toBe('late');
  expect(state([{ due: '2026-11-29', metOn: '2026-11-29' }])).toBe('inTime');
  expect(state([{ due: '2026-11-29', metOn: '2026-11-30' }])).toBe('late');
  expect(state([{ due: '2027-01-31', metOn: '2026-11-30' }])).toBe('inTime');
  expect(state([{ due: '2026-11-29', metOn: null }], '2026-11-01')).toBe('noneDue');
});
