import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import type { Pillar } from '../../shared/domain/specifications/framework.ts';
import { pillars } from '../../shared/domain/specifications/specification.ts';
import {
  type KeptCriteria,
  type KeptSheet,
  readKeptCriteria,
} from '../../shared/domain/tables/kept-criteria.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { readKeptSheets } from './kept-criteria-file.ts';

/** Most characters of a title: it stands beside its number everywhere. */
const longest = 300;

/**
 * Reads an edition of the framework from a table as people keep it: a number such as 1.4 and a title for each
 * capability, wherever their columns stand, and perhaps the name of its pillar. Says, a sentence each, everything that
 * is wrong with it: an edition is never mended afterwards, so nothing is made up.
 */
export async function readFrameworkFile(
  bytes: Uint8Array,
): Promise<Result<readonly Pillar[], readonly string[]>> {
  const sheets = await readKeptSheets(bytes);
  if (!sheets.ok) return fail(sheets.error.map(rowDefectInWords));
  const kept = readTitles(sheets.value);
  if (kept === null || kept.remarks.some(({ code }) => code === 'numbers-made'))
    return fail(['There is no table in this file with a number and a title for each capability.']);
  const read = kept.sections.flatMap(({ title, criteria }) =>
    criteria.map(({ row, number, text }) => ({
      row,
      number,
      title: text.replace(/\s+/g, ' '),
      pillar: title,
    })),
  );
  const made = new Set(kept.remarks.flatMap(({ code, row }) => (code === 'number-made' ? [row] : [])));
  const wrong = [
    ...kept.unreadable.map(({ detail }) => detail),
    ...kept.leftOut.flatMap(({ row, because }) =>
      because === 'no-number' || because === 'no-wording'
        ? [
            `Row ${row}: it has no ${because === 'no-number' ? 'number' : 'title'}. Add it, or take the row out.`,
          ]
        : [],
    ),
    ...kept.questions.map(({ row, because, written, choices }) =>
      because === 'twice'
        ? `Row ${row}: the number ${written} is used already.`
        : `Row ${row}: the number could be ${list(choices, 'or')}. Format its cell as text and type it again.`,
    ),
    ...read.flatMap(({ row, number, title }) =>
      made.has(row) || !/^[1-4]\.[1-9]\d?$/.test(number)
        ? [`Row ${row}: number each capability by its pillar and its place in it, such as 1.4.`]
        : title.length > longest
          ? [`Row ${row}: use at most ${longest} characters for a title.`]
          : [],
    ),
  ];
  const own = Object.entries(pillars).map(([pillar, usual]): Pillar => {
    const capabilities = read.filter(({ number }) => number.startsWith(`${pillar}.`));
    return {
      number: Number(pillar),
      name: capabilities[0]?.pillar.replace(/^\d+[.:)]?\s+/, '') || usual,
      capabilities: capabilities.map(({ number, title }) => ({ number, title })),
    };
  });
  const empty = own.filter(({ capabilities }) => capabilities.length === 0);
  if (wrong.length === 0 && empty.length > 0)
    wrong.push(`No capability is of pillar ${list(empty.map(({ number }) => String(number)))}.`);
  return wrong.length === 0 ? ok(own) : fail(wrong.slice(0, mostSaid));
}

/** The table, by its short titles where these have a column beside the wording. */
function readTitles(sheets: readonly KeptSheet[]): KeptCriteria | null {
  const read = readKeptCriteria(sheets);
  const title = read?.columns.find(({ heading }) => /^(?:short )?(?:title|name)$/i.test(heading));
  if (!read || title === undefined || title.use === 'text') return read;
  const columns = read.columns.map(({ index, use }) => [index, use === 'text' ? null : use] as const);
  return readKeptCriteria(sheets, {
    sheet: read.sheet,
    columns: new Map([...columns, [title.index, 'text']]),
  });
}

/** Most sentences about one file. */
const mostSaid = 10;
