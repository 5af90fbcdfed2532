import { expect, it } from 'vitest';
import {
  criterionSensitivitySentence,
  fewerNeededSentence,
  sensitivitySentence,
} from './what-if-in-words.ts';

it('says that nobody’s absence would change the recommendation', () => {
  expect(
    sensitivitySentence('endorse', [
      { place: 1, outcome: 'endorse' },
      { place: 2, outcome: 'endorse' },
      { place: 3, outcome: 'endorse' },
    ]),
  ).toBe('Without any one reviewer the recommendation would be the same.');
});

it('says whose absence would change the recommendation, and to what', () => {
  const one = [
    { place: 1, outcome: 'endorse' },
    { place: 2, outcome: 'refer-to-panel' },
    { place: 3, outcome: 'endorse' },
  ] as const;
  expect(sensitivitySentence('return-for-revision', one)).toBe(
    'The recommendation would change if R1 or R3 were left out (to “Endorse”).',
  );
  const three = [one[0], { place: 2, outcome: 'endorse-with-conditions' } as const, one[2]];
  expect(sensitivitySentence('return-for-revision', three)).toBe(
    'The recommendation would change if any one of R1 (to “Endorse”), R2 (to “Endorse with conditions”) or R3 (to “Endorse”) were left out.',
  );
  expect(sensitivitySentence('refer-to-panel', one)).toBe(
    'The recommendation would change if R1 or R3 were left out (to “Endorse”).',
  );
});

it('names nobody without whom the others would only be left to dispute', () => {
  const sentence = 'Without any one reviewer the recommendation would be the same, or be left open.';
  for (const outcome of ['refer-to-panel', 'hold'] as const)
    expect(
      sensitivitySentence('endorse', [
        { place: 1, outcome },
        { place: 2, outcome: 'endorse' },
        { place: 3, outcome: 'endorse' },
      ]),
    ).toBe(sentence);
});

it('says that it is not worked out for a panel of two', () => {
  expect(sensitivitySentence('endorse', [])).toBe(
    'With fewer than 3 reviews, it is not worked out what one reviewer’s absence would change.',
  );
});

it('says whose absence would change a criterion', () => {
  const said = (changesWithout: readonly number[], undecidedWithout: readonly number[] = []) =>
    criterionSensitivitySentence({ changesWithout, undecidedWithout });
  expect(said([])).toBe('');
  expect(said([3])).toBe('This would change if R3 were left out.');
  expect(said([1, 3])).toBe('This would change if R1 or R3 were left out.');
  expect(said([1, 3, 12])).toBe('This would change if any one of R1, R3 or R12 were left out.');
  expect(said([], [2, 3])).toBe('It would be left undecided if R2 or R3 were left out.');
  expect(said([1], [2])).toBe(
    'This would change if R1 were left out. It would be left undecided if R2 were left out.',
  );
});

it('says how many ratings are needed with one reviewer fewer', () => {
  expect(fewerNeededSentence(3)).toBe('With one reviewer fewer, one rating fewer is needed: 2 instead of 3.');
});
