import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../functions/files/read-table.ts';
import { tabs } from '../functions/files/scoring-workbook.ts';
import { listSubmissions } from '../functions/reviews/storage.ts';
import { fileFilledIn, rowsById, sheetPath, typedInto } from '../infra/local/by-other-doors.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { headings } from '../shared/domain/scoring-sheets/layout.ts';
import { hostileFiles, wronglyTold } from './doors/hostile-files.ts';
import { everyItem } from './support/outbox.ts';
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
  test('has the layout of the sheet, lists of ratings, frozen panes, wrapped text, protection, hidden ids, and nobody’s name', async () => {
    const roundId = await startedRound();
    const files = unzipSync(await download(roundId));
    const review = strFromU8(files[sheetPath] ?? new Uint8Array());
    for (const part of ['state="frozen"', '<sheetProtection sheet="1"', 'type="list"', 'hidden="1"'])
      expect(review).toContain(part);
    for (const heading of Object.values(headings)) expect(review).toContain(heading);
    const styles = strFromU8(files['xl/styles.xml'] ?? new Uint8Array());
    for (const style of ['locked="0"', 'wrapText="1"']) expect(styles).toContain(style);
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
    const copyOf = async () =>
      JSON.stringify(
        await readTable('xlsx', await mine.download(at(roundId, '/submitted.xlsx')), tabs.review),
      );
    expect(await copyOf()).toContain(byFile?.receipt.id);
    // There is no draft to be filled in any more: neither fetched, nor read as if it could be saved.
    expect((await mine.request(at(roundId, '/review.xlsx'))).location).toBe(at(roundId));
    const late = await mine.uploadWith(at(roundId, '/file'), fieldsOf(dry.html).csrf ?? '', strToU8('any'));
    expect([late.response.status, late.html]).toEqual([409, expect.stringContaining('You have submitted')]);
    expect(late.html).toContain('See your receipt');

    // Open again: the copy stays what was submitted, and the draft says what counts.
    await world.staff.call(panelOperations.reopenReview, {
      parameters: { roundId, personId: 'sample-reviewer-1' },
      headers: await world.staff.lock(panelOperations.getPanelMember, {
        parameters: { roundId, personId: 'sample-reviewer-1' },
      }),
      body: { reason: 'Please say more.' },
    });
    expect((await mine.request(at(roundId, '/receipt'))).html).toContain('/submitted.xlsx');
    expect(await copyOf()).toContain(byFile?.receipt.id);
    const draft = JSON.stringify(await readTable('xlsx', await download(roundId), tabs.review));
    expect(draft).toContain('Open again. Submission 1 counts until you submit again.');
    expect(draft).not.toContain('Not submitted yet');
    // Whoever has left sees no criteria any more, and is offered no copy of them.
    await mine.fill(at(roundId, '/leave'), { reason: 'An interest that I noticed late.' });
    expect((await mine.request(at(roundId, '/receipt'))).html).not.toContain('/submitted.xlsx');
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

  test('shows what it would overwrite to the last letter', async () => {
    const roundId = await startedRound();
    const long = 'The same words again. '.repeat(20);
    await mine.fill(at(roundId, `/sections/${set.sections[0]?.id}`), {
      [`/ratings/${one.id}/comment`]: `${long}Before.`,
    });
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    const { html } = await upload(roundId, typedInto(bytes, [[row, 'comment', `${long}After.`]]));
    expect(html).toContain(`${long}Before.`);
    expect(html).toContain(`${long}After.`);
  });

  test('keeps every choice where its page is shown again, and asks for the one that is left, at its place', async () => {
    const roundId = await startedRound();
    const section = at(roundId, `/sections/${set.sections[0]?.id}`);
    const bytes = await download(roundId);
    const rows = await rowsById(bytes);
    const place = (id: string, field = 'comment') => `/ratings/${id}/${field}`;
    await mine.fill(section, {
      [place(one.id)]: 'From the page.',
      [place(two.id)]: 'From the page too.',
      [place(one.id, 'note')]: 'Only on the page.',
    });
    const dry = await upload(
      roundId,
      typedInto(bytes, [
        [rows.get(one.id) ?? 0, 'comment', 'From the file.'],
        [rows.get(two.id) ?? 0, 'comment', 'From the file too.'],
      ]),
    );
    const chosen = {
      [`keep ${place(one.id)}`]: 'mine',
      // Set back to what the file has: nothing.
      [`keep ${place(one.id, 'note')}`]: 'mine',
    };
    const again = await press(roundId, dry.html, 'save', chosen);
    expect(again.response.status).toBe(422);
    expect(again.html).toContain(`href="#keep-ratings-${two.id}-comment"`);
    expect(again.html).not.toContain(`href="#keep-ratings-${one.id}-comment"`);
    expect(fieldsOf(again.html)).toMatchObject(chosen);
    // What was chosen of a text that has changed since is no choice any more.
    await mine.fill(section, { [place(one.id)]: 'Changed once more.' });
    const moved = await press(roundId, again.html, 'save', { [`keep ${place(two.id)}`]: 'saved' });
    expect(moved.response.status).toBe(412);
    const fields = fieldsOf(moved.html);
    expect(fields).toMatchObject({ [`keep ${place(two.id)}`]: 'saved' });
    expect(fields).not.toHaveProperty(`keep ${place(one.id)}`);
    const { location } = await press(roundId, moved.html, 'save', { [`keep ${place(one.id)}`]: 'saved' });
    expect(location).toContain('done=review-saved');
    const { ratings } = await draftOf(roundId);
    expect([ratings[one.id], ratings[two.id]]).toMatchObject([
      { comment: 'Changed once more.', note: '' },
      { comment: 'From the page too.' },
    ]);
  });

  test('is gone on with and uploaded a second time, and only what was changed elsewhere since is asked about', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const [a, b] = [one.id, two.id].map((id) => ({ id, field: `/ratings/${id}/comment` }));
    const rows = await rowsById(bytes);
    const typed = (first: string, second: string) =>
      typedInto(bytes, [
        [rows.get(one.id) ?? 0, 'comment', first],
        [rows.get(two.id) ?? 0, 'comment', second],
      ]);
    await press(roundId, (await upload(roundId, typed('First.', 'First too.'))).html, 'save');
    const second = await upload(roundId, typed('Second.', 'Second too.'));
    expect(second.html).not.toContain('Changed in the file and elsewhere');
    await press(roundId, second.html, 'save');
    await mine.fill(at(roundId, `/sections/${set.sections[0]?.id}`), { [a?.field ?? '']: 'From the page.' });
    const third = await upload(roundId, typed('Third.', 'Third too.'));
    expect(third.html).toContain('Changed in the file and elsewhere');
    expect(third.html).toContain(`keep ${a?.field}`);
    expect(third.html).not.toContain(`keep ${b?.field}`);
    await press(roundId, third.html, 'save', { [`keep ${a?.field}`]: 'saved' });
    // What the reviewer decided stays decided.
    const fourth = await upload(roundId, typed('Third.', 'Fourth too.'));
    expect(fourth.html).not.toContain('Changed in the file and elsewhere');
    await press(roundId, fourth.html, 'save');
    const { ratings } = await draftOf(roundId);
    expect([ratings[one.id]?.comment, ratings[two.id]?.comment]).toEqual(['From the page.', 'Fourth too.']);
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
    const same = await upload(roundId, await download(roundId));
    expect(same.html).toContain('your draft says the same');
    expect(same.html).not.toContain('Save to my draft');
    expect(await draftOf(roundId)).toMatchObject({
      overallNote: 'Meanwhile.',
      ratings: { [one.id]: { rating: 2 } },
    });
  });
});

