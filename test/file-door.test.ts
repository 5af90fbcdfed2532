import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../functions/files/read-table.ts';
import { tabs } from '../functions/files/scoring-workbook.ts';
import { listSubmissions } from '../functions/reviews/storage.ts';
import { fileFilledIn, rowsById, sheetPath, typedInto } from '../infra/local/by-other-doors.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { headings } from '../shared/domain/scoring-sheets/layout.ts';
import { sampleReviewBody, startReview, startWorld, submit, type World } from './support/world.ts';

let world: World;
let mine: ReviewerBrowser;
beforeAll(async () => {
  world = await startWorld();
  mine = reviewerBrowser(world.service);
  await mine.signIn('reviewer-1@example.org');
});
afterAll(() => world.stop());

const set = sampleCriteriaSet();
const criteria = criteriaOf(set);
const [one, two] = criteria;
if (one === undefined || two === undefined) throw new Error('The sample has criteria.');

const at = (roundId: string, rest = '') => `/my-reviews/${roundId}${rest}`;

async function startedRound(): Promise<string> {
  const roundId = await world.openRound();
  await mine.fill(at(roundId, '/interests'), { interest: 'none' });
  return roundId;
}

const download = (roundId: string, by = mine) => by.download(at(roundId, '/review.xlsx'));
const upload = (roundId: string, bytes: Uint8Array, by = mine) => by.upload(at(roundId, '/file'), bytes);

/** Presses a button of a dry run. */
const press = (roundId: string, html: string, answer: 'save' | 'submit', chosen = {}) =>
  mine.send(at(roundId, '/file'), { ...fieldsOf(html), ...chosen, answer });

const draftOf = async (roundId: string) =>
  (await world.reviewer(1).call(reviewOperations.getReview, { parameters: { roundId } })).content;

