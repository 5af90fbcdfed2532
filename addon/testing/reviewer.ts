import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, expect } from 'vitest';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { buildAddon } from '../build.ts';
import { type HeadlessSheets, runHeadlessSheets } from '../headless/index.ts';
import type { View } from '../src/view.ts';
import { ReviewService, reviewer, roundId } from './review-service.ts';
import { small } from './sets.ts';

/** The name of a scoring tab. */
export const tab = 'Enhanced stroke care v2';

/** The row of the first criterion in a new sheet; the README shows the layout. */
export const first = 10;

let code = '';
const open: HeadlessSheets[] = [];
const services: ReviewService[] = [];

/** Builds the add-on before a file's tests, and closes after each of them what it has opened. */
export function withAddon(): void {
  beforeAll(async () => {
    const outDir = await mkdtemp(path.join(tmpdir(), 'addon-'));
    code = (await buildAddon({ outDir })).code;
    await rm(outDir, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sheets) => sheets.close()));
    await Promise.all(services.splice(0).map((service) => service.close()));
  });
}

/** A reviewer at an empty spreadsheet, and the service. */
export async function setUp(
  set: CriteriaSet,
  status: 'invited' | 'accepted' = 'invited',
): Promise<{ sheets: HeadlessSheets; service: ReviewService }> {
  const service = await ReviewService.start(set, status);
  services.push(service);
  return { sheets: await sitDown(service), service };
}

/** The same reviewer at another empty spreadsheet. */
export async function sitDown(service: ReviewService): Promise<HeadlessSheets> {
  const sheets = await runHeadlessSheets({
    code,
    identityToken: reviewer.token,
    email: reviewer.email,
    properties: { API_URL: `${service.address}/` },
  });
  open.push(sheets);
  return sheets;
}

/** A reviewer who has just started. */
export async function started(
  set: CriteriaSet = small,
): Promise<{ sheets: HeadlessSheets; service: ReviewService }> {
  const made = await setUp(set, 'accepted');
  expect(await view(made.sheets, 'startReview', roundId)).toMatchObject({ view: 'scoring' });
  return made;
}

/** What the sidebar shows after calling a function. */
export const view = async (sheets: HeadlessSheets, name: string, ...args: unknown[]): Promise<View> =>
  (await sheets.call(name, ...args)) as View;

/** Presses “Keep this sheet” on the view that sets it beside a draft from elsewhere. */
export const keepSheet = (sheets: HeadlessSheets, shown: View): Promise<View> =>
  shown.view === 'newer-draft'
    ? view(sheets, 'keepSheet', roundId, shown.etag, shown.seen)
    : Promise.reject(new Error(`There is no other draft: ${shown.view}`));

/** What a cell of the scoring tab shows; for the first 26 columns. */
export const cell = async (sheets: HeadlessSheets, a1: string): Promise<string | undefined> => {
  const rows = await sheets.spreadsheet.shown(tab);
  return rows[Number(a1.slice(1)) - 1]?.[a1.charCodeAt(0) - 65];
};

/** Rates every criterion with the third level, with its page as evidence, by pasting two columns. */
export async function score(sheets: HeadlessSheets, set: CriteriaSet): Promise<void> {
  const level = set.scale[2];
  const [name = ''] = (await sheets.spreadsheet.sheetNames()).slice(-1);
  const rows = await sheets.spreadsheet.shown(name);
  let page = 0;
  for (const [column, text] of [
    ['E', () => `${level?.value} – ${level?.label}`],
    ['F', () => `page ${++page}`],
  ] as const) {
    const criteria = rows.slice(8).map((row) => (row[1]?.includes(':') ? '' : text()));
    await sheets.spreadsheet.paste(
      name,
      `${column}9`,
      criteria.map((each) => [each]),
    );
  }
}

/** A row of the scoring tab, to be pasted. */
export async function copied(sheets: HeadlessSheets, row: number): Promise<string[][]> {
  return [(await sheets.spreadsheet.shown(tab))[row - 1] ?? []];
}

/** What sorting does to rows 10 and 11 where the hidden column is left out. */
export async function swapSeenCells(sheets: HeadlessSheets): Promise<void> {
  const [[a = []], [b = []]] = [await copied(sheets, 10), await copied(sheets, 11)];
  const without = (row: string[], id: string | undefined) => [row[0] ?? '', id ?? '', ...row.slice(2)];
  await sheets.spreadsheet.paste(tab, 'A10', [without(b, a[1]), without(a, b[1])]);
}
