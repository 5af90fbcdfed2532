import { describe, expect, it } from 'vitest';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { readTypedRating } from './typed-rating.ts';

const on = (...labels: string[]): CriteriaSet => ({
  id: 'a-set',
  kind: 'endorsement',
  title: 'A set',
  sample: false,
  instructions: '',
  scale: labels.map((label, index) => ({ value: index + 1, label, meaning: '' })),
  rules: { edition: 1, minReviews: 2, threshold: 2, metShare: { atLeast: 2, of: 3 }, nonMandatoryShare: 0.5 },
  sections: [],
});

const four = on('Not met', 'Partly met', 'Met', 'Exceeded');

describe('a rating as it is typed', () => {
  it.each<[string, number | string | null]>([
    ['3 – Met', 3],
    ['3 - Met', 3],
    ['3 — met', 3],
    ['3-Met', 3],
    ['3', 3],
    [' 3 ', 3],
    ['3.0', 3],
    ['3,0', 3],
    ['３', 3],
    ['met', 3],
    ['MET ', 3],
    ['Met.', 3],
    ['3: met', 3],
    ['3) Met', 3],
    ['3 Met', 3],
    ['Met (3)', 3],
    ['not met', 1],
    ['part', 2],
    ['2 – Part', 2],
    ['exc', 4],
    ['unable to judge', 'unable-to-judge'],
    ['Unable', 'unable-to-judge'],
    ['', null],
    ['Not yet rated', null],
  ])('“%s” is read as %s', (typed, rating) => {
    expect(readTypedRating(four, typed)).toEqual({ kind: 'rating', rating });
  });

  it.each(['5', '0', '33', '3/4', '3.5', 'good', 'true', 'm', 'me', '4 April', '2-3'])(
    '“%s” is no rating on four levels, and is not taken for the nearest',
    (typed) => {
      expect(readTypedRating(four, typed).kind).not.toBe('rating');
    },
  );

  it('says between what a value and a label that do not belong together leave the choice', () => {
    expect(readTypedRating(four, '2 – Met')).toEqual({ kind: 'ambiguous', ratings: [2, 3] });
    expect(readTypedRating(on('Fully met', 'Fully met with praise'), 'full')).toEqual({
      kind: 'ambiguous',
      ratings: [1, 2],
    });
  });

  it('reads tick boxes on two levels and on no other scale', () => {
    const two = on('Not met', 'Met');
    for (const typed of ['TRUE', 'true', 'WAHR', 'VRAI', 'Yes', 'x', '✓'])
      expect(readTypedRating(two, typed)).toEqual({ kind: 'rating', rating: 2 });
    for (const typed of ['FALSE', 'FALSCH', 'FAŁSZ', 'no'])
      expect(readTypedRating(two, typed)).toEqual({ kind: 'rating', rating: 1 });
    expect(readTypedRating(on('Yes', 'No'), 'yes')).toEqual({ kind: 'rating', rating: 1 });
    expect(readTypedRating(four, 'TRUE')).toEqual({ kind: 'unknown' });
  });

  it('never reads the label of one level as another', () => {
    for (const { value, label } of four.scale)
      for (const typed of [
        label,
        `${value}`,
        `${value} – ${label}`,
        label.toUpperCase(),
        ` ${value}-${label}`,
      ])
        expect(readTypedRating(four, typed)).toEqual({ kind: 'rating', rating: value });
  });
});
