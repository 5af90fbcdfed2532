/** One row of a tab that the add-on makes to be read, not to be written in. */
export interface TabRow {
  readonly kind: 'title' | 'text' | 'headings' | 'row';
  readonly cells: readonly string[];
}

/** A tab that the add-on makes to be read. */
export interface TabPlan {
  readonly name: string;
  /** In pixels, from column A: as many columns as the tab has. */
  readonly widths: readonly number[];
  readonly rows: readonly TabRow[];
}

/** The tab's title, in A1. */
export const title = (text: string): TabRow => ({ kind: 'title', cells: [text] });
/** A line that runs over the columns. */
export const line = (text: string): TabRow => ({ kind: 'text', cells: [text] });
/** The headings of a table, or of a part of it. */
export const headings = (...cells: string[]): TabRow => ({ kind: 'headings', cells });
/** A row of a table. */
export const row = (...cells: string[]): TabRow => ({ kind: 'row', cells });
