import { type IWorkbookData, LocaleType, mergeLocales, Univer } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import conditionalFormattingWords from '@univerjs/preset-sheets-conditional-formatting/locales/en-US';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreWords from '@univerjs/preset-sheets-core/locales/en-US';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import dataValidationWords from '@univerjs/preset-sheets-data-validation/locales/en-US';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import noteWords from '@univerjs/preset-sheets-note/locales/en-US';
import { emptySheet, newColumn } from '../../google/model/records.ts';
import type { Grid } from '../grid/univer.ts';
import { GOOGLES_STYLE } from '../grid/univer-cells.ts';
import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import '@univerjs/preset-sheets-note/lib/index.css';

const first = emptySheet(0, 'Sheet1');

/** A spreadsheet as Google makes a new one: with one sheet. */
const newWorkbook = (id: string): Partial<IWorkbookData> => ({
  id,
  name: 'Untitled spreadsheet',
  sheetOrder: ['0'],
  sheets: {
    0: {
      id: '0',
      name: first.name,
      rowCount: first.rows,
      columnCount: first.columns.length,
      defaultColumnWidth: newColumn().width,
      defaultStyle: GOOGLES_STYLE,
    },
  },
});

/** Puts the spreadsheet into an element of the page: the saved one, or a new one under an id. */
export function openGrid(container: HTMLElement, id: string, saved: IWorkbookData | undefined): Grid {
  const univer = new Univer({
    locale: LocaleType.EN_US,
    locales: {
      [LocaleType.EN_US]: mergeLocales(coreWords, dataValidationWords, conditionalFormattingWords, noteWords),
    },
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: true,
      ribbonType: 'simple',
      formulaBar: true,
      footer: { sheetBar: true, statisticBar: false, menus: false, zoomSlider: true },
      // Everything a reviewer writes is plain text, numbers too: no green triangles.
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
    }),
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false, showSearchOnDropdown: false }),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsNotePreset(),
  ];
  for (const plugin of presets.flatMap((preset) => preset.plugins)) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    else univer.registerPlugin(plugin);
  }
  const api = FUniver.newAPI(univer);
  const workbook = api.createWorkbook(saved ?? newWorkbook(id));
  return { api, workbook };
}
