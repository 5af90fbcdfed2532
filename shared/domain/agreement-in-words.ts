import { type ReviewerSeverity, severityFlag } from './severity.ts';

/**
 * Agreement in a sentence, from the share (0 to 1) of pairs of reviewers that gave the same rating.
 * High from 80 of 100, moderate from 60: words for reading, which no rule depends on. Null: nothing to compare.
 */
export function percentAgreementInWords(share: number | null): string {
  if (share === null) return 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.';
  if (share === 1) return 'Agreement was complete: reviewers gave the same rating in every comparison.';
  if (share === 0) return 'There was no agreement: reviewers never gave the same rating.';
  const rounded = Math.round(share * 100);
  const level = rounded >= 80 ? 'high' : rounded >= 60 ? 'moderate' : 'low';
  const comparisons = rounded === 100 ? 'more than 99' : rounded === 0 ? 'fewer than 1' : String(rounded);
  return `Agreement was ${level}: reviewers gave the same rating in ${comparisons} of 100 comparisons.`;
}

/**
 * Krippendorff's alpha in sentences, null being undefined. The bands are the author's, read off the figure as it
 * is shown: from 0.80 reliable, from 0.67 for tentative conclusions only (Krippendorff 2004, Content Analysis,
 * 2nd ed., ch. 11).
 */
export function alphaInWords(alpha: number | null): string {
  if (alpha === null)
    return (
      'Krippendorff’s alpha cannot be worked out. It needs at least 2 criteria that 2 reviewers or more have ' +
      'rated, and ratings that are not all the same. This does not mean that reviewers disagreed.'
    );
  const shown = Math.round(alpha * 100) / 100;
  const opening = `Krippendorff’s alpha is ${figure(alpha)}, where 1 is perfect agreement and 0 is what chance would give.`;
  if (shown >= 0.8) return `${opening} Ratings were consistent enough to rely on.`;
  if (shown >= 0.67) return `${opening} Ratings were consistent enough for tentative conclusions only.`;
  if (shown > 0) return `${opening} Reviewers agreed more than by chance, but not consistently.`;
  if (shown === 0) return `${opening} Reviewers agreed no more than by chance.`;
  return `${opening} Reviewers agreed less than by chance: they may have understood the criteria differently.`;
}

/** The ends of alpha's 95% interval in sentences; null where there is no interval. */
export function alphaIntervalInWords(lower: number | null, upper: number | null): string {
  if (lower === null || upper === null)
    return 'There is no 95% interval, because alpha cannot be worked out.';
  const range = `With other criteria of the same kind, alpha would probably lie between ${figure(lower)} and ${figure(upper)} (95% interval).`;
  return upper - lower > 0.4 ? `${range} This is a wide range, so do not rely on alpha alone.` : range;
}

/**
 * Gwet's AC1 or AC2 in a sentence, null being undefined.
 * High from 0.80, moderate from 0.60, both as shown: words for reading, which no rule depends on.
 */
export function gwetInWords(coefficient: 'AC1' | 'AC2', value: number | null): string {
  if (value === null)
    return `Gwet’s ${coefficient} cannot be worked out: no criterion has been rated by 2 reviewers or more.`;
  const shown = Math.round(value * 100) / 100;
  const opening = `Gwet’s ${coefficient} is ${figure(value)}:`;
  if (shown >= 0.8) return `${opening} agreement beyond chance was high.`;
  if (shown >= 0.6) return `${opening} agreement beyond chance was moderate.`;
  if (shown > 0) return `${opening} agreement beyond chance was low.`;
  return `${opening} reviewers agreed no more than by chance.`;
}

/**
 * Why alpha and AC1 tell different stories; `''` where they do not. Nearly equal ratings leave alpha little or no
 * variation to work with: one dissent in 80 ratings gives alpha 0 and AC1 .97 (Feinstein & Cicchetti 1990,
 * Journal of Clinical Epidemiology 43:543–549).
 */
export function alphaBesideAC1InWords(alpha: number | null, ac1: number | null): string {
  if (ac1 === null || Math.round(ac1 * 100) < 80) return '';
  if (alpha === null)
    return `Alpha has no value although Gwet’s AC1 is ${figure(ac1)}: alpha compares how ratings vary, and these do not vary enough. Go by AC1 and the counts for each criterion.`;
  if (Math.round(alpha * 100) >= 67) return '';
  return `Alpha is ${figure(alpha)} although Gwet’s AC1 is ${figure(ac1)}. This happens when nearly all ratings are the same: a single different rating in 80 can bring alpha down to 0. Go by AC1 and the counts for each criterion.`;
}

/**
 * How one reviewer's ratings lie beside the other reviewers', in sentences. `place` is the reviewer's panel place
 * (R1, R2 …), never a name.
 */
export function severityInWords(place: string, severity: ReviewerSeverity): string {
  const { specifications, criteria, difference, lower, upper, flagged } = severity;
  if (difference === null)
    return `${place} cannot be compared with other reviewers: nobody else has rated the same criteria.`;

  const basis = `over ${counted(criteria, 'criterion', 'criteria')} of ${counted(specifications, 'specification', 'specifications')}`;
  const average = `On average ${place} rated ${levels(difference)} the other reviewers, ${basis}.`;
  if (specifications < severityFlag.specifications || lower === null || upper === null)
    return `${average} This is too little to go by: at least ${severityFlag.specifications} specifications are needed.`;

  const interval = `The 95% interval is from ${signed(lower)} to ${signed(upper)} levels.`;
  const limit = `${severityFlag.levels} of a level`;
  const verdict = flagged
    ? `This is more than ${limit} and unlikely to be chance, so it may be worth a conversation.`
    : lower <= 0 && upper >= 0
      ? 'This may well be chance.'
      : `This is not more than ${limit}, so nothing needs to be done.`;
  return `${average} ${interval} ${verdict} Scores are never adjusted for it.`;
}

/** Two decimals, with a minus sign that screen readers speak and no negative zero. */
function figure(value: number): string {
  const rounded = Number(value.toFixed(2));
  const digits = Math.abs(rounded).toFixed(2);
  return rounded < 0 ? `\u2212${digits}` : digits;
}

const signed = (value: number): string => `${Number(value.toFixed(2)) > 0 ? '+' : ''}${figure(value)}`;

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function levels(difference: number): string {
  const shown = figure(Math.abs(difference));
  if (Number(shown) === 0) return 'the same as';
  return `${shown} levels ${difference < 0 ? 'lower' : 'higher'} than`;
}
