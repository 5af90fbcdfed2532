/** A date in a cell: the wall clock it shows, in milliseconds as if it were UTC. Sheets' dates have no time zone. */
export interface WallDate {
  readonly wall: number;
}

/** What a cell holds once computed; `''` is an empty cell. */
export type CellValue = string | number | boolean | WallDate;

/** A data-validation rule: one of `allowed`, or empty. */
export interface Validation {
  readonly allowed: readonly string[];
  readonly showDropdown: boolean;
  /** False rejects what does not fit; true only marks it. */
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

/** How a cell looks; what was never set is absent. */
export interface Style {
  readonly background?: string;
  readonly fontColor?: string;
  readonly fontWeight?: string;
  readonly fontSize?: number;
  readonly fontFamily?: string;
  readonly wrap?: string;
  readonly verticalAlignment?: string;
  readonly horizontalAlignment?: string;
  readonly border?: boolean;
}

/** One cell; replaced, never changed in place. */
export interface Cell {
  /** `''` where the cell holds a formula. */
  readonly value: CellValue;
  /** With its leading `=`; `''` where the cell holds a value. */
  readonly formula: string;
  /** What the grid has computed for the formula. */
  readonly computed?: CellValue;
  /** What the grid shows, where it has a format that the stand-in may not know. */
  readonly shown?: string;
  readonly note: string;
  readonly numberFormat: string;
  readonly style: Style;
  readonly validation: Validation | null;
  readonly link: string | null;
}

/** What Sheets answers for a cell whose format is "Automatic". */
export const AUTOMATIC = '0.###############';
/** The plain-text format. */
export const PLAIN_TEXT = '@';

/** A cell that nobody has touched. */
export const EMPTY_CELL: Cell = {
  value: '',
  formula: '',
  note: '',
  numberFormat: AUTOMATIC,
  style: {},
  validation: null,
  link: null,
};

/** Whether the cell counts for the used range. */
export function hasContent(cell: Cell): boolean {
  return cell.formula !== '' || cell.value !== '';
}

/** The cell with other content; what the grid had made of the old one goes. */
export function withContent(
  cell: Cell,
  content: Partial<Pick<Cell, 'value' | 'formula' | 'computed' | 'link' | 'numberFormat'>>,
): Cell {
  const { computed: _, shown: __, ...rest } = cell;
  return { ...rest, value: '', formula: '', link: null, ...content };
}

/** The cell in another format; what the grid showed in the old one goes. */
export function withFormat(cell: Cell, numberFormat: string): Cell {
  const { shown: _, ...rest } = cell;
  return { ...rest, numberFormat };
}

/** The cell with nothing in it: its look, its note and its rule stay. */
export function emptied(cell: Cell): Cell {
  return cell === EMPTY_CELL ? cell : withContent(cell, {});
}

/** The cell as `clear` leaves it: with its note and its rule, and nothing else. */
export function cleared({ note, validation }: Cell): Cell {
  return note === '' && validation === null ? EMPTY_CELL : { ...EMPTY_CELL, note, validation };
}

/** A new cell in an inserted row: as its neighbour looks and validates, with nothing in it. */
export function blankLike(cell: Cell): Cell {
  return { ...emptied(cell), note: '' };
}

/** Whether a value is a date. */
export function isWallDate(value: unknown): value is WallDate {
  return typeof value === 'object' && value !== null && 'wall' in value;
}
