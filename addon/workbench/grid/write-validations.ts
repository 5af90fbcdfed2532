import type { IRange } from '@univerjs/core';
import type { Validation } from '../../google/model/cell.ts';
import type { CellRecord } from '../../google/model/records.ts';
import { STOP } from './read-grid.ts';
import type { FWorksheet, Grid } from './univer.ts';

/** Univer's `DataValidationErrorStyle.WARNING`, and its way of drawing the dropdown's arrow. */
const WARNING = 2;
const ARROW = 1;

/** Gives the sheet the rules of its cells, one for each different rule, in place of the list rules it had. */
export function writeValidations(grid: Grid, target: FWorksheet, cells: readonly CellRecord[]): void {
  const ids = { unitId: grid.workbook.getId(), subUnitId: target.getSheetId() };
  for (const { rule } of target.getDataValidations())
    if (rule.type === 'list')
      grid.api.syncExecuteCommand('sheet.command.remove-data-validation-rule', { ...ids, ruleId: rule.uid });

  const groups = new Map<string, { validation: Validation; cells: CellRecord[] }>();
  for (const record of cells) {
    const { validation } = record.cell;
    if (!validation) continue;
    const key = JSON.stringify(validation);
    const group = groups.get(key) ?? { validation, cells: [] };
    group.cells.push(record);
    groups.set(key, group);
  }
  for (const { validation, cells: covered } of groups.values()) {
    const rule = {
      uid: crypto.randomUUID(),
      type: 'list',
      formula1: JSON.stringify(validation.allowed),
      allowBlank: true,
      showDropDown: validation.showDropdown,
      renderMode: ARROW,
      showErrorMessage: true,
      error: validation.helpText ?? 'Choose one of the values in the list.',
      errorStyle: validation.allowInvalid ? WARNING : STOP,
      ranges: columnRuns(covered),
    };
    grid.api.syncExecuteCommand('sheet.command.addDataValidation', { ...ids, rule });
  }
}

/** Cells as ranges: each run of rows in a column is one. */
function columnRuns(cells: readonly CellRecord[]): IRange[] {
  const runs: IRange[] = [];
  for (const { row, column } of [...cells].sort((a, b) => a.column - b.column || a.row - b.row)) {
    const last = runs.at(-1);
    if (last && last.startColumn === column - 1 && last.endRow === row - 2) last.endRow = row - 1;
    else runs.push({ startRow: row - 1, endRow: row - 1, startColumn: column - 1, endColumn: column - 1 });
  }
  return runs;
}