describe('another file', () => {
  test('that is none is asked for at its field', async () => {
    const roundId = await startedRound();
    const { html, response } = await upload(roundId, new Uint8Array());
    expect(response.status).toBe(422);
    expect(html).toMatch(/<a href="#field-file">\s*Choose the file to upload/);
    expect(html).not.toContain('could not be read');
    // What a page carried and got lost is not taken for saved.
    const dry = await upload(roundId, await download(roundId));
    const torn = await press(roundId, dry.html, 'save', { content: '{"' });
    expect([torn.response.status, torn.html]).toEqual([422, expect.stringContaining('Nothing was saved')]);
  });

  test('is told in words of its own what to do, at the cells that people see', async () => {
    const roundId = await startedRound();
    const bytes = await download(roundId);
    const row = (await rowsById(bytes)).get(one.id) ?? 0;
    const files = unzipSync(bytes);
    const sheet = strFromU8(files[sheetPath] ?? new Uint8Array());
    const changed = (from: string | RegExp, to: string) => {
      expect(sheet.replace(from, to)).not.toBe(sheet);
      return upload(roundId, zipSync({ ...files, [sheetPath]: strToU8(sheet.replace(from, to)) }));
    };
    const anew = 'Download the file anew, copy what you wrote into it, and upload that.';
    const gone = await changed(new RegExp(`<row r="${row}">.*?</row>`), '');
    expect(gone.html).toContain(`Its row is gone. ${anew}`);
    const torn = await changed('</sheetData>', '');
    expect(torn.html).toContain(`The file is damaged and cannot be read. ${anew}`);
    const merged = await changed(
      '</sheetData>',
      `</sheetData><mergeCells><mergeCell ref="F${row}:F${row + 2}"/></mergeCells>`,
    );
    expect(merged.html).toContain('merged over several rows');
    const formula = await changed(
      new RegExp(`<c r="F${row}" s="(\\d+)"/>`),
      `<c r="F${row}" s="$1"><f>1+1</f><v>2</v></c>`,
    );
    expect(formula.html).toContain(`Criterion ${one.number}, evidence`);
    for (const { html } of [gone, torn, merged, formula])
      expect(html).not.toMatch(/Ctrl|set this sheet aside/);
  });

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
    for (const bytes of [bare, strToU8('a,b'), strToU8('PK\u0003\u0004rest')]) {
      const { response, html } = await upload(roundId, bytes);
      expect(response.status).toBe(422);
      expect(html).toContain('The file could not be read');
    }
    expect(Object.keys((await draftOf(roundId)).ratings)).toEqual([]);
  });

  test('damaged or hostile in any way is told what is wrong with it, and nothing is written', async () => {
    const roundId = await startedRound();
    const files = await hostileFiles(await download(roundId), set, 40, 1);
    expect(new Set(files.map(({ what }) => what)).size).toBeGreaterThan(25);
    await world.service.idle();
    const before = await everyItem(world.service.db);
    expect(await wronglyTold(mine, at(roundId, '/file'), files)).toEqual([]);
    expect(await everyItem(world.service.db)).toEqual(before);
  }, 120_000);
});
