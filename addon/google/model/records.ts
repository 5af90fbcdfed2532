import type { Area } from './area.ts';
import type { Cell } from './cell.ts';

/** A protected range or sheet. */
export interface ProtectedArea {
  kind: 'RANGE' | 'SHEET';
  area: Area;
  description: string;
  warningOnly: boolean;
}

/** A conditional-format rule; it is kept, its condition is never computed. */
export interface ConditionalRule {
  readonly ranges: readonly Area[];
  readonly condition: string;
  readonly argument: string | null;
  readonly background: string | null;
}

/** Developer metadata of a sheet. */
export interface Metadata {
  readonly id: number;
  readonly key: string;
  value: string | null;
}

/** A column of a sheet. */
export interface Column {
  /** In pixels. */
  width: number;
  hidden: boolean;
}

/** What a sheet is beside its cells. */
export interface SheetLayout {
  name: string;
  hidden: boolean;
  tabColor: string | null;
  frozenRows: number;
  frozenColumns: number;
  selection: Area;
  columns: Column[];
  /** What a script has made of rows' heights, the latest last. */
  heights: { readonly area: Area; readonly pixels: number }[];
  protections: ProtectedArea[];
  conditionalRules: ConditionalRule[];
  metadata: Metadata[];
}

/** A cell and where it stands; rows and columns count from 1. */
export interface CellRecord {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
}

/** A sheet as plain data, with the cells in it that are not empty, or that changed. */
export interface SheetRecord extends Readonly<SheetLayout> {
  readonly id: number;
  readonly rows: number;
  readonly cells: readonly CellRecord[];
}

/** A spreadsheet as plain data. */
export interface WorkbookRecord {
  readonly id: string;
  /** Its locale, as Google names it: `en_GB`. */
  readonly locale: string;
  /** In tab order. */
  readonly sheets: readonly SheetRecord[];
  /** Id of the sheet in front. */
  readonly active: number;
}

/** A column as Google makes new ones. */
export const newColumn = (): Column => ({ width: 100, hidden: false });

/** A sheet as Google makes new ones: 1,000 rows, 26 columns, nothing in it. */
export function emptySheet(id: number, name: string): SheetRecord {
  return {
    id,
    name,
    hidden: false,
    tabColor: null,
    frozenRows: 0,
    frozenColumns: 0,
    selection: { row: 1, column: 1, rows: 1, columns: 1 },
    rows: 1_000,
    columns: Array.from({ length: 26 }, newColumn),
    heights: [],
    protections: [],
    conditionalRules: [],
    metadata: [],
    cells: [],
  };
}
