import type { Grid } from '../grid/univer.ts';
import { linkOf } from '../grid/univer-cells.ts';
import { element } from './element.ts';

/**
 * Offers the link of the selected cell, as Sheets does in a chip beside it: the grid itself only draws it.
 *
 * @param offer shows the link; null where the cell has none
 */
export function offerLinks({ api, workbook }: Grid, offer: (link: HTMLElement | null) => void): void {
  api.addEvent(api.Event.SelectionChanged, () => {
    const sheet = workbook.getActiveSheet();
    const cell = sheet.getActiveRange()?.getRange();
    const link = cell ? linkOf(sheet.getSheet().getCellRaw(cell.startRow, cell.startColumn)) : null;
    const isWeb = link !== null && /^https?:/i.test(link);
    if (!isWeb) return offer(null);
    const anchor = element('a', { href: link, target: '_blank', rel: 'noreferrer', textContent: link });
    offer(element('span', {}, 'The selected cell links to ', anchor, ' (opens in a new tab)'));
  });
}
