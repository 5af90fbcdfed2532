import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { listSubmissions } from '../../functions/reviews/storage.ts';
import { addressOf, cellsOf, type Typed } from '../../infra/local/by-other-doors.ts';
import { fieldsOf, reviewerBrowser } from '../../infra/local/reviewer-browser.ts';
import { readSampleReview, sampleCriteriaSet } from '../../infra/local/samples.ts';
import { sampleReviewBody, startReview, startWorld, submit } from '../support/world.ts';

const run = promisify(execFile);

const program = 'soffice';

const isInstalled = (): Promise<boolean> =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  );

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A text in LibreOffice’s own Basic, whose texts end with their line. */
const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\n', '" & Chr(10) & "')}"`;

/** A macro that opens a workbook, types into cells of its first sheet, and saves it as an Excel file. */
const macro = (from: string, to: string, cells: readonly Typed[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped(
    [
      'Sub Main',
      'Dim opening(0) As New com.sun.star.beans.PropertyValue',
      'opening(0).Name = "Hidden"',
      'opening(0).Value = True',
      `book = StarDesktop.loadComponentFromURL(${quoted(from)}, "_blank", 0, opening())`,
      'sheet = book.Sheets.getByIndex(0)',
      ...cells.map((cell) => `sheet.getCellRangeByName("${addressOf(cell)}").setString(${quoted(cell[2])})`),
      'Dim saving(0) As New com.sun.star.beans.PropertyValue',
      'saving(0).Name = "FilterName"',
      'saving(0).Value = "Calc MS Excel 2007 XML"',
      `book.storeToURL(${quoted(to)}, saving())`,
      'book.close(True)',
      'End Sub',
    ].join('\n'),
  )}
</script:module>
`;

/** A workbook as LibreOffice saves it after it has opened it and typed into cells of it, with nobody at the screen. */
async function throughOffice(bytes: Uint8Array, cells: readonly Typed[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  const at = (name: string) => pathToFileURL(join(folder, name)).href;
  // A profile of its own: another one that is open would take the job over.
  const office = (...more: readonly string[]) =>
    run(program, ['--headless', `-env:UserInstallation=${at('profile')}`, ...more], { timeout: 180_000 });
  try {
    await writeFile(join(folder, 'review.xlsx'), bytes);
    // It makes its profile when it starts first, and would write over a macro that is there already.
    await office('--terminate_after_init');
    await writeFile(
      join(folder, 'profile/user/basic/Standard/Module1.xba'),
      macro(at('review.xlsx'), at('saved.xlsx'), cells),
    );
    await office('macro:///Standard.Module1.Main()');
    return new Uint8Array(await readFile(join(folder, 'saved.xlsx')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * `npm run doors -- libreoffice`: LibreOffice opens the file of a review, saves it as it came and filled in by itself, and
 * both are uploaded. It must change nothing, and come to the content hash of the same review by API. Without LibreOffice
 * nothing is tried.
 */
export async function throughLibreOffice(): Promise<boolean> {
  if (!(await isInstalled())) {
    console.log('LibreOffice is not installed here (soffice): nothing was tried.');
    return true;
  }
  const world = await startWorld();
  const roundId = await world.openRound();
  await startReview(world.reviewer(1), roundId);
  const hash = await startReview(world.reviewer(2), roundId);
  const browser = reviewerBrowser(world.service);
  await browser.signIn('reviewer-1@example.org');
  const at = `/my-reviews/${roundId}`;
  const bytes = await browser.download(`${at}/review.xlsx`);
  const set = sampleCriteriaSet();
  const empty = await browser.upload(`${at}/file`, await throughOffice(bytes, []));
  const isSame = empty.html.includes('your draft says the same');
  const filled = await throughOffice(bytes, await cellsOf(bytes, set, readSampleReview(1)));
  const dry = await browser.upload(`${at}/file`, filled);
  await browser.send(`${at}/file`, { ...fieldsOf(dry.html), answer: 'submit' });
  await submit(world.reviewer(2), roundId, sampleReviewBody(1, hash));
  const [byFile, byApi] = await Promise.all(
    [1, 2].map(async (n) => (await listSubmissions(world.service.db, roundId, `sample-reviewer-${n}`))[0]),
  );
  await world.stop();
  const isWhole = byFile !== undefined && byFile.receipt.contentHash === byApi?.receipt.contentHash;
  console.log(
    `A file that LibreOffice opened and saved ${isSame ? 'changes nothing' : 'CHANGES SOMETHING'}; filled in there, it came to ${isWhole ? 'the content hash of the same review by API' : 'ANOTHER CONTENT HASH'}.`,
  );
  return isSame && isWhole;
}
