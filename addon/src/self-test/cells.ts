import { type Check, same, throws } from './check.ts';

/** Texts that a spreadsheet likes to take for something else. */
const tempting = ['=1+1', '+44 20 7946 0000', '3/4', '1-2', '007', 'TRUE', '1e5', ' a ', 'line\nbreak', '-'];

const offer = (...values: string[]) =>
  SpreadsheetApp.newDataValidation().requireValueInList(values, true).setAllowInvalid(false).build();

/** What the add-on relies on of cells. */
export const cellChecks: readonly Check[] = [
  {
    name: 'Plain-text cells keep every text as it is',
    run: (sheet) => {
      const range = sheet.getRange(1, 1, tempting.length, 1).setNumberFormat('@');
      range.setValues(tempting.map((text) => [text]));
      SpreadsheetApp.flush();
      same(
        range.getDisplayValues().map(([text]) => text),
        tempting,
      );
      same(
        range.getFormulas().map(([formula]) => formula),
        tempting.map(() => ''),
      );
    },
  },
  {
    name: 'A text of 5,000 characters comes back whole',
    run: (sheet) => {
      const range = sheet.getRange(1, 1).setNumberFormat('@');
      range.setValue('x'.repeat(5_000));
      same(range.getDisplayValue().length, 5_000);
    },
  },
  {
    name: 'The data range holds everything from A1 on',
    run: (sheet) => {
      sheet.getRange(3, 2).setValue('x');
      same(sheet.getDataRange().getDisplayValues(), [
        ['', ''],
        ['', ''],
        ['', 'x'],
      ]);
    },
  },
  {
    name: 'Values of other dimensions than their range are refused',
    run: (sheet) => throws(() => sheet.getRange(1, 1, 2, 2).setValues([['a']])),
  },
  {
    name: 'A list in a cell refuses what is not in it, from a script too',
    run: (sheet) => {
      const range = sheet.getRange(1, 1).setNumberFormat('@').setDataValidation(offer('2 – Met', 'Not yet'));
      range.setValue('2 – Met');
      throws(() => {
        range.setValue('good');
        SpreadsheetApp.flush();
      });
    },
  },
  {
    name: 'A link can be put on a plain-text cell and leaves its text alone',
    run: (sheet) => {
      const address = 'https://example.org/a';
      const range = sheet.getRange(1, 1).setNumberFormat('@');
      range.setRichTextValue(SpreadsheetApp.newRichTextValue().setText(address).setLinkUrl(address).build());
      same(range.getDisplayValue(), address);
    },
  },
  {
    name: 'Notes come back with their lines',
    run: (sheet) => {
      const notes = [['To mend: one\nGuidance\n\nmore', '']];
      sheet.getRange(1, 1, 1, 2).setNotes(notes);
      same(sheet.getRange(1, 1, 1, 2).getNotes(), notes);
    },
  },
  {
    name: 'Fills come back as they were given',
    run: (sheet) => {
      const fills = [['#fad7d3', '#ffffff']];
      sheet.getRange(1, 1, 1, 2).setBackgrounds(fills);
      same(sheet.getRange(1, 1, 1, 2).getBackgrounds(), fills);
    },
  },
];
