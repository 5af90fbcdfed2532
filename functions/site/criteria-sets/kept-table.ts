import { type CriteriaUse, criteriaUses } from '../../../shared/domain/tables/column-words.ts';
import {
  type Corrections,
  type KeptCriteria,
  type KeptSheet,
  readKeptCriteria,
} from '../../../shared/domain/tables/kept-criteria.ts';
import { publishedCriteriaSets } from '../../criteria-sets/published.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { plainSet, type SetAround } from './set-fields.ts';

/** A version of a criteria set. */
export type Version = AnswerTo<'getCriteriaSet'>;

/** What the page about a table of criteria is about: the table as it is carried along, and what it is read as. */
export interface Kept {
  /** The sheets as JSON: nothing is stored before it is confirmed. */
  readonly content: string;
  readonly sheets: readonly KeptSheet[];
  readonly corrections: Corrections;
  readonly kept: KeptCriteria;
  /** The sets that this may be the next version of, the Centre’s own first. */
  readonly published: readonly Version[];
  /** What scale, rules and instructions start with. */
  readonly start: SetAround;
  /** The title of the set that they are from; null where there is none. */
  readonly startsFrom: string | null;
}

/** Most characters of a table that are carried along: more than twice what the largest set has. */
export const maxCarried = 600_000;

/** What a form of the page is about: it carries the table, and how that was read. Null where it carries none. */
export async function loadKept(visit: Visit): Promise<Kept | null> {
  const content = visit.form.get('content') ?? '';
  const sheets = sheetsOf(content);
  const corrections = correctionsOf(visit);
  const kept = sheets && (readKeptCriteria(sheets, corrections) ?? readKeptCriteria(sheets));
  if (sheets === null || kept === null) return null;
  const entries = await publishedCriteriaSets(servicesOf(visit.site));
  const latest = [...Map.groupBy(entries, ({ criteriaSetId }) => criteriaSetId).values()].flatMap(
    ([first]) => first ?? [],
  );
  const read = await Promise.all(
    [...latest]
      .sort((a, b) => Number(a.sample) - Number(b.sample))
      .slice(0, 10)
      .map(({ criteriaSetId, version }) => readFor(visit, 'getCriteriaSet', { criteriaSetId, version })),
  );
  const published = read.filter((one) => one !== null);
  const start = published.find(({ content: set }) => set.kind === 'endorsement') ?? published[0];
  return {
    content,
    sheets,
    corrections,
    kept,
    published,
    start: start?.content ?? plainSet,
    startsFrom: start?.content.title ?? null,
  };
}

/** The sheets that a page carries; null where somebody changed them so that they are none. */
function sheetsOf(content: string): readonly KeptSheet[] | null {
  try {
    const sheets: unknown = JSON.parse(content);
    return Array.isArray(sheets) && sheets.every(isSheet) && content.length <= maxCarried ? sheets : null;
  } catch {
    return null;
  }
}

const isSheet = (given: unknown): given is KeptSheet => {
  const { name, rows, unreadable, hidden = [] } = (given ?? {}) as Partial<KeptSheet>;
  const isRow = (row: unknown) => Array.isArray(row) && row.every((cell) => typeof cell === 'string');
  const isCell = (cell: unknown) => typeof (cell as { detail?: unknown } | null)?.detail === 'string';
  return (
    typeof name === 'string' &&
    Array.isArray(rows) &&
    rows.length <= 1_000 &&
    rows.every(isRow) &&
    Array.isArray(unreadable) &&
    unreadable.every(isCell) &&
    Array.isArray(hidden)
  );
};

/** How the page reads the table: as it was read before, or as its choices say where it is to be read again. */
function correctionsOf({ form }: Visit): Corrections {
  const chosen = isAgain(form) ? form : new URLSearchParams(form.get('read') ?? '');
  const sheet = chosen.get('sheet') ?? '';
  const columns = new Map(
    [...chosen].flatMap(([name, value]): [number, CriteriaUse | null][] => {
      const [, index] = /^column\.(\d{1,3})$/.exec(name) ?? [];
      return index === undefined ? [] : [[Number(index), criteriaUses.find((use) => use === value) ?? null]];
    }),
  );
  // What columns of one sheet hold says nothing of another’s.
  const isOther = isAgain(form) && sheet !== (form.get('sheetRead') ?? '');
  return { ...(sheet !== '' && { sheet }), ...(!isOther && columns.size > 0 && { columns }) };
}

/** Whether the table is to be read again as its choices say. */
export const isAgain = (form: URLSearchParams): boolean => form.get('step') === 'again';

/** How a table was read, to be carried along. */
export const asText = ({ sheet = '', columns = new Map() }: Corrections): string =>
  new URLSearchParams([
    ['sheet', sheet],
    ...[...columns].map(([index, use]): [string, string] => [`column.${index}`, use ?? '']),
  ]).toString();
