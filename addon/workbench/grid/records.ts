import type { Area } from '../../google/model/area.ts';
import type { Cell, CellValue } from '../../google/model/cell.ts';
import type { ConditionalRule, Metadata, ProtectedArea } from '../../google/model/sheet.ts';

/** A cell and where it stands; rows and columns count from 1. */
export interface CellRecord {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
  /** What the grid has computed for the cell's formula. */
  readonly computed?: CellValue;
  /** What the grid shows, where the cell has a format of its own: the headless host knows but a few. */
  readonly shown?: string;
}

/** A sheet without its cells, as plain data that crosses between page and worker. */
export interface SheetLayout {
  readonly id: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly tabColor: string | null;
  readonly hiddenGridlines: boolean;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly rows: number;
  readonly columns: number;
  readonly selection: Area;
  /** In pixels, one a column. */
  readonly widths: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly protections: readonly ProtectedArea[];
  readonly conditionalRules: readonly ConditionalRule[];
  readonly metadata: readonly Metadata[];
}

/** A sheet and the cells in it that are not empty, or that changed. */
export interface SheetRecord extends SheetLayout {
  readonly cells: readonly CellRecord[];
  /** Row heights in pixels that a script has set since the grid was read. */
  readonly heights: readonly (readonly [row: number, pixels: number])[];
}

/** The whole spreadsheet. */
export interface WorkbookRecord {
  readonly id: string;
  /** In tab order. */
  readonly sheets: readonly SheetRecord[];
  /** Id of the sheet in front. */
  readonly active: number;
}
