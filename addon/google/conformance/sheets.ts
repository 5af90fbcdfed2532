import { type Check, refusal, sheetFor } from './check.ts';

const book = () => SpreadsheetApp.getActiveSpreadsheet();

/** Checks of sheets: names, rows and columns, what is frozen, what is selected. */
export const sheets: readonly Check[] = [
  {
    name: 'a sheet keeps its id when it is renamed; names are unique; deleting takes it away',
    steps: [
      () => {
        const id = book().insertSheet('Before').getSheetId();
        PropertiesService.getUserProperties().setProperty('id', String(id));
        return refusal(() => book().insertSheet('before'));
      },
      () => book().getSheetByName('Before')?.setName('After') && null,
      () =>
        String(book().getSheetByName('After')?.getSheetId()) ===
        PropertiesService.getUserProperties().getProperty('id'),
      () => {
        const sheet = book().getSheetByName('After');
        if (sheet) book().deleteSheet(sheet);
        return null;
      },
      () => book().getSheetByName('After'),
    ],
    gives: [
      'A sheet with the name "before" already exists. Please enter another name.',
      null,
      true,
      null,
      null,
    ],
  },
  {
    name: 'rows are inserted, and what stands below them moves',
    steps: [
      () => {
        const sheet = sheetFor('Rows');
        sheet.getRange('A1:A3').setValues([['one'], ['two'], ['three']]);
        sheet.getRange('A3').setNote('third').setNumberFormat('@');
        return [sheet.getMaxRows(), sheet.getMaxColumns()];
      },
      () => {
        sheetFor('Rows').insertRowsAfter(1, 2);
        return null;
      },
      () => [
        sheetFor('Rows').getRange('A1:A5').getValues(),
        sheetFor('Rows').getRange('A5').getNote(),
        sheetFor('Rows').getRange('A5').getNumberFormats(),
        sheetFor('Rows').getMaxRows(),
        sheetFor('Rows').getMaxColumns(),
      ],
    ],
    gives: [[1_000, 26], null, [[['one'], [''], [''], ['two'], ['three']], 'third', [['@']], 1_002, 26]],
  },
  {
    name: 'hidden columns stay hidden',
    steps: [
      () => {
        sheetFor('Hidden').hideColumns(2);
        sheetFor('Hidden').setFrozenRows(8);
        sheetFor('Hidden').setColumnWidth(3, 360);
        return null;
      },
      () => [1, 2, 3].map((column) => sheetFor('Hidden').isColumnHiddenByUser(column)),
    ],
    gives: [null, [false, true, false]],
  },
  {
    name: 'what is selected in one run is selected in the next',
    steps: [
      () => sheetFor('Selected').getRange('C4:D5').activate() && null,
      () => [book().getActiveSheet().getName(), book().getActiveRange()?.getA1Notation()],
    ],
    gives: [null, ['Selected', 'C4:D5']],
  },
  {
    name: 'metadata of a sheet is kept, and can be removed',
    steps: [
      () => sheetFor('Meta').addDeveloperMetadata('round', 'round-1') && null,
      () =>
        sheetFor('Meta')
          .getDeveloperMetadata()
          .map((each) => [each.getKey(), each.getValue()]),
      () => sheetFor('Meta').getDeveloperMetadata()[0]?.remove(),
      () => sheetFor('Meta').getDeveloperMetadata().length,
    ],
    gives: [null, [['round', 'round-1']], null, 0],
  },
];
