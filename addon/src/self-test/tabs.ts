import { type Check, same } from './check.ts';

/** What the add-on relies on of tabs. */
export const tabChecks: readonly Check[] = [
  {
    name: 'A hidden column is read like any other',
    run: (sheet) => {
      sheet.getRange(1, 1, 1, 3).setValues([['a', 'b', 'c']]);
      sheet.hideColumns(2);
      same(sheet.isColumnHiddenByUser(2), true);
      same(sheet.getDataRange().getDisplayValues(), [['a', 'b', 'c']]);
    },
  },
  {
    name: 'A range that is protected with a warning can be written by the add-on',
    run: (sheet) => {
      const range = sheet.getRange(1, 1);
      range.protect().setDescription('Self-test').setWarningOnly(true);
      range.setValue('written');
      same(range.getDisplayValue(), 'written');
    },
  },
  {
    name: 'Colours for what is empty, and for one text, are kept in any locale',
    run: (sheet) => {
      const range = sheet.getRange(1, 1, 3, 1);
      const rule = () =>
        SpreadsheetApp.newConditionalFormatRule().setRanges([range]).setBackground('#fff2a8');
      sheet.setConditionalFormatRules([rule().whenCellEmpty().build(), rule().whenTextEqualTo('a').build()]);
      same(sheet.getConditionalFormatRules().length, 2);
    },
  },
  {
    name: 'A tab keeps what the add-on notes about it',
    run: (sheet) => {
      sheet.addDeveloperMetadata('credential-review-self-test', 'noted');
      same(
        sheet.getDeveloperMetadata().map((metadata) => [metadata.getKey(), metadata.getValue()]),
        [['credential-review-self-test', 'noted']],
      );
    },
  },
  {
    name: 'The selected row can be asked for',
    run: (sheet) => {
      sheet.activate();
      sheet.getRange('B3').activate();
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      same(spreadsheet.getActiveSheet().getSheetId(), sheet.getSheetId());
      same(spreadsheet.getActiveRange()?.getRow(), 3);
    },
  },
  {
    name: 'Rows can be added below the last one',
    run: (sheet) => {
      const rows = sheet.getMaxRows();
      sheet.insertRowsAfter(rows, 5);
      same(sheet.getMaxRows(), rows + 5);
    },
  },
];
