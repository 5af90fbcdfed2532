import { IRenderManagerService, SHEET_VIEWPORT_KEY, type Viewport } from '@univerjs/engine-render';
import { ISheetSelectionRenderService, SheetsScrollRenderController } from '@univerjs/sheets-ui';
import { ILayoutService } from '@univerjs/ui';
import type { FWorksheet, Grid } from './univer.ts';

/** Rows or columns of a sheet, in pixels from the first of all; hidden ones take none. */
interface Direction {
  /** How many of them are frozen. */
  readonly frozen: number;
  /** How many pixels of the others are scrolled out of sight. */
  readonly scrolled: number;
  /** Where one of them begins. */
  readonly at: (index: number) => number;
}

/** Pixels at the right and at the bottom where the bars for scrolling lie. */
const scrollBar = 12;

/** Where a cell of the sheet in front is, in pixels of the window: in sight or not. */
export function rectOf({ workbook }: Grid, a1: string): DOMRect {
  const sheet = workbook.getActiveSheet();
  const range = sheet.getRange(a1);
  const cell = range.getCellRect();
  const canvas = canvasRect();
  // The grid tells where a cell would be if nothing were scrolled.
  const shift = ({ frozen, scrolled }: Direction, index: number) => (index < frozen ? 0 : scrolled);
  return new DOMRect(
    cell.x + (canvas?.x ?? 0) - shift(directionOf(sheet, 'x'), range.getColumn()),
    cell.y + (canvas?.y ?? 0) - shift(directionOf(sheet, 'y'), range.getRow()),
    cell.width,
    cell.height,
  );
}

/** Lets what is typed go into the selected cell. */
export function focusOn({ workbook }: Grid): void {
  workbook.getActiveSheet().getInject().get(ILayoutService).focus();
}

/** Whether a cell is whole in sight: inside the grid, and not under what is frozen. */
export function isInSight(grid: Grid, a1: string): boolean {
  const sheet = grid.workbook.getActiveSheet();
  const [range, cell, canvas] = [sheet.getRange(a1), rectOf(grid, a1), canvasRect()];
  const corner = sheet.getRange(0, 0).getCellRect();
  const starts = (axis: 'x' | 'y', index: number) => {
    const { frozen, at } = directionOf(sheet, axis);
    return (canvas?.[axis] ?? 0) + corner[axis] + (index < frozen ? 0 : at(frozen));
  };
  return (
    canvas !== undefined &&
    cell.x >= starts('x', range.getColumn()) &&
    cell.y >= starts('y', range.getRow()) &&
    cell.right <= canvas.right - scrollBar &&
    cell.bottom <= canvas.bottom - scrollBar
  );
}

/**
 * Scrolls, as Sheets does, so that the selected cell is whole in sight: whenever another is selected, when somebody
 * starts to write, and when the sidebar takes room.
 */
export async function keepSelectionInView(grid: Grid, container: HTMLElement): Promise<void> {
  const { api, workbook } = grid;
  // The grid's own scrolling miscounts beside frozen columns of which one is hidden.
  const scrolling = (await scrollingOf(grid)) as unknown as Pick<Private, '_scrollToCell'>;
  scrolling._scrollToCell = (row, column) => show(grid, row, column);
  const showSelected = () => {
    const selected = workbook.getActiveSheet().getSelection()?.getActiveRange()?.getRange();
    // Whoever selects whole rows or columns stays where they are.
    if (selected && !selected.rangeType) show(grid, selected.startRow, selected.startColumn);
  };
  api.addEvent(api.Event.SelectionChanged, showSelected);
  new ResizeObserver(showSelected).observe(container);
}

/** What the grid's own classes have no method for. */
interface Private {
  _scrollToCell: (row: number, column: number) => boolean;
  _activeViewport: Viewport | undefined;
}

const partOf = ({ workbook }: Grid) =>
  workbook.getActiveSheet().getInject().get(IRenderManagerService).getRenderById(workbook.getId());

