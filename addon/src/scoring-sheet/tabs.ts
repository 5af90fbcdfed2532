import type { Sheet, Spreadsheet } from '../google-types.ts';

/** Developer metadata that names a tab's round: it stays with the tab when the spreadsheet is copied. */
const roundMark = 'credential-review-round';

/** Marks a tab as the scoring sheet of a round. */
export function markAs(sheet: Sheet, roundId: string): void {
  sheet.addDeveloperMetadata(roundMark, roundId);
}

/** Tabs marked with a round: for a copy of a file, or another account, where no keys name the tab. */
export const markedSheets = (spreadsheet: Spreadsheet, roundId: string): readonly Sheet[] =>
  spreadsheet.getSheets().filter((sheet) => markOf(sheet, roundId) !== undefined);

/** The tab with an id; null where it was deleted. */
export function sheetById(spreadsheet: Spreadsheet, id: number): Sheet | null {
  const active = spreadsheet.getActiveSheet();
  if (active.getSheetId() === id) return active;
  return spreadsheet.getSheets().find((sheet) => sheet.getSheetId() === id) ?? null;
}

/** Keeps a tab as it is, but no longer as the scoring sheet of its round. */
export function setAside(spreadsheet: Spreadsheet, sheet: Sheet, roundId: string): void {
  markOf(sheet, roundId)?.remove();
  sheet.setName(freeName(spreadsheet, `${sheet.getName().slice(0, 75)} – set aside`));
}

/** A tab name that is not taken yet: the given one, or with a number behind it. */
export function freeName(spreadsheet: Spreadsheet, name: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} (${n})`;
    if (spreadsheet.getSheetByName(candidate) === null) return candidate;
  }
}

const markOf = (sheet: Sheet, roundId: string) =>
  sheet
    .getDeveloperMetadata()
    .find((metadata) => metadata.getKey() === roundMark && metadata.getValue() === roundId);
