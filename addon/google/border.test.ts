import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { closeAfterEach, open, run, withBody } from '../testing/scripts.ts';
import { exposed } from './surface.ts';
import './run.ts';

closeAfterEach();

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
    await expect(run('sheet.getRange("A1").setFontSize("yes")')).rejects.toThrow(
      "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setFontSize.",
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
      'SpreadsheetApp.getActiveSpreadsheet': 1,
      'Spreadsheet.getSheets': 1,
      'Sheet.getRange': 1,
      'Range.setValues': 1,
      'Sheet.getDataRange': 1,
      'Range.getValues': 1,
    });
    await sheets.resetCalls();
    expect(await sheets.calls()).toEqual({});
  });

  it('implement every method they list', () => {
    const listed = exposed().flatMap(({ name, methods, prototype }) =>
      Object.keys(methods).map((method) => ({ name, method, prototype })),
    );
    expect(listed.length).toBeGreaterThan(120);
    expect(listed.filter(({ method, prototype }) => !(method in prototype))).toEqual([]);
  });

  it('offer nothing that neither the add-on calls nor the checks of both hosts look with', async () => {
    const files = (await readdir(new URL('..', import.meta.url), { recursive: true })).filter((file) =>
      /^(?:src|google[\\/]conformance)[\\/].*\.ts$/.test(file),
    );
    const texts = await Promise.all(
      files.map((file) => readFile(new URL(`../${file}`, import.meta.url), 'utf8')),
    );
    const used = new Set(texts.flatMap((text) => [...text.matchAll(/\.(\w+)/g)].map(([, name]) => name)));
    const offered = exposed().flatMap(({ methods, constants }) => Object.keys({ ...methods, ...constants }));
    expect(offered.filter((name) => !used.has(name))).toEqual([]);
  });

  it('are named in the table, each with what it offers and no more', async () => {
    const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8');
    const table = readme.slice(readme.indexOf('## What it imitates'), readme.indexOf('## Values'));
    const named = table.split('\n').flatMap((line) => {
      const [, service = '', offers = ''] = line.split('|').map((cell) => cell.trim());
      return [...offers.matchAll(/`(\w+)`/g)].map(([, each]) => `${service}.${each}`);
    });
    const offered = exposed().flatMap(({ name, methods, constants }) =>
      Object.keys({ ...methods, ...constants }).map((each) => `${name}.${each}`),
    );
    expect(named.sort()).toEqual(offered.sort());
  });
});
