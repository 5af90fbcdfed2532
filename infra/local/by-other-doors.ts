import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readTable } from '../../functions/files/read-table.ts';
import { tabs } from '../../functions/files/scoring-workbook.ts';
import { type CriteriaSet, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { emptyCriterionReview } from '../../shared/domain/reviews/review.ts';
import { type Column, columns, ratingLabel, rowIds } from '../../shared/domain/scoring-sheets/layout.ts';
import { columnLetters } from '../../shared/domain/tables/row-defect.ts';
import type { ReviewerBrowser } from './reviewer-browser.ts';
import type { SampleReview } from './samples.ts';

/** Where the cells of the review lie in a file of one. */
export const sheetPath = 'xl/worksheets/sheet1.xml';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What somebody types into a cell of a file. */
export type Typed = readonly [row: number, column: Column, text: string];

/** The address of a cell, as a spreadsheet shows it. */
export const addressOf = ([row, column]: Typed): string => `${columnLetters(columns.indexOf(column))}${row}`;

/** A file of a review after somebody has typed into cells of it, as a spreadsheet saves it. */
export function typedInto(bytes: Uint8Array, cells: readonly Typed[]): Uint8Array {
  const files = unzipSync(bytes);
  let xml = strFromU8(files[sheetPath] ?? new Uint8Array());
  for (const cell of cells) {
    const [address, text] = [addressOf(cell), cell[2]];
    xml = xml.replace(
      new RegExp(`<c r="${address}" s="(\\d+)"(?:/>| t="inlineStr">.*?</c>)`, 's'),
      (_, style) =>
        `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    );
  }
  return zipSync({ ...files, [sheetPath]: strToU8(xml) });
}

/** The rows of a file by the ids that stand hidden in them. */
export async function rowsById(bytes: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const table = await readTable('xlsx', bytes, tabs.review);
  if (!table.ok) throw new Error('The file of a review can be read.');
  return new Map(table.value.rows.map((cells, i) => [cells[columns.indexOf('id')] ?? '', i + 1]));
}

/** What is typed into the file of a review, for a whole one. */
export async function cellsOf(
  bytes: Uint8Array,
  set: CriteriaSet,
  { ratings, overallComment, overallNote }: SampleReview,
): Promise<readonly Typed[]> {
  const rows = await rowsById(bytes);
  const cells = criteriaOf(set).flatMap(({ id, number }) => {
    const given = { ...emptyCriterionReview, ...ratings[number] };
    const row = rows.get(id) ?? 0;
    const texts = (['evidence', 'comment', 'note', 'reason'] as const).map(
      (column) => [row, column, given[column]] as const,
    );
    return [[row, 'rating', ratingLabel(set, given.rating)] as const, ...texts];
  });
  const overall = rows.get(rowIds.overall) ?? 0;
  return [...cells, [overall, 'comment', overallComment], [overall, 'note', overallNote]];
}

/** A file of a review with a whole one typed into it. */
export const fileFilledIn = async (
  bytes: Uint8Array,
  set: CriteriaSet,
  review: SampleReview,
): Promise<Uint8Array> => typedInto(bytes, await cellsOf(bytes, set, review));

/** A reviewer declares no interests on the page of a review. */
const declareNone = (browser: ReviewerBrowser, roundId: string) =>
  browser.fill(`/my-reviews/${roundId}/interests`, { interest: 'none' });

const receiptIn = ({ html }: { readonly html: string }): string =>
  /[0-9a-f-]{36}(?=\s*<)/.exec(html)?.[0] ?? '';

/** A reviewer who has signed in fills in every page of a review and submits it. Answers with the receipt. */
export async function reviewOnPages(
  browser: ReviewerBrowser,
  roundId: string,
  set: CriteriaSet,
  { ratings, overallComment, overallNote }: SampleReview,
): Promise<string> {
  await declareNone(browser, roundId);
  const at = `/my-reviews/${roundId}`;
  for (const section of set.sections)
    await browser.fill(
      `${at}/sections/${section.id}`,
      Object.fromEntries(
        section.criteria.flatMap(({ id, number }) =>
          Object.entries({ ...emptyCriterionReview, ...ratings[number] }).map(
            ([field, value]) => [`/ratings/${id}/${field}`, value === null ? '' : String(value)] as const,
          ),
        ),
      ),
    );
  await browser.fill(`${at}/overall`, { '/overallComment': overallComment, '/overallNote': overallNote });
  const { location } = await browser.fill(`${at}/check`, {});
  return receiptIn(await browser.request(location));
}

/** A reviewer who has signed in downloads the file of a review, fills it in, uploads it and submits. Answers with the receipt. */
export async function reviewByFile(
  browser: ReviewerBrowser,
  roundId: string,
  set: CriteriaSet,
  review: SampleReview,
): Promise<string> {
  await declareNone(browser, roundId);
  const at = `/my-reviews/${roundId}`;
  const bytes = await browser.download(`${at}/review.xlsx`);
  const dryRun = await browser.upload(`${at}/file`, await fileFilledIn(bytes, set, review));
  const { location } = await browser.press(`${at}/file`, dryRun, { answer: 'submit' });
  return receiptIn(await browser.request(location));
}
