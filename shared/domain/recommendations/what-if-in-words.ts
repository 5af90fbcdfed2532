import { are, areOf, count, list } from '../basics/words.ts';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { placeName } from '../rounds/round.ts';
import { type Outcome, outcomeInWords, outcomesOf } from './outcomes.ts';
import type { Recommendation, ShortfallTrace } from './recommendation.ts';
import { shareOfOthers } from './recommendation-rules.ts';
import type { CriterionSensitivity, Sensitivity } from './sensitivity.ts';
import { statusWords } from './status-words.ts';

/**
 * Whether one reviewer's absence would change the recommendation; reviewers by their panel place. Nobody is named
 * whose absence only leaves the others to the panel: that fewer agree less is no news.
 */
export function sensitivitySentence(outcome: Outcome, sensitivity: readonly Sensitivity[]): string {
  if (sensitivity.length === 0)
    return 'With fewer than 3 reviews, it is not worked out what one reviewer’s absence would change.';
  const others = sensitivity.filter((s) => s.outcome !== outcome);
  const changed = others.filter((s) => s.outcome !== 'refer-to-panel' && s.outcome !== 'hold');
  if (changed.length === 0)
    return others.length === 0
      ? 'Without any one reviewer the recommendation would be the same.'
      : 'Without any one reviewer the recommendation would be the same, or be left open.';
  const to = (s: Sensitivity) => `(to “${outcomeInWords[s.outcome]}”)`;
  const ways = Array.from(new Set(changed.map(to)));
  if (ways.length === 1)
    return `The recommendation would change if ${leftOut(changed.map(name))} ${ways.join()}.`;
  return `The recommendation would change if ${leftOut(changed.map((s) => `${name(s)} ${to(s)}`))}.`;
}

const name = ({ place }: Sensitivity) => placeName(place);

/** Whose absence would change a criterion's status, or leave it undecided; `''` where nobody's would. */
export const criterionSensitivitySentence = ({
  changesWithout,
  undecidedWithout,
}: CriterionSensitivity): string =>
  [
    changesWithout.length === 0 ? '' : `This would change if ${leftOut(changesWithout.map(placeName))}.`,
    undecidedWithout.length === 0
      ? ''
      : `It would be left undecided if ${leftOut(undecidedWithout.map(placeName))}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

/** Which criteria one rating fewer could leave undecided; `''` where none. */
export function undecidedSentence({ criteria }: Pick<Recommendation, 'criteria'>): string {
  const numbers = criteria.filter((c) => c.undecidedWithout.length > 0).map((c) => c.number);
  return numbers.length === 0
    ? ''
    : `One rating fewer would leave ${numbers.length === 1 ? 'criterion' : 'criteria'} ${list(numbers)} undecided.`;
}

/** What leaving one reviewer out changes besides, where a status rests on it. */
export const fewerNeededSentence = (minReviews: number): string =>
  `With one reviewer fewer, one rating fewer is needed: ${minReviews - 1} instead of ${minReviews}.`;

/** "R1 were left out", "R1 or R2 were left out", "any one of R1, R2 or R3 were left out". */
const leftOut = (reviewers: readonly string[]) =>
  `${reviewers.length > 2 ? 'any one of ' : ''}${list(reviewers, 'or')} were left out`;

/** What would have to change for a better outcome than the recommendation has. */
export function shortfallSentence(
  shortfall: ShortfallTrace,
  { outcome, criteria }: Recommendation,
  set: CriteriaSet,
): string {
  const numbers = criteria.filter((c) => shortfall.mandatory.includes(c.criterionId)).map((c) => c.number);
  const best = outcomesOf[set.kind].yes;
  if (shortfall.outcome !== best) {
    const which = `Mandatory ${numbers.length === 1 ? 'criterion' : 'criteria'} ${list(numbers)}`;
    return `${which} ${are(numbers.length)} in the way of anything better than “${outcomeInWords[outcome]}”.`;
  }
  const { met } = statusWords(set).within;
  const needed = (n: number, kind = '') =>
    `For “${outcomeInWords[best]}”, ${count(n, `more ${kind}criterion`, `more ${kind}criteria`)} must be ${met}`;
  const ofMandatory = `${needed(numbers.length, 'mandatory ')}: ${list(numbers)}.`;
  if (shortfall.othersMissing === 0) return ofMandatory;
  const share = shareOfOthers(set, criteria);
  const standing = `of the criteria that are not mandatory, ${share.met} of ${share.others} ${areOf(share.met, share.others)} ${met} and ${share.needed} ${are(share.needed)} needed.`;
  return numbers.length === 0
    ? `${needed(shortfall.othersMissing)}: ${standing}`
    : `${ofMandatory} Besides, ${standing}`;
}

/** Whether some absence leaves so few reviews or ratings that they are enough only because one fewer is needed. */
export function needsFewer(
  { places, criteria }: Recommendation,
  { rules: { minReviews } }: CriteriaSet,
): boolean {
  if (places.length < 3 || minReviews <= 2) return false;
  const left = criteria.flatMap(({ panel, ratings }) =>
    panel.map((rating) => (typeof rating === 'number' ? ratings - 1 : ratings)),
  );
  return [places.length - 1, ...left].includes(minReviews - 1);
}
