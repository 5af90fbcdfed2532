import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setHash, setOf } from '../testing.ts';
import { contentHashOf, reviewHashes } from './receipt.ts';
import {
  type CriterionReview,
  checkReview,
  emptyCriterionReview,
  emptyReview,
  type Rating,
  type ReviewContent,
  reviewOf,
  separateNotes,
  textLimits,
  unableToJudge,
} from './review.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const set = setOf([{}, {}]);

const review = (ratings: Readonly<Record<string, Partial<CriterionReview>>>): ReviewContent => ({
  ...emptyReview(setHash),
  ratings: Object.fromEntries(
    Object.entries(ratings).map(([id, given]) => [id, { ...emptyCriterionReview, ...given }]),
  ),
});

const complete = review({ c1: { rating: 2 }, c2: { rating: unableToJudge, reason: 'Not in the document.' } });

describe('checking a review', () => {
  it('accepts a complete review for both purposes and an empty one as a draft', () => {
    expect(checkReview(set, complete, 'draft')).toEqual([]);
    expect(checkReview(set, complete, 'submission')).toEqual([]);
    expect(checkReview(set, emptyReview(setHash), 'draft')).toEqual([]);
  });

  it('wants every criterion rated in a submission, also one that has only a comment', () => {
    expect(checkReview(set, review({ c1: { comment: 'Good' } }), 'submission')).toEqual([
      {
        pointer: '/ratings/c1/rating',
        code: 'rating-missing',
        detail: 'Rate criterion 4.1, or choose “Unable to judge” and say why.',
      },
      {
        pointer: '/ratings/c2/rating',
        code: 'rating-missing',
        detail: 'Rate criterion 4.2, or choose “Unable to judge” and say why.',
      },
    ]);
  });

  it('wants a reason for “unable to judge” in a submission; a draft may still lack it', () => {
    const without = review({ c1: { rating: 2 }, c2: { rating: unableToJudge, reason: ' \n' } });
    expect(checkReview(set, without, 'submission')).toEqual([
      {
        pointer: '/ratings/c2/reason',
        code: 'reason-missing',
        detail: 'Say why you are unable to judge criterion 4.2.',
      },
    ]);
    expect(checkReview(set, without, 'draft')).toEqual([]);
  });

  it.each(['draft', 'submission'] as const)('refuses a level off the scale in a %s', (purpose) => {
    for (const rating of [-1, 4, 1.5])
      expect(checkReview(set, review({ c1: { rating }, c2: { rating: 0 } }), purpose)).toEqual([
        {
          pointer: '/ratings/c1/rating',
          code: 'level-not-on-scale',
          detail: `Criterion 4.1 has no level ${rating}: choose one of 0 (Level 0), 1 (Level 1), 2 (Level 2), 3 (Level 3).`,
        },
      ]);
  });

  it.each(['draft', 'submission'] as const)('refuses a criterion that the set lacks in a %s', (purpose) => {
    const content = { ...complete, ratings: { 'c~9/x': emptyCriterionReview, ...complete.ratings } };
    expect(checkReview(set, content, purpose)).toEqual([
      {
        pointer: '/ratings/c~09~1x',
        code: 'unknown-criterion',
        detail: 'The criteria set has no criterion “c~9/x”. Remove it.',
      },
    ]);
  });

  it('does not call missing what was refused before', () => {
    const codes = checkReview(set, emptyReview(setHash), 'submission', new Set(['c1'])).map((d) => d.pointer);
    expect(codes).toEqual(['/ratings/c2/rating']);
  });

  it('knows what every object inherits from what a reviewer wrote', () => {
    const tricky = setOf([{ id: 'constructor' }, { id: '__proto__' }]);
    expect(checkReview(tricky, emptyReview(setHash), 'submission').map((d) => d.code)).toEqual([
      'rating-missing',
      'rating-missing',
    ]);
    expect(reviewOf(emptyReview(setHash), 'constructor')).toBe(emptyCriterionReview);

    const given = JSON.parse('{"constructor":{"rating":1},"__proto__":{"rating":9}}');
    expect(checkReview(tricky, { ratings: given }, 'submission').map((d) => d.pointer)).toEqual([
      '/ratings/__proto__/rating',
    ]);
    expect(reviewOf({ ...emptyReview(setHash), ratings: given }, '__proto__').rating).toBe(9);
  });
});

describe('a review', () => {
  it('starts empty, and has an empty entry for every criterion not yet touched', () => {
    expect(emptyReview(setHash)).toEqual({
      criteriaSetHash: setHash,
      ratings: {},
      overallComment: '',
      overallNote: '',
    });
    expect(reviewOf(emptyReview(setHash), 'c1')).toEqual({
      rating: null,
      reason: '',
      evidence: '',
      comment: '',
      note: '',
    });
    expect(reviewOf(complete, 'c1').rating).toBe(2);
  });

  it('says “unable to judge” in the same word as stored reviews', () => {
    expect(unableToJudge).toBe('unable-to-judge');
  });

  it('has texts of limited length', () => {
    expect(textLimits).toEqual({
      reason: 1_000,
      evidence: 2_000,
      comment: 4_000,
      note: 4_000,
      overall: 10_000,
    });
  });
});

