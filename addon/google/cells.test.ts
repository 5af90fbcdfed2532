import { describe, expect, it } from 'vitest';
import { closeAfterEach, run, withBody } from '../testing/scripts.ts';

closeAfterEach();

describe('values in cells', () => {
  it('become what Sheets makes of them outside plain-text cells', async () => {
    const sheets = await withBody(`
      sheet.getRange('A1:I1').setValues([['2', 'true', '3/4', '007', "'5", 'Met', null, 4.5, '50%']]);
      return sheet.getRange('A1:I1').getValues()[0].map((value) => [typeof value, value instanceof Date, String(value)]);`);
    const read = await sheets.call('main');
    expect(read).toMatchObject([
      ['number', false, '2'],
      ['boolean', false, 'true'],
      ['object', true, expect.any(String)],
      ['number', false, '7'],
      ['string', false, '5'],
      ['string', false, 'Met'],
      ['string', false, ''],
      ['number', false, '4.5'],
      ['number', false, '0.5'],
    ]);
    expect((await sheets.spreadsheet.shown('Sheet1'))[0]?.[2]).toMatch(/^03\/04\/\d{4}$/);
  });

  it('stay text in plain-text cells, whoever writes them', async () => {
    const sheets = await withBody(`
      sheet.getRange('A1:D1').setNumberFormat('@').setValues([['=1+1', '3/4', 2, true]]);
      return sheet.getRange('A1:D2').getValues();`);
    expect(await sheets.call('main')).toEqual([
      ['=1+1', '3/4', '2', 'TRUE'],
      ['', '', '', ''],
    ]);
    await sheets.spreadsheet.type('Sheet1', 'A1', '=HYPERLINK("http://x")');
    await sheets.spreadsheet.type('Sheet1', 'B1', 3);
    expect((await sheets.spreadsheet.values('Sheet1'))[0]).toEqual([
      '=HYPERLINK("http://x")',
      '3',
      '2',
      'TRUE',
    ]);
  });

  it('keep a formula as it was written, and refuse to say what it gives', async () => {
    const sheets = await withBody(`
      sheet.getRange('A1:C1').setValues([[2, '=A1*3+1', '=HYPERLINK("https://x.example", "Open")']]);
      return [sheet.getRange('A1').getValue(), sheet.getRange('A1:C1').getFormulas()[0]];`);
    expect(await sheets.call('main')).toEqual([
      2,
      ['', '=A1*3+1', '=HYPERLINK("https://x.example", "Open")'],
    ]);
    const unknown = 'What =A1*3+1 gives is not known: the stand-in computes no formula';
    await expect(sheets.spreadsheet.values('Sheet1')).rejects.toThrow(unknown);
    await expect(run(`sheet.getRange('B1').setValue('=A1*3+1').getDisplayValue()`)).rejects.toThrow(unknown);
    await expect(
      run(`const rule = SpreadsheetApp.newDataValidation().requireValueInList(['7']).setAllowInvalid(false).build();
        sheet.getRange('B1').setDataValidation(rule).setValue('=A1*3+1')`),
    ).rejects.toThrow('Whether =A1*3+1 fits the rule of B1 is not known: no formula is computed');
  });

  it('keep dates as the wall clock of the spreadsheet', async () => {
    const sheets = await withBody(`
      sheet.getRange('A1').setValue(new Date('2026-08-06T16:30:00Z'));
      sheet.getRange('A2').setValue('2026-08-06');
      return [sheet.getRange('A1').getValue().toISOString(), sheet.getRange('A2').getValue().toISOString(),
        sheet.getRange('A1').setNumberFormat('d mmmm yyyy hh:mm').getDisplayValues()[0][0]];`);
    expect(await sheets.call('main')).toEqual([
      '2026-08-06T16:30:00.000Z',
      '2026-08-05T23:00:00.000Z',
      '6 August 2026 17:30',
    ]);
  });

  it('must fit the range, in the words of Google', async () => {
    await expect(run('sheet.getRange(1, 1, 3, 1).setValues([[1], [2]])')).rejects.toThrow(
      'The number of rows in the data does not match the number of rows in the range. The data has 2 but the range has 3.',
    );
    await expect(run('sheet.getRange(1, 1, 1, 2).setNotes([["a"]])')).rejects.toThrow(
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    );
    await expect(run('sheet.getRange(1000, 26, 2, 1)')).rejects.toThrow(
      'The coordinates of the range are outside the dimensions of the sheet.',
    );
    await expect(run('sheet.getRange("A1").setValue("x".repeat(50001))')).rejects.toThrow('maximum of 50000');
  });
});

