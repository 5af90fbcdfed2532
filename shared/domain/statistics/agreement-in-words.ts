import { figure, hundredths, shown, signedFigure } from '../basics/figure.ts';
import { count, list } from '../basics/words.ts';
import { type ReviewerSeverity, severityFlag } from './severity.ts';

/** Where agreement begins to be called high, and moderate: words for reading, which no rule depends on. */
const high = 0.8;
const moderate = 0.6;

/** Krippendorff's own bands: from here on reliable, from there on for tentative conclusions only. */
const reliable = 0.8;
const tentative = 0.67;

/**
 * Ratings are called nearly all the same from nine tenths at one level on. Ratings given by chance in such shares
 * would be the same in more than 80 of 100 comparisons (0.9² = 0.81), which is as often as high agreement needs.
 * Alpha, which takes all of that for chance, has almost nothing left to measure.
 */
const nearlyAll = 0.9;

/** Ratings lie far apart from so many levels on: as far as a rating that alone keeps a criterion from being met. */
const farApart = 2;

/** A criterion's ratings, counted. */
export interface CountedCriterion {
  /** As people know it, such as "4.2". */
  readonly number: string;
  /** Ratings per level of the scale, lowest first. */
  readonly counts: readonly number[];
}

/**
 * Agreement in a sentence, from the share (0 to 1) of pairs of reviewers that gave the same rating.
 * High from 80 of 100, moderate from 60. Null: nothing to compare.
 */
export function percentAgreementInWords(share: number | null): string {
  if (share === null) return 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.';
  if (share === 1) return 'Agreement was complete: reviewers gave the same rating in every comparison.';
  if (share === 0) return 'There was no agreement: reviewers never gave the same rating.';
  const level = shown(share) >= high ? 'high' : shown(share) >= moderate ? 'moderate' : 'low';
  return `Agreement was ${level}: reviewers gave the same rating in ${hundredths(share)}% of comparisons.`;
}

/**
 * Krippendorff's alpha in sentences, null being undefined. The bands are the author's: from 0.80 reliable, from 0.67
 * for tentative conclusions only (Krippendorff 2004, Content Analysis, 2nd ed., ch. 11).
 */
export function alphaInWords(alpha: number | null): string {
  if (alpha === null)
    return (
      'Krippendorff’s alpha cannot be worked out. It needs at least 2 criteria that 2 reviewers or more have ' +
      'rated, and ratings that are not all the same. This alone says nothing about how far they agreed.'
    );
  const value = alpha < 1 && shown(alpha) === 1 ? 'just below 1' : figure(alpha);
  const opening = `Krippendorff’s alpha is ${value}, where 1 is perfect agreement and 0 is what chance would give.`;
  if (shown(alpha) >= reliable) return `${opening} Ratings were consistent enough to rely on.`;
  if (shown(alpha) >= tentative)
    return `${opening} Ratings were consistent enough for tentative conclusions only.`;
  if (shown(alpha) > 0) return `${opening} Reviewers agreed more than by chance, but not consistently.`;
  if (shown(alpha) === 0) return `${opening} Reviewers agreed no more than by chance.`;
  return `${opening} Reviewers agreed less than by chance: they may have understood the criteria differently.`;
}

/** The ends of alpha's 95% interval in sentences; null where there is no interval. */
export function alphaIntervalInWords(lower: number | null, upper: number | null): string {
  if (lower === null || upper === null)
    return 'There is no 95% interval, because alpha cannot be worked out.';
  const otherwise = 'With other criteria of the same kind, alpha would probably';
  if (shown(lower) === shown(upper)) return `${otherwise} be about ${figure(lower)} too (95% interval).`;
  const range = `${otherwise} lie between ${figure(lower)} and ${figure(upper)} (95% interval).`;
  return shown(shown(upper) - shown(lower)) > 0.4
    ? `${range} This is a wide range, so do not rely on alpha alone.`
    : range;
}

/**
 * Gwet's AC1 or AC2 in a sentence, null being undefined. High from 0.80, moderate from 0.60.
 */
export function gwetInWords(coefficient: 'AC1' | 'AC2', value: number | null): string {
  if (value === null)
    return `Gwet’s ${coefficient} cannot be worked out: no criterion has been rated by 2 reviewers or more.`;
  const opening = `Gwet’s ${coefficient} is ${figure(value)}:`;
  if (shown(value) >= high) return `${opening} agreement beyond chance was high.`;
  if (shown(value) >= moderate) return `${opening} agreement beyond chance was moderate.`;
  if (shown(value) > 0) return `${opening} agreement beyond chance was low.`;
  return `${opening} reviewers agreed no more than by chance.`;
}

/**
 * Why alpha has no value, or why it and AC1 tell different stories; `''` where they do not, and where nothing can
 * be compared at all. `criteria`: all of the round's, from which alpha and AC1 were worked out.
 *
 * Low alpha beside high AC1 has several causes, and the counts tell which. Where ratings are nearly all the same,
 * alpha has too little variation to work with: one dissent in 80 ratings gives alpha 0 and AC1 .97 (Feinstein &
 * Cicchetti 1990, Journal of Clinical Epidemiology 43:543–549). Otherwise it may be the few ratings that differ:
 * alpha counts how far they lie apart, AC1 only that they differ. Criteria where they lie far apart are always named.
 */
