import type * as z from 'zod';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { defectsOf } from '../../shared/contract/defects.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';
import { count } from '../../shared/domain/basics/words.ts';
import { type CriteriaSet, checkCriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';

/** What the rows of an array are, one and several. */
const rowsOfArray: Record<string, readonly [one: string, many: string]> = {
  scale: ['level row', 'level rows'],
  sections: ['section row', 'section rows'],
  criteria: ['criterion row below this section', 'criterion rows below this section'],
};

/** The limits of sizes in words for people who look at rows; null leaves zod's own. */
function inWords(issue: z.core.$ZodRawIssue): string | null {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return null;
  const [limit, n] =
    issue.code === 'too_small' ? ['at least', Number(issue.minimum)] : ['at most', Number(issue.maximum)];
  if (issue.origin !== 'array') return `Give a number that is ${limit} ${n}.`;
  const [one, many] = rowsOfArray[String(issue.path?.at(-1))] ?? ['row', 'rows'];
  return `There must be ${limit} ${count(n, one, many)}.`;
}

/** Everything that keeps a set that was read from a file from being kept: the contract’s limits, then the set as a whole. */
export function checkAgainstContract(set: CriteriaSet): readonly Defect[] {
  const parsed = criteriaSet.safeParse(set, { error: inWords });
  return [...(parsed.success ? [] : defectsOf(parsed.error)), ...checkCriteriaSet(set)];
}
