import { fold } from '../basics/fold.ts';
import { type CriteriaUse, saysMandatory } from './column-words.ts';
import type { FoundTable } from './find-columns.ts';
import type { Remark } from './kept-criteria.ts';

/** What the row of a criterion says of whether it is mandatory; empty for nothing. */
interface GivenFlags {
  readonly row: number;
  readonly mandatory: string;
  readonly desirable: string;
  readonly section: string | null;
}

/** Whether each criterion is mandatory: by its columns, else by its section’s name, else it is. */
export function mandatoryOf(
  criteria: readonly GivenFlags[],
  { columns }: FoundTable,
  remarks: Remark[],
): readonly boolean[] {
  const has = (use: CriteriaUse) => columns.some((column) => column.use === use);
  const [mandatory, desirable] = [has('mandatory'), has('desirable')];
  const said = criteria.map((one) => (one.mandatory === '' ? null : saysMandatory(one.mandatory)));
  const others = criteria.map((one) => (one.desirable === '' ? null : saysMandatory(one.desirable)));
  if (!mandatory && !desirable) {
    const bySection = criteria.map(({ section }) => bySectionName(section ?? ''));
    if (bySection.every((one) => one === null)) remarks.push({ row: null, code: 'nothing-mandatory' });
    return bySection.map((one) => one ?? true);
  }
  // Where only one of the two is ever written, an empty cell says the other, unless it looks forgotten.
  const empty = criteria.filter((one) => one.mandatory === '').length;
  const kinds = new Set(said.filter((one) => one !== null));
  const [only] = kinds;
  return criteria.map((from, i) => {
    const [own, other] = [said[i] ?? null, others[i] ?? null];
    const areAtOdds = mandatory && desirable && own !== null && own === other;
    if (own !== null && !areAtOdds) return own;
    if (other !== null && !areAtOdds) return !other;
    if (from.mandatory !== '') {
      remarks.push({ row: from.row, code: 'mandatory-unclear' });
      return true;
    }
    if (!mandatory) return true;
    if (!desirable && kinds.size === 1 && only !== undefined && 3 * empty >= criteria.length) return !only;
    remarks.push({ row: from.row, code: 'mandatory-empty' });
    return said.slice(0, i).findLast((one) => one !== null) ?? true;
  });
}

function bySectionName(title: string): boolean | null {
  const words = fold(title);
  if (/\b(?:desirable|optional|non-?mandatory)\b/.test(words)) return false;
  return /\b(?:essential|mandatory)\b/.test(words) ? true : null;
}