describe('data validation', () => {
  const SETUP = `
    const rule = SpreadsheetApp.newDataValidation().requireValueInList(['Met', '1'], true).setAllowInvalid(false).build();
    sheet.getRange('E5:E6').setDataValidation(rule);`;

  it('rejects what a script or a person writes, before anything is written', async () => {
    const sheets = await withBody(
      `${SETUP} if (argument) sheet.getRange('D5:E5').setValues([['x', argument]]);`,
    );
    await sheets.call('main');
    const message = 'The data you entered in cell E5 violates the data validation rules set on this cell.';
    await expect(sheets.call('main', 'Nearly')).rejects.toThrow(message);
    await expect(sheets.spreadsheet.type('Sheet1', 'E5', 'Nearly')).rejects.toThrow(message);
    expect(await sheets.spreadsheet.values('Sheet1')).toEqual([['']]);
    await sheets.spreadsheet.type('Sheet1', 'E5', 'Met');
    await sheets.spreadsheet.type('Sheet1', 'E6', '1');
    await sheets.spreadsheet.type('Sheet1', 'E6', '');
    expect(await sheets.spreadsheet.validation('Sheet1', 'E6')).toEqual(['Met', '1']);
    expect(await sheets.spreadsheet.validation('Sheet1', 'E7')).toBeNull();
  });

  it('must be built before it is set', async () => {
    await expect(
      run(
        `sheet.getRange('A1').setDataValidations([[SpreadsheetApp.newDataValidation().requireValueInList(['a'])]])`,
      ),
    ).rejects.toThrow("don't match the method signature for SpreadsheetApp.Range.setDataValidations.");
  });

  it('does not see what is pasted', async () => {
    const sheets = await withBody(SETUP);
    await sheets.call('main');
    await sheets.spreadsheet.paste('Sheet1', 'E5', [['Nearly'], [2]]);
    expect((await sheets.spreadsheet.values('Sheet1')).slice(4)).toEqual([
      ['', '', '', '', 'Nearly'],
      ['', '', '', '', 2],
    ]);
  });

  it('can be read back and taken off by a script', async () => {
    expect(
      await run(`${SETUP}
        const found = sheet.getRange('E5').getDataValidations()[0][0];
        sheet.getRange('E5').setDataValidation(null);
        return [found.getCriteriaValues(), sheet.getRange('E5:E6').getDataValidations().map(([each]) => each === null)];`),
    ).toEqual([
      [['Met', '1'], true],
      [true, false],
    ]);
  });
});

describe('what is copied elsewhere', () => {
  it('is pasted line by line and tab by tab, a quoted text with its lines', async () => {
    const { spreadsheet } = await withBody('');
    await spreadsheet.paste('Sheet1', 'B2', 'one\ttwo\n"three\nlines"\n3');
    expect(await spreadsheet.values('Sheet1')).toEqual([
      ['', '', ''],
      ['', 'one', 'two'],
      ['', 'three\nlines', ''],
      ['', 3, ''],
    ]);
  });
});

