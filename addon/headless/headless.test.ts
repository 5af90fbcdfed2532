import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { exposed } from '../google/surface.ts';
import { type HeadlessSheets, type HeadlessSheetsOptions, runHeadlessSheets } from './index.ts';

const opened: HeadlessSheets[] = [];
const servers: Server[] = [];

async function open(code: string, options: Partial<HeadlessSheetsOptions> = {}): Promise<HeadlessSheets> {
  const sheets = await runHeadlessSheets({
    code,
    identityToken: 'token-1',
    email: 'reviewer@example.org',
    ...options,
  });
  opened.push(sheets);
  return sheets;
}

/** An add-on whose one function is this body; `sheet` is the first sheet. */
async function run(body: string, options: Partial<HeadlessSheetsOptions> = {}): Promise<unknown> {
  return (await withBody(body, options)).call('main');
}

async function withBody(body: string, options: Partial<HeadlessSheetsOptions> = {}): Promise<HeadlessSheets> {
  return open(
    `function main(argument) { const book = SpreadsheetApp.getActive(); const sheet = book.getSheets()[0]; ${body} }`,
    options,
  );
}

/** An HTTP server in this very process; returns its address. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((sheets) => sheets.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the realm', () => {
  it('has none of the globals that Apps Script lacks', async () => {
    const names =
      'fetch setTimeout setInterval queueMicrotask URL TextEncoder atob crypto process require Buffer structuredClone';
    expect(
      await run(`return ${JSON.stringify(names.split(' '))}.filter((name) => name in globalThis)`),
    ).toEqual([]);
  });

  it('makes no code from strings', async () => {
    await expect(run(`return new Function('return 1')()`)).rejects.toThrow('Code generation from strings');
    await expect(run(`return sheet.getName.constructor('return process')()`)).rejects.toThrow(
      'Code generation from strings',
    );
  });

  it('starts every call from nothing, as Apps Script does', async () => {
    const sheets = await open('let count = 0; function next() { return ++count; }');
    expect([await sheets.call('next'), await sheets.call('next')]).toEqual([1, 1]);
  });

  it('lists the top-level functions and keeps private ones from being called', async () => {
    const sheets = await open(
      'var lib = (() => ({}))(); function a() {} function b() {} function hidden_() {}',
    );
    expect(await sheets.functions()).toEqual(['a', 'b']);
    await expect(sheets.call('hidden_')).rejects.toThrow('Script function not found: hidden_');
  });

  it('hands arguments and results over as plain data', async () => {
    const sheets = await open(
      'function echo(x, y) { return { x, y, own: x.list instanceof Array, gone: undefined }; }',
    );
    expect(await sheets.call('echo', { list: [1, 'a', null] }, true)).toEqual({
      x: { list: [1, 'a', null] },
      y: true,
      own: true,
    });
  });

  it('refuses results that google.script.run cannot carry', async () => {
    await expect(run('return { at: new Date(0) }')).rejects.toThrow('not a supported return type');
    await expect(run('return sheet')).rejects.toThrow('not a supported return type');
    await expect(run('return Promise.resolve(1)')).rejects.toThrow('not a supported return type');
  });

  it('passes on the message and name of what the add-on throws', async () => {
    await expect(run('throw new RangeError("Too late")')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'Too late',
    });
  });

  it('refuses a file that does not load', async () => {
    await expect(open('function (')).rejects.toThrow('Function statements require a function name');
    await expect(open('throw new Error("broken bundle")')).rejects.toThrow('broken bundle');
  });
});

describe('the strict services', () => {
  it('throw on what is not part of the stand-in, and say where to add it', async () => {
    await expect(run('SpreadsheetApp.getFoo()')).rejects.toThrow(
      'SpreadsheetApp.getFoo is not part of the stand-in; add it to addon/google',
    );
    await expect(run('sheet.getRange("A1:B1").merge()')).rejects.toThrow('Range.merge is not part');
  });

  it('fail the call even where the add-on catches the gap', async () => {
    await expect(run('try { sheet.getFoo() } catch (e) {} return "fine"')).rejects.toThrow('Sheet.getFoo');
  });

  it('refuse arguments that match no signature, in the words of Google', async () => {
    await expect(run('sheet.getRange("A1").setWrap("yes")')).rejects.toThrow(
      "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setWrap.",
    );
  });

  it('throw errors that the add-on can catch as its own', async () => {
    expect(
      await run('try { sheet.getRange(0, 1) } catch (e) { return [e instanceof Error, e.name, e.message] }'),
    ).toEqual([true, 'Exception', 'The starting row of the range is too small.']);
  });

  it('count calls by service and method', async () => {
    const sheets = await withBody(
      'sheet.getRange(1, 1, 2, 1).setValues([[1], [2]]); sheet.getDataRange().getValues()',
    );
    await sheets.call('main');
    expect(await sheets.calls()).toEqual({
      'SpreadsheetApp.getActive': 1,
      'Spreadsheet.getSheets': 1,
      'Sheet.getRange': 1,
      'Range.setValues': 1,
      'Sheet.getDataRange': 1,
      'Range.getValues': 1,
    });
    await sheets.resetCalls();
    expect(await sheets.calls()).toEqual({});
  });

  it('implement and document every method they list', async () => {
    const readme = await readFile(new URL('../google/README.md', import.meta.url), 'utf8');
    const listed = exposed().flatMap(({ name, methods, prototype }) =>
      Object.keys(methods).map((method) => ({ name, method, prototype })),
    );
    expect(listed.length).toBeGreaterThan(150);
    const unimplemented = listed.filter(({ method, prototype }) => !(method in prototype));
    const undocumented = listed.filter(
      ({ name, method }) => !new RegExp(`^\\| ${name} +\\|.*\`${method}\``, 'm').test(readme),
    );
    expect([unimplemented, undocumented]).toEqual([[], []]);
  });
});

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

  it('can be read back and taken off by the add-on', async () => {
    expect(
      await run(`${SETUP}
        const found = sheet.getRange('E5').getDataValidations()[0][0];
        const same = found.getCriteriaType() === SpreadsheetApp.DataValidationCriteria.VALUE_IN_LIST;
        sheet.getRange('E5').clearDataValidations();
        return [same, found.getCriteriaValues(), found.getAllowInvalid(), sheet.getRange('E5:E6').getDataValidations().map(([each]) => each === null)];`),
    ).toEqual([true, [['Met', '1'], true], false, [true, false]]);
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
      { kind: 'RANGE', a1: 'A3:C3', unprotected: [], description: 'first', warningOnly: true },
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
        sheet.insertRowsAfter(1000, 5); sheet.deleteColumns(5, 22);
        const size = [sheet.getMaxRows(), sheet.getMaxColumns()];
        sheet.hideColumns(1); sheet.getRange('B2').setValue('x');
        return [size, sheet.getLastRow(), sheet.getLastColumn(), sheet.isColumnHiddenByUser(1), sheet.getDataRange().getA1Notation()];`),
    ).toEqual([[1005, 4], 2, 2, true, 'A1:B2']);
    await expect(run('sheet.deleteRows(990, 20)')).rejects.toThrow('Those rows are out of bounds.');
    await expect(run('sheet.deleteRows(1, 1000)')).rejects.toThrow(
      "You can't delete all the rows on the sheet.",
    );
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

describe('the user interface', () => {
  const MENU = `
    function onOpen(e) {
      const ui = SpreadsheetApp.getUi();
      if (e.authMode !== ScriptApp.AuthMode.NONE) throw new Error('unexpected ' + e.authMode);
      ui.createAddonMenu().addItem('Assignments', 'show').addSeparator()
        .addSubMenu(ui.createMenu('More').addItem('About', 'about')).addToUi();
    }`;

  it('shows the menus that onOpen makes before anything is authorized', async () => {
    const sheets = await open(MENU);
    await sheets.call('onOpen');
    expect(await sheets.menus()).toEqual([
      {
        title: 'Extensions',
        items: [
          { label: 'Assignments', functionName: 'show' },
          { label: 'More > About', functionName: 'about' },
        ],
      },
    ]);
  });

  it('lets onOpen touch nothing else', async () => {
    const sheets = await open('function onOpen() { PropertiesService.getUserProperties(); }');
    await expect(sheets.call('onOpen')).rejects.toThrow(
      'You do not have permission to call PropertiesService.getUserProperties',
    );
  });

  it('records sidebar, toasts, logs and boxes, and answers boxes from the queue', async () => {
    const sheets = await withBody(`
      const ui = SpreadsheetApp.getUi();
      ui.showSidebar(HtmlService.createHtmlOutput('<p>Hi</p>').setTitle('Review'));
      book.toast('Saved', 'Draft'); console.warn('slow', { ms: 5 }); console.error(new TypeError('odd')); ui.alert('Done');
      const sure = ui.alert('Submit?', 'This is final.', ui.ButtonSet.YES_NO) === ui.Button.YES;
      return [sure, ui.prompt('Why?').getResponseText()];`);
    await sheets.answer({ button: 'OK' }, { button: 'YES' }, { button: 'OK', text: 'Because' });
    expect(await sheets.call('main')).toEqual([true, 'Because']);
    expect(await sheets.sidebar()).toMatchObject({ title: 'Review', html: '<p>Hi</p>' });
    expect(await sheets.toasts()).toEqual([{ message: 'Saved', title: 'Draft' }]);
    expect(await sheets.alerts()).toMatchObject([
      { title: '', prompt: 'Done', buttons: 'OK' },
      { title: 'Submit?', prompt: 'This is final.', buttons: 'YES_NO' },
      { kind: 'prompt', prompt: 'Why?' },
    ]);
    expect(await sheets.logs()).toEqual([
      { level: 'warn', message: 'slow {"ms":5}' },
      { level: 'error', message: 'TypeError: odd' },
    ]);
  });

  it('fails a box that nobody answers, and getUi where there is no window', async () => {
    await expect(
      run('const ui = SpreadsheetApp.getUi(); ui.alert("Sure?", ui.ButtonSet.YES_NO)'),
    ).rejects.toThrow('The box "Sure?" waits for a person');
    await expect(run('SpreadsheetApp.getUi()', { hasUi: false })).rejects.toThrow(
      'Cannot call SpreadsheetApp.getUi() from this context.',
    );
  });
});

describe('the other services', () => {
  it('hold properties to the limits of Google', async () => {
    const sheets = await withBody('PropertiesService.getUserProperties().setProperty("draft", argument)');
    await sheets.call('main', 'é'.repeat(4608));
    await expect(sheets.call('main', 'é'.repeat(4609))).rejects.toThrow('Argument too large: value');
    expect(Object.keys(await sheets.properties('user'))).toEqual(['draft']);
    await expect(
      run(
        `const store = PropertiesService.getDocumentProperties(); for (let i = 0; i < 60; i++) store.setProperty('k' + i, 'x'.repeat(9000))`,
      ),
    ).rejects.toThrow('You have exceeded the property storage quota.');
    expect(
      await run('return PropertiesService.getScriptProperties().getProperty("API")', {
        properties: { API: 'u' },
      }),
    ).toBe('u');
  });

  it('lock within a run, release at its end, and respect another holder', async () => {
    const sheets = await withBody(
      'const lock = LockService.getUserLock(); lock.waitLock(5000); return [lock.hasLock(), lock.tryLock(1)]',
    );
    expect(await sheets.call('main')).toEqual([true, true]);
    await sheets.holdLock('user', true);
    await expect(sheets.call('main')).rejects.toThrow('another process was holding the lock for too long');
  });

  it('know who the person is', async () => {
    const sheets = await withBody(
      'return [ScriptApp.getIdentityToken(), Session.getActiveUser().getEmail()]',
    );
    expect(await sheets.call('main')).toEqual(['token-1', 'reviewer@example.org']);
    await sheets.setIdentityToken('token-2');
    expect(await sheets.call('main')).toEqual(['token-2', 'reviewer@example.org']);
  });

  it('digest to signed bytes, count UTF-8 and format dates in a time zone', async () => {
    expect(
      await run(`
        Utilities.sleep(60000);
        const digest = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, 'é', Utilities.Charset.UTF_8);
        return [digest.length, digest.slice(0, 3), Utilities.newBlob('é€').getBytes().length, Utilities.getUuid().length,
          Utilities.formatDate(new Date('2026-08-06T16:30:05Z'), 'Europe/London', "d MMMM yyyy 'at' h:mma"),
          Utilities.formatDate(new Date(0), 'UTC', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")];`),
    ).toEqual([32, [74, -103, 85], 5, 36, '6 August 2026 at 5:30PM', '1970-01-01T00:00:00.000Z']);
    await expect(run('Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, "é")')).rejects.toThrow(
      'UTF_8',
    );
  });
});

describe('UrlFetchApp', () => {
  it('blocks the add-on while a server in the same process answers', async () => {
    const address = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.writeHead(201, { ETag: '"1"', 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            method: request.method,
            type: request.headers['content-type'],
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
    });
    const sheets = await withBody(`
      const response = UrlFetchApp.fetch(argument, { method: 'put', contentType: 'application/json', payload: '{"é":1}', headers: { 'If-Match': '"0"' } });
      return [response.getResponseCode(), JSON.parse(response.getContentText()), response.getHeaders().Etag];`);
    expect(await sheets.call('main', address)).toEqual([
      201,
      { method: 'PUT', type: 'application/json', body: '{"é":1}' },
      '"1"',
    ]);
  });

  it('throws for a failed request unless told to be silent', async () => {
    const address = await serve((_request, response) => {
      response.writeHead(429).end('slow down');
    });
    const sheets = await withBody(
      'return UrlFetchApp.fetch(argument.url, { muteHttpExceptions: argument.mute }).getResponseCode()',
    );
    expect(await sheets.call('main', { url: address, mute: true })).toBe(429);
    await expect(sheets.call('main', { url: address, mute: false })).rejects.toThrow(
      `Request failed for ${address} returned code 429. Truncated server response: slow down (use muteHttpExceptions option to examine full response)`,
    );
  });

  it('throws where nobody answers, and where the answer takes too long', async () => {
    const silent = await serve(() => {});
    const sheets = await withBody('UrlFetchApp.fetch(argument, { muteHttpExceptions: true })', {
      fetchTimeout: 50,
    });
    await expect(sheets.call('main', 'http://127.0.0.1:1/')).rejects.toThrow(
      'Address unavailable: http://127.0.0.1:1/',
    );
    await expect(sheets.call('main', silent)).rejects.toThrow(`Timeout: ${silent}`);
    const cut = await serve((request) => request.socket.destroy());
    await expect(sheets.call('main', cut)).rejects.toThrow(`Address unavailable: ${cut}`);
  });

  it('can be answered by the test instead of the network', async () => {
    const sheets = await withBody('return UrlFetchApp.fetch("https://api.example/v1").getContentText()', {
      fetch: async ({ url }) => ({ status: 200, headers: {}, body: url }),
    });
    expect(await sheets.call('main')).toBe('https://api.example/v1');
    const broken = await withBody('UrlFetchApp.fetch("https://api.example/v1")', {
      fetch: () => {
        throw new Error('bug in the test');
      },
    });
    await expect(broken.call('main')).rejects.toThrow('bug in the test');
  });

  it('refuses options and headers that Google refuses', async () => {
    await expect(run('UrlFetchApp.fetch("http://x.example", { body: "x" })')).rejects.toThrow('option body');
    await expect(run('UrlFetchApp.fetch("http://x.example", { headers: { Host: "y" } })')).rejects.toThrow(
      'Attribute provided with invalid value: Header:Host',
    );
  });
});
