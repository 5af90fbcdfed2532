import type { CriterionStatus } from '../results/criterion-status.ts';
import type { ComparedCriterion } from './comparison.ts';
import type { StatusWords } from './status-words.ts';

/** "4.1: not met → met", in the words of the set. */
export const comparedSentence = (
  { number, before, after }: Omit<ComparedCriterion, 'criterionId'>,
  { within }: StatusWords,
): string => {
  const say = (status: CriterionStatus | null) =>
    status === null ? 'not in the criteria set' : within[status];
  return `${number}: ${say(before)} → ${say(after)}`;
};
