import type { Answer } from '../../shared/contract/operation.ts';
import { checkReading } from '../../shared/contract/reviews/check-reading.ts';
import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';
import type { Reading } from '../../shared/domain/scoring-sheets/read.ts';
import { readScores } from '../../shared/domain/scoring-sheets/read.ts';
import type { CellDefect } from '../../shared/domain/scoring-sheets/shown.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { formatOf, readTable } from '../files/read-table.ts';
import { maxFileBytes } from '../files/table-file.ts';
import type { Services } from '../use-case/services.ts';
import { getReview } from './storage.ts';
import type { LastUpload } from './stored-review.ts';
import { made, ownerOf } from './write-review-file.ts';

type Ops = typeof reviewOperations;
type Form = Answer<Ops['getForm']>;

/** A file as it was read: what can be saved of it, and all that has to be mended first. */
export interface FileRead {
  readonly content: ReviewContent;
  /** Pointers of the places that were left out. */
  readonly faulty: ReadonlySet<string>;
  readonly defects: readonly CellDefect[];
  /** What keeps it from being submitted, besides what keeps it from being saved. */
  readonly missing: readonly CellDefect[];
  readonly reading: Reading;
  /** What the draft said, place by place, from which the file was made. */
  readonly was: string;
  /** The version of that draft. */
  readonly draft: number;
}

export type { LastUpload } from './stored-review.ts';

/** What the file said that a reviewer uploaded last of a review; null where none was. */
export const lastUploadOf = async (
  { db }: Pick<Services, 'db'>,
  roundId: string,
  personId: string,
): Promise<LastUpload | null> => (await getReview(db, roundId, personId))?.upload ?? null;

const whole = (detail: string): readonly CellDefect[] => [{ cell: null, where: 'The file', detail }];

const again = 'Download the file anew, copy what you wrote into it, and upload that.';

/** What to do where rows or headings of a file cannot be trusted: a saved file has nothing to undo. */
const mending = { headings: again, slid: again, gone: again };

/** What is said of a file that cannot be read, by its code: a new workbook with the table alone would not be one of ours. */
const unreadable: Readonly<Record<string, string>> = {
  damaged: `The file is damaged and cannot be read. ${again}`,
  'file-too-large': `The file holds more than can be read: at most ${maxFileBytes / 1024 / 1024} MB. ${again}`,
  'no-sheet': `The file has no sheet. ${again}`,
};

const unreadableFile = (defects: readonly RowDefect[]): readonly CellDefect[] =>
  defects.flatMap(({ code, detail }) => whole(unreadable[code] ?? detail));

/**
 * Reads a file that came back, by the very rules by which the add-on reads its sheet: rows may stand anywhere. Fails
 * with what keeps it from being read at all.
 */
export async function readReviewFile(
  services: Pick<Services, 'db'>,
  { form, personId, bytes }: { readonly form: Form; readonly personId: string; readonly bytes: Uint8Array },
): Promise<Result<FileRead, readonly CellDefect[]>> {
  if (formatOf(bytes) !== 'xlsx')
    return fail(whole('This is no Excel file. Save it as “Excel Workbook (.xlsx)”, then upload it.'));
  const { tabs } = await import('../files/scoring-workbook.ts');
  const hidden = await readTable('xlsx', bytes, tabs.file);
  if (!hidden.ok) return fail(unreadableFile(hidden.error));
  const about = new Map(hidden.value.rows.map(([name = '', value = '']) => [name.trim(), value.trim()]));
  const wrong = await whyNotThis(services, form, personId, about);
  if (wrong !== null) return fail(whole(wrong));
  const table = await readTable('xlsx', bytes, tabs.review);
  if (!table.ok) return fail(unreadableFile(table.error));
  const { rows, unreadable: lost, notes } = table.value;
  // The lower of them would be read as emptied.
  const merged = notes.find(({ code }) => code === 'merged-cells');
  if (merged !== undefined) return fail(whole(merged.detail));
  const read = readScores(rows, form.criteriaSet, mending);
  const placeAt = new Map(read.ok ? [...read.value.places.values()].map((one) => [one.cell, one.where]) : []);
  const cells = lost.map(({ row, detail }) => {
    const cell = cellIn(detail);
    const where = placeAt.get(cell ?? '') ?? (row === null ? 'The file' : `Row ${row}`);
    return { cell, where, detail: `The cell ${detail}` };
  });
  if (!read.ok) return fail([...cells, ...read.error]);
  const reading = read.value;
  const draft = checkReading(form, reading, 'draft');
  const known = new Set(draft.defects.map(({ cell, detail }) => `${cell} ${detail}`));
  const lostCells = new Set(cells.flatMap(({ cell }) => cell ?? []));
  // A cell that could not be read is left as the draft has it, not emptied.
  const unread = [...reading.places].flatMap(([pointer, { cell }]) => (lostCells.has(cell) ? [pointer] : []));
  return ok({
    content: draft.content,
    faulty: new Set([...draft.faulty, ...unread]),
    defects: [...cells, ...draft.defects],
    missing: checkReading(form, reading, 'submission').defects.filter(
      ({ cell, detail }) => !known.has(`${cell} ${detail}`),
    ),
    reading,
    was: about.get('Was') ?? '',
    draft: Number(about.get('Draft')) || 0,
  });
}

/** The address that a sentence about an unreadable cell begins with. */
const cellIn = (detail: string): string | null => /^[A-Z]{1,3}\d+(?= )/.exec(detail)?.[0] ?? null;

/** Why a file is not the one that was made for this review, by which kind of thing differs; never whose it is. */
async function whyNotThis(
  services: Pick<Services, 'db'>,
  { assignment, criteriaSetHash }: Form,
  personId: string,
  about: ReadonlyMap<string, string>,
): Promise<string | null> {
  if (about.get('What this is') !== made)
    return `This is not a file that was downloaded from My reviews, or its hidden tab is gone. ${again}`;
  if (about.get('Round') !== assignment.roundId)
    return 'This file was made for another round. Upload the file that was downloaded from this page.';
  if (about.get('Reviewer') !== (await ownerOf(services, assignment.roundId, personId)))
    return 'This file was made for another reviewer. Upload the file that you downloaded from this page.';
  if (about.get('Criteria') !== criteriaSetHash)
    return `This file was made for another version of the criteria. ${again}`;
  if (about.get('Copy') === 'yes')
    return 'This is a copy of what you submitted, which cannot be uploaded. Download the file of your draft.';
  return null;
}
