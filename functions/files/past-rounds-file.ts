import type * as z from 'zod';
import { pastRound } from '../../shared/contract/past-rounds/schemas.ts';
import { fold } from '../../shared/domain/basics/fold.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { PastOutcome } from '../../shared/domain/past-rounds/past-rounds.ts';
import { type FoundRow, findTable, type SoughtColumn } from '../../shared/domain/tables/find-table.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { readDay } from '../words/read-day.ts';
import { readKeptSheets } from './kept-criteria-file.ts';

/** A round as a row has it. */
export type ReadPastRound = z.output<typeof pastRound>;

/** What was read of a file of rounds before this system. */
export interface PastRoundsFile {
  readonly sheet: string;
  readonly headingRow: number;
  /** The columns that were found: what they are taken for, and their headings. */
  readonly columns: readonly { readonly name: string; readonly heading: string }[];
  /** Of each round the row that it stands in, from 1. */
  readonly rows: readonly number[];
  readonly rounds: readonly ReadPastRound[];
}

type Field = keyof ReadPastRound;

/** The columns by their fields. The first that fits a heading has it. */
export const pastColumns: Readonly<Record<Field, SoughtColumn>> = {
  areaOfPractice: {
    name: 'Area of practice',
    heading: /^(?:area|specialty|speciality|clinical area)(?: of practice)?$/,
  },
  version: { name: 'Version', heading: /^(?:specification )?(?:version|edition|issue)(?: (?:no|number))?$/ },
  endorsedUntil: {
    name: 'Endorsed until',
    heading:
      /\buntil\b|\bend(?:s|ed)?(?: date| on)?$|\bexpir(?:y|es|ed)\b|\breview (?:by|due|date)\b|\bvalid to\b/,
  },
  invitedOn: {
    name: 'Invited on',
    heading: /\b(?:invited|invitations?|opened|started|start|began|sent out|submitted|received)\b/,
  },
  decidedOn: {
    name: 'Decided on',
    heading:
      /\b(?:decided|concluded|closed|date of (?:decision|outcome|endorsement))\b|^(?:date|(?:decision|outcome|endorsement|panel) date|endorsed on)$/,
    isNeeded: true,
  },
  outcome: {
    name: 'Outcome',
    heading: /^(?:final |panel |review |centre )?(?:outcome|decision|result|status|conclusion)$/,
    isNeeded: true,
  },
  title: {
    name: 'Specification',
    heading:
      /^(?:credential )?(?:specification|credential|title|proposal)(?: (?:title|name))?$|^(?:name|title) of (?:the )?(?:credential )?(?:specification|credential)$/,
    isNeeded: true,
    isMerged: true,
  },
  organisation: {
    name: 'Organisation',
    heading:
      /^(?:developer|organi[sz]ation|developed by|developing organi[sz]ation|submitted by|sponsor|provider|hei|university)$/,
  },
};

/** The Centre’s words for what a round came to, and others that stand for them. */
const outcomeWords: readonly (readonly [PastOutcome, RegExp])[] = [
  ['go-ahead-with-conditions', /^(?:go|gone|went)[- ]?ahead (?:with|subject to) conditions?$/],
  ['go-ahead', /^(?:(?:go|gone|went)[- ]?ahead|proceed(?:ed)?)$/],
  ['think-again', /^think again$/],
  ['another-intervention', /^(?:another|other) intervention(?: is the answer)?$/],
  [
    'do-not-endorse',
    /^(?:(?:do |did )?not (?:to )?(?:endorsed?|approved?)|rejected|refused|declined|unsuccessful)$/,
  ],
  [
    'endorse-with-conditions',
    /^(?:(?:endorsed?|approved?)[ ,-]*(?:with|subject to) conditions?|conditional(?:ly)? (?:endorse(?:d|ment)|approv(?:ed|al)))$/,
  ],
  ['endorse', /^(?:endorsed?|approved?)(?: without conditions)?$/],
  ['return-for-revision', /^(?:returned?|revise|resubmit)(?: (?:for|to|and) .*)?$/],
  ['withdrawn', /^(?:endorsement )?(?:withdrawn|withdrew|revoked)$/],
];

const sayOutcome =
  'Say “Endorsed”, “Endorsed with conditions”, “Not endorsed”, “Returned” or “Withdrawn”, or of the gateway “Go ahead”, “Go ahead with conditions”, “Think again” or “Another intervention”.';

/** Reads the rounds of a CSV or XLSX file as people keep it, or says everything that is wrong with it, row by row. */
export async function readPastRoundsFile(
  bytes: Uint8Array,
): Promise<Result<PastRoundsFile, readonly RowDefect[]>> {
  const sheets = await readKeptSheets(bytes);
  if (!sheets.ok) return sheets;
  const table = findTable(sheets.value, pastColumns);
  if (!table.ok) return table;
  const { rows, sheet, headingRow, headings } = table.value;
  const defects: RowDefect[] = [];
  const rounds = rows.flatMap((row) => readRound(row, defects));
  if (rows.length === 0)
    defects.push({
      row: null,
      column: null,
      code: 'no-rows',
      detail: 'There is no round below the headings.',
    });
  if (defects.length > 0) return fail(defects);
  return ok({
    sheet,
    headingRow,
    columns: [...headings].map(([use, heading]) => ({ name: pastColumns[use].name, heading })),
    rows: rows.map(({ row }) => row),
    rounds,
  });
}

function readRound(
  { row, cell, unreadable }: FoundRow<Field>,
  defects: RowDefect[],
): readonly ReadPastRound[] {
  const before = defects.length;
  const wrong = (field: Field, code: string, detail: string) => {
    defects.push({ row, column: pastColumns[field].name, code, detail });
    return null;
  };
  /** A text; a date in its place, such as a version 1.2 that a spreadsheet took for one, is asked about. */
  const words = (field: Field) => {
    const unread = unreadable(field);
    if (unread !== null) wrong(field, 'unreadable', unread.detail);
    return cell(field).replace(/\s+/g, ' ');
  };
  const day = (field: Field) => {
    const [unread, written] = [unreadable(field), cell(field)];
    if (unread !== null) return unread.day ?? wrong(field, 'unreadable', unread.detail);
    if (/^(?:|[-–—]|n\/?a|none|tbc|unknown|not known)$/i.test(written)) return null;
    return (
      readDay(written) ??
      wrong(field, 'no-day', `“${written}” is no day. Write it like 6 August 2023 or 06/08/2023.`)
    );
  };
  const said = words('outcome');
  const folded = fold(said)
    .replace(/[.*]+$/, '')
    .trim();
  const outcome = outcomeWords.find(([, pattern]) => pattern.test(folded))?.[0];
  if (outcome === undefined && defects.length === before)
    wrong(
      'outcome',
      'outcome',
      said === ''
        ? `Fill this in. ${sayOutcome}`
        : `“${said}” is no outcome that is known here. ${sayOutcome}`,
    );
  const decided = defects.length;
  const decidedOn = day('decidedOn');
  if (decidedOn === null && defects.length === decided) wrong('decidedOn', 'missing', 'Fill this in.');
  const read = pastRound.safeParse({
    title: words('title'),
    areaOfPractice: words('areaOfPractice'),
    organisation: words('organisation'),
    version: words('version'),
    outcome: outcome ?? 'withdrawn',
    invitedOn: day('invitedOn'),
    decidedOn: decidedOn ?? '2000-01-01',
    endorsedUntil: day('endorsedUntil'),
  });
  for (const { path, code, message } of read.error?.issues ?? []) wrong(path[0] as Field, code, message);
  return read.success && defects.length === before ? [read.data] : [];
}
