import { type Check, refusal, sheetFor } from './check.ts';

const CHOICES = ['1 – No', '2 – Yes, with "conditions"', 'Unable to judge'];

/** Checks of what is refused, and of rules that cells carry. */
export const rules: readonly Check[] = [
  {
    name: 'a list rule refuses what a script writes against it, and nothing is written',
    steps: [
      () => {
        const rule = SpreadsheetApp.newDataValidation()
          .requireValueInList(CHOICES, true)
          .setAllowInvalid(false)
          .build();
        sheetFor('Rule').getRange('A1:A3').setDataValidation(rule).setValue(CHOICES[1]);
        return null;
      },
      () =>
        refusal(() =>
          sheetFor('Rule')
            .getRange('A1:A3')
            .setValues([['1 – No'], ['Perhaps'], ['1 – No']]),
        ),
      () => [
        sheetFor('Rule').getRange('A1:A3').getValues(),
        sheetFor('Rule').getRange('A2').getDataValidations()[0]?.[0]?.getCriteriaValues(),
        sheetFor('Rule').getRange('A4').getDataValidations(),
      ],
      () => sheetFor('Rule').getRange('A2').setValue('Unable to judge').getValue(),
    ],
    gives: [
      null,
      'The data you entered in cell A2 violates the data validation rules set on this cell.',
      [[[CHOICES[1]], [CHOICES[1]], [CHOICES[1]]], [CHOICES, true], [[null]]],
      'Unable to judge',
    ],
  },
  {
    name: 'protection with a warning stays on its range and stops no script',
    steps: [
      () =>
        sheetFor('Guard').getRange('A1:B9').protect().setDescription('Criteria').setWarningOnly(true) && null,
      () => sheetFor('Guard').getRange('A1').setValue('written') && null,
      () =>
        sheetFor('Guard')
          .getProtections(SpreadsheetApp.ProtectionType.RANGE)
          .map((each) => [each.getRange().getA1Notation(), each.getDescription(), each.isWarningOnly()]),
      () => sheetFor('Guard').getRange('A1').getValue(),
    ],
    gives: [null, null, [['A1:B9', 'Criteria', true]], 'written'],
  },
  {
    name: 'conditional rules keep their ranges',
    steps: [
      () => {
        const rule = SpreadsheetApp.newConditionalFormatRule()
          .setRanges([sheetFor('Colour').getRange('B2:B5')])
          .whenCellEmpty()
          .setBackground('#fff2a8')
          .build();
        sheetFor('Colour').setConditionalFormatRules([rule]);
        return null;
      },
      () =>
        sheetFor('Colour')
          .getConditionalFormatRules()
          .map((rule) => rule.getRanges().map((range) => range.getA1Notation())),
      // A cell to which the rule gives a colour has none of its own, in whichever run this is asked.
      () => sheetFor('Colour').getRange('B2').setNote('waits') && null,
      () => sheetFor('Colour').getRange('B2').getBackgrounds(),
    ],
    gives: [null, [['B2:B5']], null, [['#ffffff']]],
  },
  {
    name: 'notes and colours are read back as they were set, and can be taken away',
    steps: [
      () =>
        sheetFor('Look')
          .getRange('A1:B1')
          .setNotes([['Guidance\nin two lines', '']])
          .setBackgrounds([['#005eb8', null]]) && null,
      () => [
        sheetFor('Look').getRange('A1:B1').getNotes(),
        sheetFor('Look').getRange('A1:B1').getBackgrounds(),
      ],
      () => sheetFor('Look').getRange('A1:B1').setNote('').setBackground(null) && null,
      () => [sheetFor('Look').getRange('A1').getNote(), sheetFor('Look').getRange('A1').getBackgrounds()],
    ],
    gives: [null, [[['Guidance\nin two lines', '']], [['#005eb8', '#ffffff']]], null, ['', [['#ffffff']]]],
  },
  {
    name: 'a link stands behind its text',
    steps: [
      () => {
        const link = SpreadsheetApp.newRichTextValue()
          .setText('The document')
          .setLinkUrl('https://example.org/a')
          .build();
        sheetFor('Link').getRange('A1').setNumberFormat('@').setRichTextValue(link);
        return null;
      },
      () => sheetFor('Link').getRange('A1').getDisplayValue(),
    ],
    gives: [null, 'The document'],
  },
];