describe('rows and sheets', () => {
  const SCORES = `
    sheet.getRange('A1:C3').setValues([['c', 3, 'id-c'], ['a', 1, 'id-a'], ['b', '', 'id-b']]);
    sheet.getRange('B1').setNote('note c').setBackground('#ff0000');
    sheet.getRange('A1:B1').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['c', '3']).build());`;

  it('carry everything along when a range is sorted, and leave cells outside it', async () => {
    const sheets = await withBody(SCORES);
    await sheets.call('main');
    await sheets.spreadsheet.sortRange('Sheet1', 'A1:B3', 'B');
    expect(await sheets.spreadsheet.values('Sheet1')).toEqual([
      ['a', 1, 'id-c'],
      ['c', 3, 'id-a'],
      ['b', '', 'id-b'],
    ]);
    expect(await sheets.spreadsheet.note('Sheet1', 'B2')).toBe('note c');
    expect(await sheets.spreadsheet.background('Sheet1', 'B2')).toBe('#ff0000');
    expect(await sheets.spreadsheet.validation('Sheet1', 'B2')).toEqual(['c', '3']);
    expect(await sheets.spreadsheet.validation('Sheet1', 'B1')).toBeNull();
  });

  it('are sorted numbers first, then texts, then booleans, blanks last either way', async () => {
    const sheets = await withBody(
      `sheet.getRange('A1:A6').setValues([['b'], [true], ['10'], [''], ['a'], [9]]);`,
    );
    await sheets.call('main');
    await sheets.spreadsheet.sortRange('Sheet1', 'A1:A6', 'A');
    expect((await sheets.spreadsheet.values('Sheet1')).flat()).toEqual([9, 10, 'a', 'b', true]);
    await sheets.spreadsheet.sortRange('Sheet1', 'A1:A6', 'A', false);
    expect((await sheets.spreadsheet.values('Sheet1')).flat()).toEqual([true, 'b', 'a', 10, 9]);
  });

  it('carry everything along when rows are moved, with protections and rules', async () => {
    const sheets = await withBody(`${SCORES}
      sheet.getRange('A1:C1').protect().setDescription('first').setWarningOnly(true);
      sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange('A1:B3')])
        .whenTextEqualTo('a').setBackground('#00ff00').build()]);`);
    await sheets.call('main');
    await sheets.spreadsheet.moveRows('Sheet1', 1, 1, 4);
    expect(await sheets.spreadsheet.values('Sheet1')).toEqual([
      ['a', 1, 'id-a'],
      ['b', '', 'id-b'],
      ['c', 3, 'id-c'],
    ]);
    expect(await sheets.spreadsheet.note('Sheet1', 'B3')).toBe('note c');
    expect(await sheets.spreadsheet.protections('Sheet1')).toEqual([
      { kind: 'RANGE', a1: 'A3:C3', description: 'first', warningOnly: true },
    ]);
    await sheets.spreadsheet.insertRows('Sheet1', 2, 2);
    expect(await sheets.spreadsheet.conditionalFormatRules('Sheet1')).toMatchObject([
      { ranges: ['A1:B4'], condition: 'TEXT_EQUAL_TO', argument: 'a', background: '#00ff00' },
    ]);
    await sheets.spreadsheet.deleteRows('Sheet1', 2, 2);
    await sheets.spreadsheet.deleteColumns('Sheet1', 1, 1);
    expect(await sheets.spreadsheet.values('Sheet1')).toEqual([
      [1, 'id-a'],
      ['', 'id-b'],
      [3, 'id-c'],
    ]);
  });

  it('are 1,000 by 26 at first and grow and shrink', async () => {
    expect(
      await run(`
        sheet.insertRowsAfter(1000, 5);
        const size = [sheet.getMaxRows(), sheet.getMaxColumns()];
        sheet.hideColumns(1); sheet.getRange('B2').setValue('x');
        return [size, sheet.getLastRow(), sheet.getLastColumn(), sheet.isColumnHiddenByUser(1), sheet.getDataRange().getA1Notation()];`),
    ).toEqual([[1005, 26], 2, 2, true, 'A1:B2']);
    const { spreadsheet } = await withBody('');
    await expect(spreadsheet.deleteRows('Sheet1', 990, 20)).rejects.toThrow('Those rows are out of bounds.');
    await expect(spreadsheet.deleteRows('Sheet1', 1, 1000)).rejects.toThrow(
      "You can't delete all the rows on the sheet.",
    );
    await spreadsheet.deleteColumns('Sheet1', 5, 22);
    expect(await spreadsheet.layout('Sheet1')).toMatchObject({ rows: 1_000, columns: 4 });
  });

  it('cannot share a name, nor outlive their deletion', async () => {
    await expect(run('book.insertSheet("sheet1")')).rejects.toThrow(
      'A sheet with the name "sheet1" already exists. Please enter another name.',
    );
    await expect(run('book.insertSheet("B"); book.deleteSheet(sheet); sheet.getName()')).rejects.toThrow(
      'Sheet 0 not found',
    );
    await expect(run('book.deleteSheet(sheet)')).rejects.toThrow(
      "You can't remove all the sheets in a document.",
    );
  });

  it('keep metadata, front and selection', async () => {
    const sheets = await withBody(`
      const second = book.insertSheet('Scores', 0).addDeveloperMetadata('round', 'r1');
      const [metadata] = second.getDeveloperMetadata();
      return [book.getSheets().map((each) => each.getName()), book.getActiveSheet().getName(), metadata.getKey(), metadata.getValue()];`);
    expect(await sheets.call('main')).toEqual([['Scores', 'Sheet1'], 'Scores', 'round', 'r1']);
    await sheets.spreadsheet.select('Sheet1', 'B2:C3');
    expect(await sheets.spreadsheet.selected()).toEqual({ sheet: 'Sheet1', a1: 'B2:C3' });
    await sheets.spreadsheet.renameSheet('Scores', 'Mine');
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Mine', 'Sheet1']);
  });
});
