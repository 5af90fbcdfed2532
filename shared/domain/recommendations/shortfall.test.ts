import { describe, expect, it } from 'vitest';
import type { Rating } from '../reviews/review.ts';
import { groundsOf, type SetOptions, setOf } from '../testing.ts';
import { explain } from './explain.ts';
import { recommend } from './recommendation.ts';

const met = [2, 2, 3];
const partlyMet = [1, 1, 1];
const notMet = [0, 0, 1];
const disputed = [2, 2, 0];
const insufficient: readonly Rating[] = [2, null, null];

const shortOf = (
  mandatory: readonly (readonly Rating[])[],
  others: readonly (readonly Rating[])[] = [],
  options: SetOptions = {},
) => {
  const set = setOf([...mandatory.map(() => ({})), ...others.map(() => ({ mandatory: false }))], options);
  const recommendation = recommend(groundsOf(set, [...mandatory, ...others]));
  const sentences = explain(recommendation, set).shortOf;
  return recommendation.shortOf.map((shortfall, i) => ({ ...shortfall, sentence: sentences[i] }));
};

describe('what would have to change for a better outcome', () => {
  it('is nothing where the outcome is endorse, or on hold', () => {
    expect(shortOf([met], [met, notMet], { nonMandatoryShare: 0.5 })).toEqual([]);
    expect(shortOf([notMet], [], { minReviews: 4 })).toEqual([]);
  });

  it('is the mandatory criteria partly met', () => {
    expect(shortOf([partlyMet, met, partlyMet])).toEqual([
      {
        outcome: 'endorse',
        mandatory: ['c1', 'c3'],
        othersMissing: 0,
        sentence: 'For “Endorse”, 2 more mandatory criteria must be met: 4.1 and 4.3.',
      },
    ]);
  });

  it('is how many more of the others must be met', () => {
    expect(shortOf([met], [met, notMet, disputed, partlyMet], { nonMandatoryShare: 0.7 })).toEqual([
      {
        outcome: 'endorse',
        mandatory: [],
        othersMissing: 2,
        sentence:
          'For “Endorse”, 2 more criteria must be met: of the criteria that are not mandatory, 1 of 4 is met and 3 are needed.',
      },
    ]);
  });

  it('counts one criterion in the singular', () => {
    expect(shortOf([met], [notMet])[0]?.sentence).toBe(
      'For “Endorse”, 1 more criterion must be met: of the criteria that are not mandatory, 0 of 1 is met and 1 is needed.',
    );
  });

  it('is both together', () => {
    expect(shortOf([partlyMet], [notMet])).toEqual([
      {
        outcome: 'endorse',
        mandatory: ['c1'],
        othersMissing: 1,
        sentence:
          'For “Endorse”, 1 more mandatory criterion must be met: 4.1. Besides, of the criteria that are not mandatory, 0 of 1 is met and 1 is needed.',
      },
    ]);
  });

  it('is first what is in the way of anything better, then what is short of endorse', () => {
    expect(shortOf([notMet, partlyMet])).toEqual([
      {
        outcome: 'endorse-with-conditions',
        mandatory: ['c1'],
        othersMissing: 0,
        sentence: 'Mandatory criterion 4.1 is in the way of anything better than “Return for revision”.',
      },
      {
        outcome: 'endorse',
        mandatory: ['c1', 'c2'],
        othersMissing: 0,
        sentence: 'For “Endorse”, 2 more mandatory criteria must be met: 4.1 and 4.2.',
      },
    ]);
    expect(shortOf([disputed, met, insufficient])[0]).toEqual({
      outcome: 'endorse-with-conditions',
      mandatory: ['c1', 'c3'],
      othersMissing: 0,
      sentence: 'Mandatory criteria 4.1 and 4.3 are in the way of anything better than “Refer to panel”.',
    });
  });

  it.each([{ row: disputed }, { row: insufficient }])(
    'leads from return to the panel where something else is unsettled',
    ({ row }) => {
      expect(shortOf([notMet, row]).map((s) => [s.outcome, s.mandatory])).toEqual([
        ['refer-to-panel', ['c1']],
        ['endorse', ['c1', 'c2']],
      ]);
      expect(shortOf([notMet], [row], { nonMandatoryShare: 0 }).map((s) => s.outcome)).toEqual([
        'endorse-with-conditions',
        'endorse',
      ]);
    },
  );
});