describe('the file of a review', () => {
  test('has the layout of the sheet, lists of ratings, frozen panes, protection, hidden ids, and nobody’s name', async () => {
    const roundId = await startedRound();
    const files = unzipSync(await download(roundId));
    const review = strFromU8(files[sheetPath] ?? new Uint8Array());
    for (const part of ['state="frozen"', '<sheetProtection sheet="1"', 'type="list"', 'hidden="1"'])
      expect(review).toContain(part);
    for (const heading of Object.values(headings)) expect(review).toContain(heading);
    expect(strFromU8(files['xl/styles.xml'] ?? new Uint8Array())).toContain('locked="0"');
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    expect(all).not.toMatch(/sample.reviewer.1|reviewer-1|example\.org<|creator|lastModifiedBy/i);
    expect(Object.keys(files).filter((path) => /vba|macro|docProps/i.test(path))).toEqual([]);
  });

  test('comes to the same content hash as by API, saves, submits, and says by which door', async () => {
    const roundId = await startedRound();
    const hash = await startReview(world.reviewer(2), roundId);
    const body = sampleReviewBody(1, hash);
    const dry = await upload(roundId, await fileFilledIn(await download(roundId), set, readSampleReview(1)));
    expect(dry.response.status).toBe(200);
    expect(dry.html).toContain('27 of 27 criteria are rated');
    expect(Object.keys((await draftOf(roundId)).ratings)).toEqual([]);
    const first = await press(roundId, dry.html, 'submit');
    expect(first.location).toBe(`${at(roundId, '/receipt')}?done=review-submitted`);
    expect((await submit(world.reviewer(2), roundId, body)).status).toBe(201);
    const [byFile] = await listSubmissions(world.service.db, roundId, 'sample-reviewer-1');
    const [byApi] = await listSubmissions(world.service.db, roundId, 'sample-reviewer-2');
    expect(byFile?.receipt.contentHash).toBe(byApi?.receipt.contentHash);
    expect(byFile?.door).toBe('file');
    const copy = await readTable('xlsx', await download(roundId), tabs.review);
    expect(JSON.stringify(copy.ok && copy.value.rows)).toContain(byFile?.receipt.id);
  });

  test('is read wherever its rows were moved', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const rows = await rowsById(bytes);
    const [a, b] = [rows.get(one.id) ?? 0, rows.get(two.id) ?? 0];
    const written = typedInto(bytes, [
      [a, 'rating', '4'],
      [b, 'rating', 'not met'],
      [a, 'comment', 'Of the first.'],
    ]);
    const files = unzipSync(written);
    const xml = strFromU8(files[sheetPath] ?? new Uint8Array());
    const row = (n: number) => new RegExp(`<row r="${n}">.*?</row>`).exec(xml)?.[0] ?? '';
    const moved = (from: string, to: number) => from.replace(/r="([A-Z]*)\d+"/g, `r="$1${to}"`);
    const swapped = xml
      .replace(row(a), 'FIRST')
      .replace(row(b), moved(row(a), b))
      .replace('FIRST', moved(row(b), a));
    const dry = await upload(roundId, zipSync({ ...files, [sheetPath]: strToU8(swapped) }));
    expect((await press(roundId, dry.html, 'save')).location).toBe(`${at(roundId)}?done=review-saved`);
    const { ratings } = await draftOf(roundId);
    expect([ratings[one.id], ratings[two.id]]).toMatchObject([
      { rating: 4, comment: 'Of the first.' },
      { rating: 1 },
    ]);
  });

  test('is told every problem at its cell, and all else can be saved', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    const dry = await upload(
      roundId,
      typedInto(bytes, [
        [row, 'rating', 'Mett'],
        [row, 'evidence', 'Page 4'],
        [row, 'note', 'n'.repeat(4_001)],
      ]),
    );
    expect(dry.html).toContain(`E${row}`);
    expect(dry.html).toContain('“Mett” is not a rating');
    expect(dry.html).toContain('Shorten it by 1');
    expect(dry.html).not.toContain('Save and submit');
    await press(roundId, dry.html, 'save');
    expect((await draftOf(roundId)).ratings[one.id]).toMatchObject({
      rating: null,
      evidence: 'Page 4',
      note: '',
    });
  });

  test('does not undo what was saved elsewhere since, and asks where both have changed', async () => {
    const roundId = await startedRound();
    const section = set.sections[0]?.id;
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    await mine.fill(at(roundId, `/sections/${section}`), {
      [`/ratings/${one.id}/comment`]: 'From the page.',
      [`/ratings/${two.id}/rating`]: '3',
    });
    const dry = await upload(
      roundId,
      typedInto(bytes, [
        [row, 'comment', 'From the file.'],
        [row, 'rating', '2'],
      ]),
    );
    expect(dry.html).toContain('Changed in the file and elsewhere');
    const unanswered = await press(roundId, dry.html, 'save');
    expect(unanswered.html).toContain('Choose which to keep');
    await press(roundId, unanswered.html, 'save', { [`keep /ratings/${one.id}/comment`]: 'mine' });
    const { ratings } = await draftOf(roundId);
    expect([ratings[one.id], ratings[two.id]]).toMatchObject([
      { rating: 2, comment: 'From the file.' },
      { rating: 3 },
    ]);
  });

  test('that is uploaded again with a place set back shows it, and takes it where that is chosen', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    const first = await upload(roundId, typedInto(bytes, [[row, 'comment', 'Not meant to stay.']]));
    await press(roundId, first.html, 'save');
    const again = await upload(roundId, bytes);
    expect(again.html).toContain('Changed elsewhere only');
    expect(again.html).not.toContain('your draft says the same');
    await press(roundId, again.html, 'save');
    expect((await draftOf(roundId)).ratings[one.id]?.comment).toBe('Not meant to stay.');
    await press(roundId, (await upload(roundId, bytes)).html, 'save', {
      [`keep /ratings/${one.id}/comment`]: 'mine',
    });
    expect((await draftOf(roundId)).ratings[one.id]?.comment ?? '').toBe('');
  });

  test('with a place that could not be read is not submitted, whatever was saved meanwhile', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const rows = await rowsById(bytes);
    const all = criteria.map(({ id }) => [rows.get(id) ?? 0, 'rating', '3'] as const);
    await press(roundId, (await upload(roundId, typedInto(bytes, all))).html, 'save');
    const faulty = typedInto(await download(roundId), [[rows.get(one.id) ?? 0, 'rating', 'Mett']]);
    const dry = await upload(roundId, faulty);
    await mine.fill(at(roundId, '/overall'), { '/overallNote': 'Meanwhile.' });
    const later = await press(roundId, dry.html, 'save');
    expect(later.html).toContain('could not be read');
    expect(later.html).not.toContain('Save and submit');
    const pressed = await press(roundId, later.html, 'submit');
    expect(pressed.html).toContain('It cannot be submitted yet');
    expect(await listSubmissions(world.service.db, roundId, 'sample-reviewer-1')).toEqual([]);
  });

  test('is looked at again where the draft moved on between the dry run and the button', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    const dry = await upload(roundId, typedInto(bytes, [[row, 'rating', '2']]));
    await mine.fill(at(roundId, '/overall'), { '/overallNote': 'Meanwhile.' });
    const again = await press(roundId, dry.html, 'save');
    expect([again.response.status, again.html]).toEqual([412, expect.stringContaining('saved elsewhere')]);
    await press(roundId, again.html, 'save');
    expect(await draftOf(roundId)).toMatchObject({
      overallNote: 'Meanwhile.',
      ratings: { [one.id]: { rating: 2 } },
    });
  });
});

