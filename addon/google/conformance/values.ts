import { type Check, sheetFor } from './check.ts';

const row = (name: string) => sheetFor(name).getRange(1, 1, 1, 4);
const AWKWARD = ['=1+1', '+44 20 7946', '3/4', 'TRUE'];
const LONG = 'x'.repeat(5_000);

/** Checks of what cells hold. */
export const values: readonly Check[] = [
  {
    name: 'text, numbers and booleans come back as what they were',
    steps: [
      () => row('Types').setValues([['text', 1.5, true, '']]) && null,
      () => [row('Types').getValues(), row('Types').getDisplayValues()],
    ],
    gives: [null, [[['text', 1.5, true, '']], [['text', '1.5', 'TRUE', '']]]],
  },
  {
    name: 'plain text keeps what looks like a formula, a number or a date',
    steps: [
      () => row('Plain').setNumberFormat('@').setValues([AWKWARD]) && null,
      () => [row('Plain').getValues(), row('Plain').getFormulas(), row('Plain').getNumberFormats()],
    ],
    gives: [null, [[AWKWARD], [['', '', '', '']], [['@', '@', '@', '@']]]],
  },
  {
    name: 'numbers and booleans written into plain text become text',
    steps: [
      () =>
        row('Numbers')
          .setNumberFormat('@')
          .setValues([[7, 0.25, true, '']]) && null,
      () => row('Numbers').getValues(),
    ],
    gives: [null, [['7', '0.25', 'TRUE', '']]],
  },
  {
    name: 'a formula comes back as it was written',
    steps: [
      () => row('Formula').setValues([[2, 3, '=A1+B1', '=IF(A1=2,"two","other")']]) && null,
      () => row('Formula').getFormulas(),
    ],
    gives: [null, [['', '', '=A1+B1', '=IF(A1=2,"two","other")']]],
  },
  {
    name: 'a date that is written outside plain text is a date',
    steps: [
      () => sheetFor('Date').getRange('A1').setValue('2026-04-03') && null,
      () => [
        sheetFor('Date').getRange('A1').getDisplayValue(),
        sheetFor('Date').getRange('A1').getValue() instanceof Date,
      ],
    ],
    gives: [null, ['2026-04-03', true]],
  },
  {
    name: 'lines, letters of all scripts and 5,000 characters stay',
    steps: [
      () =>
        sheetFor('Texts')
          .getRange('A1:C1')
          .setNumberFormat('@')
          .setValues([['a\nb', '– ’ é 🧑', LONG]].map((r) => r)) && null,
      () => sheetFor('Texts').getRange('A1:C1').getValues(),
    ],
    gives: [null, [['a\nb', '– ’ é 🧑', LONG]]],
  },
  {
    name: 'emptying takes contents and leaves formats; the used range shrinks',
    steps: [
      () => {
        const sheet = sheetFor('Clear');
        sheet
          .getRange('B2:C3')
          .setBackground('#fff2a8')
          .setValues([
            [1, 2],
            [3, 4],
          ]);
        return [sheet.getLastRow(), sheet.getLastColumn()];
      },
      () =>
        sheetFor('Clear').getRange('C3').setValue('') &&
        sheetFor('Clear').getRange('B3').setValue('') &&
        null,
      () => [
        sheetFor('Clear').getLastRow(),
        sheetFor('Clear').getRange('C3').getBackgrounds(),
        sheetFor('Clear').getDataRange().getA1Notation(),
      ],
    ],
    gives: [[3, 3], null, [2, [['#fff2a8']], 'A1:C2']],
  },
];
