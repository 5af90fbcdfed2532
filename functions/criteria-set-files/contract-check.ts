import type * as z from 'zod';
import { defectsOf } from '../../shared/contract/defects.ts';
import { criteriaSet } from '../../shared/contract/schemas.ts';
import { type CriteriaSet, checkCriteriaSet } from '../../shared/domain/criteria-set.ts';
import type { Defect } from '../../shared/domain/result.ts';

const rowsOfArray: Record<string, string> = {
  scale: 'level rows',
  sections: 'section rows',
  criteria: 'criterion rows below this section',
};

/** The limits of sizes in words for people who look at rows; null leaves zod's own. */
function inWords(issue: z.core.$ZodRawIssue): string | null {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return null;
  const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (issue.origin !== 'array') return `Give a number that is ${limit}.`;
  const what = rowsOfArray[String(issue.path?.at(-1))] ?? 'rows';
  return `There must be ${limit} ${what}.`;
}

/** Everything that keeps a set that was read from a file from being kept: the contract’s limits, then the set as a whole. */
export function checkAgainstContract(set: CriteriaSet): readonly Defect[] {
  const parsed = criteriaSet.safeParse(set, { error: inWords });
  return [...(parsed.success ? [] : defectsOf(parsed.error)), ...checkCriteriaSet(set)];
}
