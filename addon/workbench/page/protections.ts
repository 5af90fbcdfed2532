import { type Area, afterDelete, afterInsert, afterMove } from '../../google/model/area.ts';
import { isGuarded, movedProtections } from '../../google/model/protections.ts';
import { areaOf } from '../grid/ranges.ts';
import { extrasOf, keepExtras } from '../grid/sheet-extras.ts';
import type { FWorksheet, Grid } from '../grid/univer.ts';
import { choose } from './dialogs.ts';

/** For so long, in milliseconds, Google does not ask again after "Edit anyway". */
const NOT_ASKED_AGAIN = 5 * 60_000;

interface StructureChange {
  readonly subUnitId: string;
  readonly range: { startRow: number; endRow: number; startColumn: number; endColumn: number };
  readonly sourceRange?: { startRow: number; endRow: number };
  readonly targetRange?: { startRow: number };
}

/** Moves the protected ranges along when a person inserts, deletes or moves rows and columns. */
export function followProtections({ api, workbook }: Grid, ours: () => boolean): void {
  const moved = (id: string, { range, sourceRange, targetRange }: StructureChange) => {
    const rows = range ? range.endRow - range.startRow + 1 : 0;
    const columns = range ? range.endColumn - range.startColumn + 1 : 0;
    switch (id) {
      case 'sheet.mutation.insert-row':
        return (area: Area) => afterInsert(area, 'row', range.startRow + 1, rows);
      case 'sheet.mutation.remove-rows':
        return (area: Area) => afterDelete(area, 'row', range.startRow + 1, rows);
      case 'sheet.mutation.insert-col':
        return (area: Area) => afterInsert(area, 'column', range.startColumn + 1, columns);
      case 'sheet.mutation.remove-col':
        return (area: Area) => afterDelete(area, 'column', range.startColumn + 1, columns);
      case 'sheet.mutation.move-rows': {
        if (!sourceRange || !targetRange) return null;
        const count = sourceRange.endRow - sourceRange.startRow + 1;
        return (area: Area) => afterMove(area, sourceRange.startRow + 1, count, targetRange.startRow + 1);
      }
      default:
        return null;
    }
  };
  api.addEvent(api.Event.CommandExecuted, ({ id, params }) => {
    if (ours() || !id.startsWith('sheet.mutation.')) return;
    const change = params as StructureChange;
    const move = moved(id, change);
    const sheet = move && workbook.getSheetBySheetId(change.subUnitId);
    if (!sheet) return;
    const whole = { row: 1, column: 1, rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
    const protections = movedProtections(structuredClone(extrasOf(sheet).protections), move, whole);
    keepExtras(sheet, { protections });
  });
}

/** Asks before a person edits a range that is protected with a warning, as Google does. */
export function warnBeforeEdits({ api, workbook }: Grid, ours: () => boolean): void {
  let allowedUntil = 0;
  const guarded = (sheet: FWorksheet, area: Area) =>
    !ours() && Date.now() > allowedUntil && isGuarded(extrasOf(sheet).protections, area);
  const warn = async (goOn: () => void) => {
    const answer = await choose({
      title: 'Edit a protected part?',
      body: 'You are about to edit a part of this sheet that should not be changed by accident: the criteria. Write your review in the columns from “Rating” on.',
      choices: ['Leave it as it is', 'Edit anyway'],
    });
    if (answer !== 'Edit anyway') return;
    allowedUntil = Date.now() + NOT_ASKED_AGAIN;
    goOn();
  };
  api.addEvent(api.Event.BeforeSheetEditStart, (event) => {
    const area = { row: event.row + 1, column: event.column + 1, rows: 1, columns: 1 };
    if (!guarded(event.worksheet, area)) return;
    event.cancel = true;
    warn(() => workbook.startEditing());
  });
  api.addEvent(api.Event.BeforeClipboardPaste, (event) => {
    const selected = event.worksheet.getSelection()?.getActiveRange()?.getRange();
    if (!selected || !guarded(event.worksheet, areaOf(selected, event.worksheet))) return;
    event.cancel = true;
    warn(() => api.pasteIntoSheet(event.html, event.text));
  });
  api.addEvent(api.Event.BeforeCommandExecute, (event) => {
    if (!/^sheet\.command\.clear-selection-(content|all)$/.test(event.id)) return;
    const sheet = workbook.getActiveSheet();
    const selected = sheet.getSelection()?.getActiveRange()?.getRange();
    if (!selected || !guarded(sheet, areaOf(selected, sheet))) return;
    event.cancel = true;
    warn(() => api.executeCommand(event.id, event.params));
  });
}