describe('the confidential notes of a review', () => {
  const content: ReviewContent = {
    ...review({ c1: { rating: 2, evidence: 'p. 3', note: 'Ask the author.' }, c2: { rating: 1 } }),
    overallComment: 'Clear.',
    overallNote: 'Between us.',
  };

  it('are taken out of what may leave the Centre', () => {
    expect(separateNotes(content)).toEqual({
      open: {
        criteriaSetHash: setHash,
        ratings: {
          c1: { rating: 2, reason: '', evidence: 'p. 3', comment: '' },
          c2: { rating: 1, reason: '', evidence: '', comment: '' },
        },
        overallComment: 'Clear.',
      },
      confidential: { notes: { c1: 'Ask the author.' }, overallNote: 'Between us.' },
    });
  });

  it('are hashed apart, so that a copy without them still proves the content hash', () => {
    const { contentHash, notesHash } = reviewHashes(content, sha256);
    expect(contentHashOf(separateNotes(content).open, notesHash, sha256)).toBe(contentHash);
  });

  it('change both hashes when they change, and none when the order of entries does', () => {
    const hashes = reviewHashes(content, sha256);
    const noted = reviewHashes({ ...content, overallNote: 'Changed.' }, sha256);
    expect(noted.notesHash).not.toBe(hashes.notesHash);
    expect(noted.contentHash).not.toBe(hashes.contentHash);
    const ratings = Object.fromEntries(Object.entries(content.ratings).reverse());
    expect(reviewHashes({ ...content, ratings }, sha256)).toEqual(hashes);
  });

  it('keep an entry called __proto__ in the hash', () => {
    const odd = (rating: number): ReviewContent => ({
      ...emptyReview(setHash),
      ratings: JSON.parse(`{"__proto__":${JSON.stringify({ ...emptyCriterionReview, rating, note: 'x' })}}`),
    });
    const [one, two] = [1, 2].map((rating) => reviewHashes(odd(rating), sha256));
    expect(one?.contentHash).not.toBe(two?.contentHash);
    expect(one?.notesHash).not.toBe(reviewHashes(emptyReview(setHash), sha256).notesHash);
  });
});

describe('the content hash of a review', () => {
  const text = fc.string({ maxLength: 12 });
  const entry = fc.record({
    rating: fc.constantFrom<Rating[]>(0, 1, 2, 3, unableToJudge, null),
    reason: text,
    evidence: text,
    comment: text,
    note: text,
  });
  const contents: fc.Arbitrary<ReviewContent> = fc.record({
    criteriaSetHash: fc.constantFrom(setHash, 'b'.repeat(64)),
    ratings: fc.dictionary(fc.constantFrom('c1', 'c2', 'c3'), entry, { noNullPrototype: true }),
    overallComment: text,
    overallNote: text,
  });
  /** What the hash must tell apart: everything but the notes. */
  const open = (content: ReviewContent) =>
    JSON.stringify([
      content.criteriaSetHash,
      content.overallComment,
      Object.entries(content.ratings)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { rating, reason, evidence, comment }]) => [id, rating, reason, evidence, comment]),
    ]);

  it('differs wherever rating, reason, evidence, comment or criteria set differ', () => {
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        const { notesHash } = reviewHashes(a, sha256);
        const hashes = [a, b].map((content) => contentHashOf(separateNotes(content).open, notesHash, sha256));
        expect(hashes[0] === hashes[1]).toBe(open(a) === open(b));
      }),
    );
  });

  it.each([
    ['rating', { rating: 3 }],
    ['reason', { reason: 'x' }],
    ['evidence', { evidence: 'x' }],
    ['comment', { comment: 'x' }],
    ['note', { note: 'x' }],
  ])('changes with the %s of one criterion', (_, change) => {
    const changed = {
      ...complete,
      ratings: { ...complete.ratings, c1: { ...reviewOf(complete, 'c1'), ...change } },
    };
    expect(reviewHashes(changed, sha256).contentHash).not.toBe(reviewHashes(complete, sha256).contentHash);
  });

  it('changes with the criteria set and the overall texts', () => {
    for (const change of [{ criteriaSetHash: 'b'.repeat(64) }, { overallComment: 'x' }, { overallNote: 'x' }])
      expect(reviewHashes({ ...complete, ...change }, sha256).contentHash).not.toBe(
        reviewHashes(complete, sha256).contentHash,
      );
  });
});
