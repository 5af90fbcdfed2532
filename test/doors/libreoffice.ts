import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { listSubmissions } from '../../functions/reviews/storage.ts';
import { fileFilledIn } from '../../infra/local/by-other-doors.ts';
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

/** A workbook as LibreOffice saves it after it has opened it, with nobody at the screen. */
async function savedByLibreOffice(bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    const file = join(folder, 'review.xlsx');
    await writeFile(file, bytes);
    const out = join(folder, 'saved');
    await run(
      program,
      [
        '--headless',
        // A profile of its own: another one that is open would take the job over.
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        out,
        file,
      ],
      { timeout: 180_000 },
    );
    return new Uint8Array(await readFile(join(out, 'review.xlsx')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * `npm run doors -- libreoffice`: the file of a review goes through LibreOffice as it came and filled in, and is uploaded.
 * It must change nothing, and come to the content hash of the same review by API. Without LibreOffice nothing is tried.
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
  const empty = await browser.upload(`${at}/file`, await savedByLibreOffice(bytes));
  const isSame = empty.html.includes('your draft says the same');
  const filled = await savedByLibreOffice(await fileFilledIn(bytes, set, readSampleReview(1)));
  const dry = await browser.upload(`${at}/file`, filled);
  await browser.send(`${at}/file`, { ...fieldsOf(dry.html), answer: 'submit' });
  await submit(world.reviewer(2), roundId, sampleReviewBody(1, hash));
  const [byFile, byApi] = await Promise.all(
    [1, 2].map(async (n) => (await listSubmissions(world.service.db, roundId, `sample-reviewer-${n}`))[0]),
  );
  await world.stop();
  const isWhole = byFile !== undefined && byFile.receipt.contentHash === byApi?.receipt.contentHash;
  console.log(
    `A file that LibreOffice opened and saved ${isSame ? 'changes nothing' : 'CHANGES SOMETHING'}; filled in, it came to ${isWhole ? 'the content hash of the same review by API' : 'ANOTHER CONTENT HASH'}.`,
  );
  return isSame && isWhole;
}
