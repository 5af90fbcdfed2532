import { are, areOf, count, list } from '../basics/words.ts';
import { type CriteriaSet, lowestOf } from '../criteria-sets/criteria-set.ts';
import {
  type CriterionStatus,
  isPolarised,
  isStrongDissent,
  type StatusGrounds,
} from '../results/criterion-status.ts';
import { placeName } from '../rounds/round.ts';
import type { JudgedCriterion } from './judged-criterion.ts';
import type { Reasons } from './reasons.ts';
import { type RuleName, verdictOfRule } from './recommendation-rules.ts';
import { type StatusWords, statusWords, wordsFrom } from './status-words.ts';

export { count, list } from '../basics/words.ts';
export { outcomeInWords } from './outcomes.ts';
export { statusInWords } from './status-words.ts';

const levelLabel = (set: CriteriaSet, value: number | null) =>
  `“${set.scale.find((level) => level.value === value)?.label ?? value}”`;

/**
 * A status as it stands beside a criterion: "Met, 2 of 3" where not everybody who rated it finds it met. `words` are
 * the set's.
 */
export const statusWithShare = (
  status: CriterionStatus,
  { atOrAbove, ratings }: Pick<StatusGrounds, 'atOrAbove' | 'ratings'>,
  words: StatusWords['alone'],
): string =>
  status === 'met' && atOrAbove < ratings
    ? `${words.met}, ${shareInWords({ atOrAbove, ratings })}`
    : words[status];

const shareInWords = ({ atOrAbove, ratings }: Pick<StatusGrounds, 'atOrAbove' | 'ratings'>) =>
  `${atOrAbove} of ${ratings}`;

/** Who dissents strongly on a criterion, and with which level: "R2’s “Not met” is a strong dissent."; `''` for nobody. */
export function strongDissentSentence(
  set: CriteriaSet,
  { panel, threshold }: Pick<JudgedCriterion, 'panel' | 'threshold'>,
  places: readonly number[],
): string {
  const rule = { threshold, lowest: lowestOf(set) };
  const dissents = panel.flatMap((rating, i) =>
    typeof rating === 'number' && isStrongDissent(rating, rule)
      ? [`${placeName(places[i] ?? 0)}’s ${levelLabel(set, rating)}`]
      : [],
  );
  if (dissents.length === 0) return '';
  return `${list(dissents)} ${dissents.length === 1 ? 'is a strong dissent' : 'are strong dissents'}.`;
}

/** How the ratings of one criterion led to its status. `places` are those of its panel, in its order. */
export function criterionSentence(set: CriteriaSet, c: JudgedCriterion, places: readonly number[]): string {
  const kind = c.mandatory ? 'mandatory' : 'not mandatory';
  const words = statusWords(set, c.threshold).within;
  const head = `${c.number} (${kind}): ${statusWithShare(c.ratedStatus, c, words)}.`;
  const isContested = c.ratedStatus === 'met' || c.ratedStatus === 'disputed';
  const dissents = isContested ? strongDissentSentence(set, c, places) : '';
  const unable =
    c.unableToJudge > 0
      ? ` ${count(c.unableToJudge, 'reviewer was', 'reviewers were')} unable to judge.`
      : '';
  const finding = c.byFinding ? ` The panel found it ${words[c.status]}, which counts.` : '';
  return `${head} ${grounds(set, c)}${dissents === '' ? '' : ` ${dissents}`}${unable}${finding}`;
}

function grounds(set: CriteriaSet, c: JudgedCriterion): string {
  const met = levelLabel(set, c.threshold);
  const above = `${c.atOrAbove} of ${count(c.ratings, 'rating')} ${are(c.atOrAbove)} at ${met} or above`;
  const below = `${c.below} of ${count(c.ratings, 'rating')} ${are(c.below)} below ${met}`;
  switch (c.ratedStatus) {
    case 'insufficient':
      return `${count(c.ratings, 'rating')}, and the rules need ${c.minReviews}.`;
    case 'met':
      return `${above} (${c.needed} needed).`;
    case 'partly-met':
    case 'not-met':
      return `${below} (${c.needed} needed) and the lower median is ${levelLabel(set, c.lowerMedian)}.`;
    case 'disputed':
      if (isPolarised(c))
        return `${above} and ${c.strongDissents} far below: at each end a third or more (${c.third}), which is a dispute.`;
      return c.atOrAbove >= c.needed
        ? `${above} (${c.needed} needed), but on this criterion one strong dissent is enough for the panel.`
        : `${above} and ${c.below} below; ${c.needed} are needed on one side.`;
  }
}

