import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { closeAfterEach, open, run, withBody } from '../testing/scripts.ts';

closeAfterEach();

const servers: Server[] = [];

/** An HTTP server in this very process; returns its address. */
async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the user interface', () => {
  const MENU = `
    function onOpen(e) {
      const ui = SpreadsheetApp.getUi();
      if (e.authMode !== ScriptApp.AuthMode.NONE) throw new Error('unexpected ' + e.authMode);
      ui.createAddonMenu().addItem('Assignments', 'show').addSeparator().addItem('About', 'about').addToUi();
    }`;

  it('shows the menus that onOpen makes before anything is authorized', async () => {
    const sheets = await open(MENU);
    await sheets.call('onOpen');
    expect(await sheets.menus()).toEqual([
      {
        title: 'Extensions',
        items: [
          { label: 'Assignments', functionName: 'show' },
          { label: 'About', functionName: 'about' },
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
      book.toast('Saved', 'Draft'); console.error('slow', { ms: 5 }); console.error(new TypeError('odd')); ui.alert('Done');
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
      { level: 'error', message: 'slow {"ms":5}' },
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
        `const store = PropertiesService.getUserProperties(); for (let i = 0; i < 60; i++) store.setProperty('k' + i, 'x'.repeat(9000))`,
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
      'const lock = LockService.getDocumentLock(); return [lock.tryLock(5000), lock.hasLock(), lock.tryLock(1)]',
    );
    expect(await sheets.call('main')).toEqual([true, true, true]);
    await sheets.holdLock(true);
    expect(await sheets.call('main')).toEqual([false, false, false]);
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
        return [digest.length, digest.slice(0, 3), Utilities.newBlob([-61, -87]).getDataAsString(), Utilities.getUuid().length,
          Utilities.formatDate(new Date('2026-08-06T16:30:05Z'), 'Europe/London', "d MMMM yyyy 'at' h:mma"),
          Utilities.formatDate(new Date(0), 'UTC', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")];`),
    ).toEqual([32, [74, -103, 85], 'é', 36, '6 August 2026 at 5:30PM', '1970-01-01T00:00:00.000Z']);
    await expect(run('Utilities.base64DecodeWebSafe("not base64")')).rejects.toThrow(
      'Could not decode string.',
    );
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
      return [response.getResponseCode(), JSON.parse(response.getContentText()), response.getAllHeaders().Etag];`);
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
    const fetching = 'UrlFetchApp.fetch(argument, { muteHttpExceptions: true })';
    const sheets = await withBody(fetching);
    await expect(sheets.call('main', 'http://127.0.0.1:1/')).rejects.toThrow(
      'Address unavailable: http://127.0.0.1:1/',
    );
    const cut = await serve((request) => request.socket.destroy());
    await expect(sheets.call('main', cut)).rejects.toThrow(`Address unavailable: ${cut}`);
    const silent = await serve(() => {});
    const impatient = await withBody(fetching, { fetchTimeout: 50 });
    await expect(impatient.call('main', silent)).rejects.toThrow(`Timeout: ${silent}`);
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