describe('another file', () => {
  test('of another round, of another reviewer, a copy, or none of ours is refused by what differs, never whose it is', async () => {
    const [roundId, otherRound] = [await startedRound(), await startedRound()];
    const other = reviewerBrowser(world.service);
    await other.signIn('reviewer-2@example.org');
    await other.fill(at(roundId, '/interests'), { interest: 'none' });
    const ofAnotherRound = await upload(roundId, await download(otherRound));
    expect(ofAnotherRound.html).toContain('made for another round');
    const ofAnother = await upload(roundId, await download(roundId, other));
    expect(ofAnother.html).toContain('made for another reviewer');
    expect(ofAnother.html).not.toMatch(/reviewer 2|reviewer-2/i);
    const bare = zipSync({ 'a.txt': strToU8('a') });
    for (const bytes of [bare, strToU8('a,b'), new Uint8Array(), strToU8('PK\u0003\u0004rest')]) {
      const { response, html } = await upload(roundId, bytes);
      expect(response.status).toBe(422);
      expect(html).toContain('The file could not be read');
    }
    expect(Object.keys((await draftOf(roundId)).ratings)).toEqual([]);
  });

  test('damaged in any way gets a message and saves nothing', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const files = unzipSync(bytes);
    const sheet = strFromU8(files[sheetPath] ?? new Uint8Array());
    const harmed: Uint8Array[] = [];
    for (let n = 1; n <= 12; n++) {
      harmed.push(bytes.slice(0, Math.floor((bytes.length * n) / 13)));
      const broken = Uint8Array.from(bytes);
      broken[Math.floor((bytes.length * n) / 13)] = (broken[Math.floor((bytes.length * n) / 13)] ?? 0) ^ 0xff;
      harmed.push(broken);
      harmed.push(
        zipSync({ ...files, [sheetPath]: strToU8(sheet.slice(0, Math.floor((sheet.length * n) / 13))) }),
      );
    }
    const { [sheetPath]: _, ...without } = files;
    harmed.push(
      zipSync(without),
      zipSync({ ...files, [sheetPath]: strToU8(sheet.replace(/<row r="9">.*?<\/row>/, '')) }),
    );
    for (const one of harmed) {
      const { response } = await upload(roundId, one);
      expect([200, 422]).toContain(response.status);
    }
    expect(Object.keys((await draftOf(roundId)).ratings)).toEqual([]);
  }, 120_000);
});