/** Whether and why a rule fired. */
export function ruleSentence(rule: RuleName, fired: boolean, reasons: Omit<Reasons, 'rule'>): string {
  const { because, unresolvedInterests, reviews, minReviews } = reasons;
  const which = list(because.map(({ number }) => number));
  const plural = because.length !== 1;
  const verb = plural ? 'are' : 'is';
  const noun = plural ? 'criteria' : 'criterion';
  const { others, met, needed } = reasons.others;
  const words = wordsFrom(reasons.levels).within;
  switch (rule) {
    case 'too-few-reviews':
      return `${count(reviews, 'review was', 'reviews were')} submitted; the rules need at least ${minReviews}.`;
    case 'interest-unresolved':
      return fired
        ? `${count(unresolvedInterests, 'declared interest has', 'declared interests have')} not been resolved.`
        : 'No declared interest is waiting to be resolved.';
    case 'criteria-versions-mixed':
      return fired
        ? 'Some reviews were made against another version of the criteria set.'
        : 'All reviews were made against the same version of the criteria set.';
    case 'mandatory-not-met':
      return fired
        ? `Mandatory ${noun} ${which} ${verb} ${words['not-met']}.`
        : `No mandatory criterion is ${words['not-met']}.`;
    case 'mandatory-disputed-or-insufficient':
      return fired
        ? unsettledSentence(because)
        : 'No mandatory criterion is disputed or has too few ratings.';
    case 'mandatory-partly-met':
      return fired
        ? `Mandatory ${noun} ${which} ${verb} ${words['partly-met']}.`
        : `All mandatory criteria are ${words.met}.`;
    case 'share-not-reached':
      return others === 0
        ? 'Every criterion is mandatory.'
        : `${met} of ${count(others, 'criterion that is', 'criteria that are')} not mandatory ${areOf(met, others)} ${words.met}; the rules ask for ${needed} (${percentage(reasons.nonMandatoryShare)}).`;
    case 'share-reached':
      return others === 0
        ? `All criteria are ${words.met}.`
        : `All mandatory criteria are ${words.met}, and so are enough of the others.`;
  }
}

/** Which mandatory criteria are disputed, and which have too few ratings. */
function unsettledSentence(because: Reasons['because']): string {
  const of = (status: CriterionStatus) => because.filter((c) => c.status === status).map((c) => c.number);
  const [disputed, insufficient] = [of('disputed'), of('insufficient')];
  const noun = ({ length }: { readonly length: number }) => (length === 1 ? 'criterion' : 'criteria');
  const parts = [
    ...(disputed.length > 0 ? [`${noun(disputed)} ${list(disputed)} ${are(disputed.length)} disputed`] : []),
    ...(insufficient.length > 0
      ? [
          `${noun(insufficient)} ${list(insufficient)} ${insufficient.length === 1 ? 'has' : 'have'} too few ratings`,
        ]
      : []),
  ];
  return `Mandatory ${parts.join('; ')}.`;
}

/** "80%", "66.7%": a share as the criteria set gives it, to a tenth. */
const percentage = (share: number) => `${Math.round(share * 1000) / 10}%`;

/** "4.1 (2 of 3)", "4.1 and 4.2 (2 of 3 each)": criteria of which the same is to be said stand together. */
function together<T extends { readonly number: string }>(
  criteria: readonly T[],
  said: (criterion: T) => string,
): readonly string[] {
  return [...new Set(criteria.map(said))].map((figure) => {
    const those = criteria.filter((one) => said(one) === figure);
    const numbers = list(those.map(({ number }) => number));
    return figure === '' ? numbers : `${numbers} (${figure}${those.length > 1 ? ' each' : ''})`;
  });
}

/** Which criteria are met without everybody, and where somebody dissents strongly; none for a round on hold. */
function dissentSentences({ rule, levels, notUnanimous, dissents }: Reasons): readonly string[] {
  if (verdictOfRule[rule] === 'hold') return [];
  const shares = together(notUnanimous, (one) => shareInWords(one));
  const strong = together(dissents, ({ strongDissents: n }) => (n === 1 ? '' : `${n} of them`));
  return [
    ...(shares.length === 0
      ? []
      : [`${levels === null ? 'Met' : `“${levels.met}”`}, though not for every reviewer: ${list(shares)}.`]),
    ...(strong.length === 0 ? [] : [`There is strong dissent on ${list(strong)}.`]),
  ];
}

/** The reasons in a few sentences: the rule that fired, how much is met, what is disputed. */
export function reasonSentences(reasons: Reasons): readonly string[] {
  const { rule, met, criteria, disputed } = reasons;
  return [
    ruleSentence(rule, true, reasons),
    ...(verdictOfRule[rule] === 'hold'
      ? []
      : [
          `${met} of ${count(criteria, 'criterion', 'criteria')} ${areOf(met, criteria)} ${wordsFrom(reasons.levels).within.met}.`,
        ]),
    ...(disputed.length === 0
      ? []
      : [`Reviewers dispute ${count(disputed.length, 'criterion', 'criteria')}: ${list(disputed)}.`]),
    ...dissentSentences(reasons),
  ];
}
