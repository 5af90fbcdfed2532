import type { CriterionStatus } from '../results/criterion-status.ts';
import type { ComparedCriterion } from './comparison.ts';
import { statusInWords } from './trace-in-words.ts';

/** "4.1: not met → met". */
export const comparedSentence = ({ number, before, after }: Omit<ComparedCriterion, 'criterionId'>): string =>
  `${number}: ${words(before)} → ${words(after)}`;

const words = (status: CriterionStatus | null) =>
  status === null ? 'not in the criteria set' : statusInWords[status].toLowerCase();
