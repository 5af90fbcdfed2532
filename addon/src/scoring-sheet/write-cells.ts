import type { Rule, Sheet } from '../google-types.ts';

/** A cell in A1 notation, and what is to stand in it. */
export interface CellText {
  readonly cell: string;
  readonly text: string;
  /** What the cell takes from now on; null for whatever is typed. */
  readonly rule: Rule | null;
}

/** Writes texts as plain text, one block for each run of cells below each other. */
export function writeCells(sheet: Sheet, texts: readonly CellText[]): void {
  const byColumn = new Map<string, (CellText & { row: number })[]>();
  for (const text of texts) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(text.cell) ?? [];
    byColumn.set(column, [...(byColumn.get(column) ?? []), { ...text, row: Number(row) }]);
  }
  for (const [column, cells] of byColumn) {
    cells.sort((a, b) => a.row - b.row);
    for (let start = 0; start < cells.length; ) {
      let end = start + 1;
      while (cells[end]?.row === (cells[end - 1]?.row ?? 0) + 1) end++;
      const run = cells.slice(start, end);
      sheet
        .getRange(`${column}${run[0]?.row}:${column}${run[run.length - 1]?.row}`)
        // A paste may have taken the plain-text format away, and brought a rule that refuses what is written.
        .setNumberFormat('@')
        .setDataValidations(run.map(({ rule }) => [rule]))
        .setValues(run.map(({ text }) => [text]));
      start = end;
    }
  }
}
