import { type Defect, pointer } from '../basics/result.ts';
import { type CriteriaSet, type Criterion, criteriaOf } from '../criteria-sets/criteria-set.ts';

/** The rating of a reviewer who cannot judge a criterion; it needs a reason and counts on no side. */
export const unableToJudge = 'unable-to-judge';

/** A level's value, "unable to judge", or null where nothing has been chosen yet. */
export type Rating = number | typeof unableToJudge | null;

/** Which look of the same reviewers at the criteria ratings are of. There is one so far. */
export type Look = 1;

/** The look that every round starts with. */
export const firstLook: Look = 1;

/** How a review comes in: from Google Sheets, as a file, by the pages of the site. */
export const doors = ['sheet', 'file', 'page'] as const;

/** One way by which a review comes in. */
export type Door = (typeof doors)[number];

/** What a reviewer says of one criterion. Texts are kept exactly as typed; empty ones are `''`. */
export interface CriterionReview {
  readonly rating: Rating;
  /** Why the reviewer is unable to judge. */
  readonly reason: string;
  /** Evidence or page reference. */
  readonly evidence: string;
  /** Comment to the developer. */
  readonly comment: string;
  /** Confidential note to the Centre. */
  readonly note: string;
}

/** A whole review, as drafted or submitted. `ratings` is keyed by criterion id. */
export interface ReviewContent {
  /** Hash of the criteria set version that was scored against. */
  readonly criteriaSetHash: string;
  readonly ratings: Readonly<Record<string, CriterionReview>>;
  /** Overall comment to the developer. */
  readonly overallComment: string;
  /** Overall confidential note to the Centre. */
  readonly overallNote: string;
}

/** Longest texts of a review, in UTF-16 code units. */
export const textLimits = {
  reason: 1_000,
  evidence: 2_000,
  comment: 4_000,
  note: 4_000,
  overall: 10_000,
} as const;

/** An assessment in which nothing has been filled in. */
export const emptyCriterionReview: CriterionReview = {
  rating: null,
  reason: '',
  evidence: '',
  comment: '',
  note: '',
};

/** The review from which every reviewer starts. */
export const emptyReview = (criteriaSetHash: string): ReviewContent => ({
  criteriaSetHash,
  ratings: {},
  overallComment: '',
  overallNote: '',
});

const levelsInWords = (set: CriteriaSet) => set.scale.map((l) => `${l.value} (${l.label})`).join(', ');

function checkRating(set: CriteriaSet, criterion: Criterion, given: CriterionReview): Defect | null {
  const at = (field: keyof CriterionReview) => pointer('ratings', criterion.id, field);
  if (given.rating === unableToJudge && given.reason.trim() === '')
    return {
      pointer: at('reason'),
      code: 'reason-missing',
      detail: `Say why you are unable to judge criterion ${criterion.number}.`,
    };
  if (typeof given.rating === 'number' && !set.scale.some((level) => level.value === given.rating))
    return {
      pointer: at('rating'),
      code: 'level-not-on-scale',
      detail: `Criterion ${criterion.number} has no level ${given.rating}: choose one of ${levelsInWords(set)}.`,
    };
  return null;
}

/**
 * Everything that keeps a review from being saved (`draft`) or submitted (`submission`): ratings of
 * criteria the set does not have and levels outside its scale; for a submission also missing ratings
 * and "unable to judge" without a reason. `alreadyFaulty` holds ids of criteria whose entry was
 * refused before (a wrong type, say), so that they are not called missing as well.
 */
export function checkReview(
  set: CriteriaSet,
  content: Pick<ReviewContent, 'ratings'>,
  purpose: 'draft' | 'submission',
  alreadyFaulty: ReadonlySet<string> = new Set(),
): readonly Defect[] {
  const criteria = criteriaOf(set);
  const known = new Set(criteria.map((criterion) => criterion.id));
  const unknown = Object.keys(content.ratings)
    .filter((id) => !known.has(id))
    .map((id) => ({
      pointer: pointer('ratings', id),
      code: 'unknown-criterion',
      detail: `The criteria set has no criterion “${id}”. Remove it.`,
    }));
  const found = criteria.flatMap((criterion): Defect[] => {
    const given = ownEntry(content.ratings, criterion.id);
    if (given !== undefined && given.rating !== null) {
      const defect = checkRating(set, criterion, given);
      return defect === null || (purpose === 'draft' && defect.code === 'reason-missing') ? [] : [defect];
    }
    if (purpose === 'draft' || alreadyFaulty.has(criterion.id)) return [];
    return [
      {
        pointer: pointer('ratings', criterion.id, 'rating'),
        code: 'rating-missing',
        detail: `Rate criterion ${criterion.number}, or choose “Unable to judge” and say why.`,
      },
    ];
  });
  return [...unknown, ...found];
}

// An id such as `constructor` must not find what every object inherits.
const ownEntry = (ratings: ReviewContent['ratings'], id: string): CriterionReview | undefined =>
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is of ES2022, Apps Script need not have it.
  Object.prototype.hasOwnProperty.call(ratings, id) ? ratings[id] : undefined;

/** What a reviewer says of a criterion; an empty assessment where there is none yet. */
export const reviewOf = (content: ReviewContent, criterionId: string): CriterionReview =>
  ownEntry(content.ratings, criterionId) ?? emptyCriterionReview;

/** The confidential notes of a review by criterion id, and the overall one. Empty notes are left out. */
export interface ConfidentialNotes {
  readonly notes: Readonly<Record<string, string>>;
  readonly overallNote: string;
}

/** A review without its confidential notes: what may leave the Centre. */
export interface ReviewWithoutNotes {
  readonly criteriaSetHash: string;
  readonly ratings: Readonly<Record<string, Omit<CriterionReview, 'note'>>>;
  readonly overallComment: string;
}

/** Splits a review into what may leave the Centre and what may not. */
export function separateNotes(content: ReviewContent): {
  readonly open: ReviewWithoutNotes;
  readonly confidential: ConfidentialNotes;
} {
  // Object.fromEntries and not assignment, which would drop an entry called `__proto__` from the hash.
  const entries = Object.entries(content.ratings);
  const ratings = Object.fromEntries(entries.map(([id, { note: _, ...open }]) => [id, open]));
  const notes = Object.fromEntries(
    entries.filter(([, { note }]) => note !== '').map(([id, { note }]) => [id, note]),
  );
  const { criteriaSetHash, overallComment, overallNote } = content;
  return { open: { criteriaSetHash, ratings, overallComment }, confidential: { notes, overallNote } };
}
