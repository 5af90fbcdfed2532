import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import {
  type CriterionReview,
  emptyCriterionReview,
  emptyReview,
  type ReviewContent,
} from '../reviews/review.ts';
import { cellsOf, mixed } from './cells.ts';
import { changesBetween } from './changes.ts';
import { tooLongTexts } from './check-texts.ts';
import { changedSince, filledSince, markedIn, marksOf, onlyFilledIn, traceOf } from './trace.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

const set: CriteriaSet = {
  id: 'a-set',
  kind: 'endorsement',
  title: 'A set',
  sample: false,
  instructions: '',
  scale: ['Not met', 'Partly met', 'Met', 'Exceeded'].map((label, value) => ({ value, label, meaning: '' })),
  rules: { edition: 1, minReviews: 2, threshold: 2, metShare: { atLeast: 2, of: 3 }, nonMandatoryShare: 0.5 },
  sections: [
    {
      id: 'one',
      number: '1',
      title: 'One',
      criteria: ids.map((id, index) => ({
        id,
        number: `1.${index + 1}`,
        text: `Text of ${id}`,
        guidance: '',
        mandatory: false,
        threshold: null,
        dissentRefers: false,
      })),
    },
  ],
};

const review = (given: Readonly<Record<string, Partial<CriterionReview>>>): ReviewContent => ({
  ...emptyReview('0'.repeat(64)),
  ratings: Object.fromEntries(
    Object.entries(given).map(([id, each]) => [id, { ...emptyCriterionReview, ...each }]),
  ),
});

const rated = (...ratings: (number | null)[]) =>
  review(Object.fromEntries(ratings.map((rating, index) => [ids[index] ?? '', { rating }])));

const commented = (...comments: string[]) =>
  review(Object.fromEntries(comments.map((comment, index) => [ids[index] ?? '', { comment }])));

/** Which criteria a change puts in doubt, and why. */
const doubts = (before: ReviewContent, after: ReviewContent, unanswered?: ReadonlySet<string>) =>
  Object.fromEntries(
    changesBetween(set, before, after, unanswered).flatMap(({ criterionId, doubt }) =>
      doubt === null ? [] : [[criterionId, doubt.kind]],
    ),
  );

describe('ratings that changed', () => {
  it('are in doubt where two were swapped', () => {
    expect(doubts(rated(0, 2, 1), rated(2, 0, 1))).toEqual({ a: 'was-elsewhere', b: 'was-elsewhere' });
  });

  it('are in doubt where one was dragged to another criterion, blank or not', () => {
    expect(doubts(rated(0, null), rated(null, 0))).toEqual({ a: 'went-elsewhere', b: 'was-elsewhere' });
    expect(doubts(rated(0, 2), rated(null, 0))).toEqual({ a: 'went-elsewhere', b: 'was-elsewhere' });
  });

  it('are in doubt where a column slid by a row', () => {
    expect(Object.keys(doubts(rated(0, 1, 2, 3, null), rated(null, 0, 1, 2, 3)))).toEqual(ids);
  });

  it('are in doubt where three or more became others', () => {
    expect(doubts(rated(0, 0, 0), rated(1, 2, 3))).toEqual({ a: 'many', b: 'many', c: 'many' });
  });

  it('are not in doubt where one is changed and others are given for the first time', () => {
    expect(doubts(rated(0, null, null), rated(1, 0, 0))).toEqual({});
    expect(doubts(rated(0, 1), rated(3, 2))).toEqual({});
  });
});

describe('places', () => {
  it('that were blank in a trace are told from all others once they are filled in', () => {
    const trace = traceOf(set, commented('one', '', 'three'));
    expect(filledSince(trace, set, commented('other', 'two', ''))).toEqual([
      {
        ...cellsOf(set, commented())[8],
        value: undefined,
        before: null,
        after: 'two',
        kind: 'filled',
        doubt: null,
      },
    ]);
  });

  it('are marked in a sixth of a character each, and found again', () => {
    const all = cellsOf(set, commented()).map(({ pointer }) => pointer);
    fc.assert(
      fc.property(fc.subarray(all), (some) => {
        const marks = marksOf(set, commented(), new Set(some));
        expect(marks.length).toBeLessThanOrEqual(Math.ceil(all.length / 6));
        expect([...markedIn(marks, set, commented())]).toEqual(some);
      }),
    );
  });
});

