import { afterEach } from 'vitest';
import { type HeadlessSheets, type HeadlessSheetsOptions, runHeadlessSheets } from '../headless/index.ts';

const opened: HeadlessSheets[] = [];

/** Closes after each of a file's tests the spreadsheets that it has opened. */
export function closeAfterEach(): void {
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((sheets) => sheets.close()));
  });
}

/** An empty spreadsheet with this script in it. */
export async function open(
  code: string,
  options: Partial<HeadlessSheetsOptions> = {},
): Promise<HeadlessSheets> {
  const sheets = await runHeadlessSheets({
    code,
    identityToken: 'token-1',
    email: 'reviewer@example.org',
    ...options,
  });
  opened.push(sheets);
  return sheets;
}

/** The same with one function, `main`, whose body this is; `sheet` is the first sheet. */
export async function withBody(
  body: string,
  options: Partial<HeadlessSheetsOptions> = {},
): Promise<HeadlessSheets> {
  return open(
    `function main(argument) { const book = SpreadsheetApp.getActiveSpreadsheet(); const sheet = book.getSheets()[0]; ${body} }`,
    options,
  );
}

/** What such a function returns. */
export async function run(body: string, options: Partial<HeadlessSheetsOptions> = {}): Promise<unknown> {
  return (await withBody(body, options)).call('main');
}
