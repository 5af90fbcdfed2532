import type { Sheet, Spreadsheet } from '../google-types.ts';

/** Developer metadata that says whose tab it is: it stays with the tab when tab or spreadsheet are copied. */
const ownerMark = 'credential-review-owner';

/** Marks a tab as one person's scoring sheet of a round: `owner` is of `ownerOf`. */
export function markAs(sheet: Sheet, owner: string): void {
  sheet.addDeveloperMetadata(ownerMark, owner);
}

/** A person's own tabs of a round, also where no keys name them: in a copy of the file, say. Nobody else's. */
export const ownSheets = (spreadsheet: Spreadsheet, owner: string): readonly Sheet[] =>
  spreadsheet.getSheets().filter((sheet) => markOf(sheet, owner) !== undefined);

/** Whether a tab is this person's scoring sheet of a round, or a copy of it. */
export const isMarkedAs = (sheet: Sheet, owner: string): boolean => markOf(sheet, owner) !== undefined;

/** The tab with an id, which most often is the one in front; null where it was deleted. */
export function sheetById(
  spreadsheet: Spreadsheet,
  id: number,
  active: Sheet = spreadsheet.getActiveSheet(),
): Sheet | null {
  if (active.getSheetId() === id) return active;
  return spreadsheet.getSheets().find((sheet) => sheet.getSheetId() === id) ?? null;
}

/** Keeps a tab as it is, but no longer as the scoring sheet of its round. */
export function setAside(spreadsheet: Spreadsheet, sheet: Sheet, owner: string): void {
  markOf(sheet, owner)?.remove();
  sheet.setName(freeName(spreadsheet, `${sheet.getName().slice(0, 75)} – set aside`));
}

/** A tab name that is not taken yet: the given one, or with a number behind it. */
export function freeName(spreadsheet: Spreadsheet, name: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} (${n})`;
    if (spreadsheet.getSheetByName(candidate) === null) return candidate;
  }
}

const markOf = (sheet: Sheet, owner: string) =>
  sheet
    .getDeveloperMetadata()
    .find((metadata) => metadata.getKey() === ownerMark && metadata.getValue() === owner);