export function alphaBesideAC1InWords(
  alpha: number | null,
  ac1: number | null,
  criteria: readonly CountedCriterion[],
): string {
  const compared = criteria.filter(({ counts }) => sum(counts) > 1);
  if (alpha === null) return noAlphaInWords(compared);
  if (ac1 === null) return '';
  if (shown(alpha) < tentative && shown(ac1) >= high)
    return `Alpha is low (${figure(alpha)}) although Gwet’s AC1 is high (${figure(ac1)}). ${lowAlphaInWords(compared)}`;
  if (shown(alpha) >= reliable && shown(ac1) < moderate)
    return `Alpha is high (${figure(alpha)}) although Gwet’s AC1 is low (${figure(ac1)}). AC1 counts only whether ratings are the same, alpha how far apart they lie: reviewers often differed, but by less than ratings of different criteria do.`;
  return '';
}

function noAlphaInWords(compared: readonly CountedCriterion[]): string {
  const [only, ...others] = compared;
  if (only === undefined) return '';
  if (others.length === 0)
    return `Alpha has no value here because only criterion ${only.number} has been rated by 2 reviewers or more. Go by the counts for that criterion.`;
  return 'Alpha has no value here because all ratings that can be compared are at the same level: it needs ratings that vary. Reviewers agreed completely.';
}

function lowAlphaInWords(compared: readonly CountedCriterion[]): string {
  const perLevel = compared.reduce<readonly number[]>(
    (totals, { counts }) => counts.map((n, level) => n + (totals[level] ?? 0)),
    [],
  );
  const ratings = sum(perLevel);
  const most = Math.max(...perLevel);
  const far = compared.filter(({ counts }) => spread(counts) >= farApart).map(({ number }) => number);
  const where = `${far.length === 1 ? 'criterion' : 'criteria'} ${list(far)}, where ratings lie ${farApart} levels or more apart`;

  if (most / ratings >= nearlyAll) {
    const why = `Of the ${ratings} ratings that can be compared, ${most} are at the same level: where nearly all are the same, a single different one can bring alpha down to 0.`;
    return far.length === 0
      ? `${why} Go by AC1 and the counts for each criterion.`
      : `${why} Go by AC1, but look at ${where}.`;
  }
  return far.length === 0
    ? 'Reviewers mostly gave the same rating, and neighbouring levels where they did not. Alpha sets these small differences against those between criteria, and most criteria were rated much the same. Go by AC1 and the counts for each criterion.'
    : `Reviewers mostly gave the same rating, but a few ratings lie far apart: alpha counts how far, AC1 only that they differ. Look at ${where}.`;
}

/**
 * How one reviewer's ratings lie beside the other reviewers', in sentences. `who` is the reviewer's panel place
 * (R1, R2 …) or "this reviewer", never a name.
 */
export function severityInWords(
  who: string,
  severity: Omit<ReviewerSeverity, 'reviewer' | 'standardError' | 'criteria'>,
): string {
  const { specifications, difference, lower, upper, flagged } = severity;
  if (specifications === 0)
    return `There is nothing to compare yet: no other reviewer has rated the same criteria as ${who}.`;

  const basis = count(specifications, 'specification');
  if (specifications < severityFlag.specifications || difference === null || lower === null || upper === null)
    return `There is too little to go by for ${who}, ${basis}: at least ${severityFlag.specifications} are needed.`;

  const average = `On average ${who} rated ${levels(difference, flagged)} the other reviewers, over ${basis}.`;
  const interval =
    shown(lower) === shown(upper)
      ? 'The 95% interval is no wider than 0.01 of a level.'
      : `The 95% interval is from ${signedFigure(lower)} to ${signedFigure(upper)} levels.`;
  return `${average} ${interval} ${verdict(difference, lower, upper, flagged)} Scores are never adjusted for it.`;
}

function verdict(difference: number, lower: number, upper: number, flagged: boolean): string {
  const limit = `${severityFlag.levels} of a level`;
  if (flagged)
    return `The difference is more than ${limit} and unlikely to be chance, so it may be worth a conversation.`;
  if (shown(difference) === 0) return 'There is no difference that needs an explanation.';
  if (lower <= 0 && upper >= 0) return 'The difference may well be chance.';
  return `The difference is not more than ${limit}, so nothing needs to be done.`;
}

function levels(difference: number, flagged: boolean): string {
  const size = shown(Math.abs(difference));
  if (size === 0) return 'neither higher nor lower than';
  const direction = difference < 0 ? 'lower' : 'higher';
  if (size === 1) return `1 level ${direction} than`;
  // What is flagged must not look like what would not be.
  const just = flagged && size <= severityFlag.levels ? 'just over ' : '';
  return `${just}${figure(size)} levels ${direction} than`;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

/** From the lowest level that was given to the highest. */
function spread(counts: readonly number[]): number {
  const given = counts.flatMap((n, level) => (n > 0 ? [level] : []));
  return Math.max(...given) - Math.min(...given);
}