/**
 * What scrolls the spreadsheet. The grid registers it a moment after the spreadsheet itself, and throws where it is
 * asked for something that it does not know yet.
 */
async function scrollingOf(grid: Grid): Promise<SheetsScrollRenderController> {
  for (const deadline = Date.now() + 30_000; ; ) {
    try {
      const scrolling = partOf(grid)?.with(SheetsScrollRenderController);
      if (scrolling) return scrolling;
      if (Date.now() > deadline) throw new Error('The grid has not been drawn.');
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Scrolls until a cell is whole in sight; false where it is already. */
function show(grid: Grid, row: number, column: number): boolean {
  const sheet = grid.workbook.getActiveSheet();
  const [part, canvas] = [partOf(grid), canvasRect()];
  if (!part || !canvas) return false;
  // A cell opens for writing in the part of the window, frozen or not, where somebody last clicked: it has to be the
  // part that they have come to by keyboard since.
  const left = column < sheet.getFrozenColumns() ? '_LEFT' : '';
  const top = row < sheet.getFrozenRows() ? '_TOP' : '';
  const selections = part.with(ISheetSelectionRenderService) as unknown as Pick<Private, '_activeViewport'>;
  selections._activeViewport = part.scene.getViewport(SHEET_VIEWPORT_KEY[`VIEW_MAIN${left}${top}`]);
  const headings = sheet.getRange(0, 0).getCellRect();
  const [across, down] = [directionOf(sheet, 'x'), directionOf(sheet, 'y')];
  const x = scrolledTo(across, column, canvas.width - headings.x - scrollBar);
  const y = scrolledTo(down, row, canvas.height - headings.y - scrollBar);
  if (x === across.scrolled && y === down.scrolled) return false;
  const fromTheStart = { sheetViewStartColumn: 0, sheetViewStartRow: 0 };
  return grid.api.syncExecuteCommand('sheet.command.scroll-view', {
    ...fromTheStart,
    offsetX: x,
    offsetY: y,
  });
}

/** How far to scroll, by whole rows or columns, until one of them is whole in sight. */
function scrolledTo({ frozen, scrolled, at }: Direction, index: number, pixels: number): number {
  if (index < frozen) return scrolled;
  const [start, end] = [at(index) - at(frozen), at(index + 1) - at(frozen)];
  if (start < scrolled) return start;
  const tooFar = end - (pixels - at(frozen));
  if (tooFar <= scrolled) return scrolled;
  // The first that begins there or later; to ask the grid for each of them would take a while far down the sheet.
  let [before, first] = [frozen, index];
  while (first - before > 1) {
    const middle = Math.floor((before + first) / 2);
    if (at(middle) - at(frozen) >= tooFar) first = middle;
    else before = middle;
  }
  return at(first) - at(frozen);
}

const canvasRect = () => document.querySelector('[id^=univer-sheet-main-canvas]')?.getBoundingClientRect();

function directionOf(sheet: FWorksheet, axis: 'x' | 'y'): Direction {
  const across = axis === 'x';
  const { sheetViewStartColumn, sheetViewStartRow, offsetX, offsetY } = sheet.getScrollState();
  const last = (across ? sheet.getMaxColumns() : sheet.getMaxRows()) - 1;
  const cell = (index: number) => sheet.getRange(across ? 0 : index, across ? index : 0).getCellRect();
  const origin = cell(0)[axis];
  const at = (index: number) =>
    index <= last
      ? cell(index)[axis] - origin
      : cell(last)[axis] + cell(last)[across ? 'width' : 'height'] - origin;
  return {
    frozen: across ? sheet.getFrozenColumns() : sheet.getFrozenRows(),
    // The grid counts what is scrolled from the first of all, frozen or not.
    scrolled: across ? at(sheetViewStartColumn) + offsetX : at(sheetViewStartRow) + offsetY,
    at,
  };
}