describe('texts that changed', () => {
  it('are in doubt where two were swapped, or one went to another field', () => {
    expect(doubts(commented('one', 'two'), commented('two', 'one'))).toEqual({
      a: 'was-elsewhere',
      b: 'was-elsewhere',
    });
    const moved = review({ a: { note: 'In confidence' } });
    expect(changesBetween(set, commented('In confidence'), moved).map(({ doubt }) => doubt?.kind)).toEqual([
      'went-elsewhere',
      'was-elsewhere',
    ]);
  });

  it('are in doubt where a longer paste wrote over them', () => {
    expect(
      doubts(
        commented('', 'The aims are clear.', 'No evidence is given.'),
        commented('First paragraph.', 'Second paragraph of it all.', 'Third and last paragraph.'),
      ),
    ).toEqual({ b: 'overwritten', c: 'overwritten' });
  });

  it('are in doubt where a longer paste wrote over a short one that has words of every sentence', () => {
    const pasted = 'The second paragraph says that it is unclear to me who is to be the lead.';
    for (const before of ['OK', 'It is clear.', 'Lead', 'This is fine.'])
      expect(doubts(commented(before), commented(pasted))).toEqual({ a: 'overwritten' });
  });

  it('are in doubt where a copy of another took their place, or a long one was filled in twice', () => {
    expect(doubts(commented('page 4', 'page 7'), commented('page 4', 'page 4'))).toEqual({
      b: 'was-elsewhere',
    });
    const long = 'The outcomes cannot be assessed as written.';
    expect(doubts(commented(long, ''), commented(long, long))).toEqual({ b: 'was-elsewhere' });
  });

  it('are in doubt where three or more of a column became others or were emptied, and not where they grew', () => {
    const pages = commented('page 4', 'page 5', 'page 6');
    expect(doubts(pages, commented('page 14', 'page 15', ''))).toEqual({ a: 'many', b: 'many', c: 'many' });
    expect(doubts(pages, commented('page 4, section 1', 'page 5, section 2', 'page 6, too'))).toEqual({});
  });

  it('are not in doubt where their author went on with them, or gives the same page twice', () => {
    expect(doubts(commented('The aims are clear.'), commented('The aims are clear, and few.'))).toEqual({});
    expect(doubts(commented('page 4', ''), commented('page 4', 'page 4'))).toEqual({});
    expect(doubts(commented('page 4'), commented('page 5'))).toEqual({});
    expect(doubts(commented('Organisations.'), commented('Organizations.'))).toEqual({});
  });
});

it('a change that was asked about stays in doubt until it is undone', () => {
  const asked = new Set(['/ratings/a/rating']);
  expect(doubts(rated(0, 2), rated(1, 2), asked)).toEqual({ a: 'unanswered' });
  expect(doubts(rated(0, 2), rated(0, 2), asked)).toEqual({});
});

it('a text that is too long is said to be by how much', () => {
  expect(tooLongTexts(set, commented('x'.repeat(4_312)))).toEqual([
    {
      pointer: '/ratings/a/comment',
      code: 'too-big',
      detail: 'This text has 4,312 characters, and at most 4,000 can be sent. Shorten it by 312.',
    },
  ]);
});

const anyReview = fc
  .array(
    fc.record({
      rating: fc.constantFrom(null, 0, 1, 2, 3, 'unable-to-judge' as const),
      evidence: fc.constantFrom('', 'page 1', 'page 2'),
      comment: fc.constantFrom('', 'one', 'two', 'something rather longer than that'),
    }),
    { minLength: ids.length, maxLength: ids.length },
  )
  .map((each) => review(Object.fromEntries(each.map((given, index) => [ids[index] ?? '', given]))));

describe('for any two reviews', () => {
  it('the trace finds every place that changed, and knows when no text needs to be looked at', () => {
    fc.assert(
      fc.property(anyReview, anyReview, (before, after) => {
        const trace = traceOf(set, before);
        const changes = changesBetween(set, before, after);
        expect(changedSince(trace, set, after)).toEqual(changes.map(({ pointer }) => pointer));
        if (onlyFilledIn(trace, set, after))
          expect(changes.filter(({ kind, doubt }) => kind !== 'filled' || doubt !== null)).toEqual([]);
      }),
    );
  });

  it('a permutation of ratings or of texts always leaves each place of it in doubt', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 5, maxLength: 5 }),
        fc.uniqueArray(fc.constantFrom('one', 'two', 'three', 'four', 'five'), {
          minLength: 5,
          maxLength: 5,
        }),
        fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 5, maxLength: 5 }),
        (order, texts, ratings) => {
          const at = (id: string) => order.indexOf(id);
          const given = (index: number) => ({ comment: texts[index] ?? '', rating: ratings[index] ?? null });
          const before = review(Object.fromEntries(ids.map((id, index) => [id, given(index)])));
          const after = review(Object.fromEntries(ids.map((id) => [id, given(at(id))])));
          for (const { doubt } of changesBetween(set, before, after)) expect(doubt).not.toBeNull();
        },
      ),
    );
  });

  it('a mixture takes each place from one of the two', () => {
    fc.assert(
      fc.property(anyReview, anyReview, fc.func(fc.boolean()), (before, after, takes) => {
        const made = cellsOf(set, mixed(set, before, after, takes));
        const [old, now] = [cellsOf(set, before), cellsOf(set, after)];
        for (const [index, { pointer, value }] of made.entries())
          expect(value).toEqual((takes(pointer) ? now : old)[index]?.value);
      }),
    );
  });
});
