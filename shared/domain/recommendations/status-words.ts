import { type CriteriaSet, criteriaOf, lowestOf } from '../criteria-sets/criteria-set.ts';
import type { CriterionStatus } from '../results/criterion-status.ts';

/** Criterion statuses as the Centre says them. */
export const statusInWords: Record<CriterionStatus, string> = {
  met: 'Met',
  'partly-met': 'Partly met',
  'not-met': 'Not met',
  disputed: 'Disputed',
  insufficient: 'Too few ratings',
};

/** What a scale calls the settled statuses: "Shown", "Partly shown", "Not shown". */
export type OwnStatuses = Readonly<Record<'met' | 'partly-met' | 'not-met', string>>;

/** Statuses as a round says them: by themselves, and in the middle of a sentence. */
export interface StatusWords {
  readonly alone: Readonly<Record<CriterionStatus, string>>;
  readonly within: Readonly<Record<CriterionStatus, string>>;
}

/**
 * What a gateway set's scale calls the statuses: whether a need is “shown” is not whether a criterion is met. Null for
 * an endorsement, and where no one threshold is said, because criteria of the set have thresholds of their own.
 */
export function ownStatuses(set: CriteriaSet, threshold = oneThreshold(set)): OwnStatuses | null {
  if (set.kind !== 'gateway' || threshold === null) return null;
  const label = (value: number) => set.scale.find((level) => level.value === value)?.label;
  const highest = set.scale[set.scale.length - 1]?.value;
  const lowest = lowestOf(set);
  const met = label(threshold);
  const under = label(threshold - 1);
  if (met === undefined || under === undefined) return null;
  // Below the lowest but one there is nothing in between: it is not met, and “partly” is only what a panel finds.
  const hasPartly = threshold - 1 > lowest;
  const notMet = hasPartly ? label(threshold - 2) : under;
  return {
    met: threshold === highest ? met : `${met} or above`,
    'partly-met': hasPartly ? under : statusInWords['partly-met'],
    'not-met': hasPartly && threshold - 2 > lowest ? `${notMet} or below` : (notMet ?? under),
  };
}

function oneThreshold(set: CriteriaSet): number | null {
  const { threshold } = set.rules;
  return criteriaOf(set).every((one) => one.threshold === null || one.threshold === threshold)
    ? threshold
    : null;
}

/** The words for statuses where a scale has its own, and the Centre's where it has none. */
export function wordsFrom(own: OwnStatuses | null): StatusWords {
  const usual = Object.fromEntries(
    Object.entries(statusInWords).map(([status, text]) => [status, text.toLowerCase()]),
  ) as Record<CriterionStatus, string>;
  if (own === null) return { alone: statusInWords, within: usual };
  return {
    alone: { ...statusInWords, ...own },
    within: {
      ...usual,
      met: `“${own.met}”`,
      // Not a level of every scale.
      'partly-met':
        own['partly-met'] === statusInWords['partly-met'] ? usual['partly-met'] : `“${own['partly-met']}”`,
      'not-met': `“${own['not-met']}”`,
    },
  };
}

/** The words of a set for statuses; with a criterion's threshold, for that criterion's. */
export const statusWords = (set: CriteriaSet, threshold?: number): StatusWords =>
  wordsFrom(ownStatuses(set, threshold));
