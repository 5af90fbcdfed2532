import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listSubmissions } from '../functions/reviews/storage.ts';
import { apiClient } from '../infra/local/api-client.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { reviewHashes } from '../shared/domain/reviews/receipt.ts';
import { emptyCriterionReview } from '../shared/domain/reviews/review.ts';
import { sha256 } from './support/sample-record.ts';
import { sampleReviewBody, startReview, startWorld, submit, type World } from './support/world.ts';

let world: World;
let mine: ReviewerBrowser;
let sheets: ReviewerBrowser;
beforeAll(async () => {
  world = await startWorld();
  mine = reviewerBrowser(world.service);
  await mine.signIn('reviewer-1@example.org');
  sheets = reviewerBrowser(world.service);
  await sheets.signIn('reviewer-1@example.org');
});
afterAll(() => world.stop());

const set = sampleCriteriaSet();
const [first, second] = set.sections;
const [criterion] = criteriaOf(set);
if (first === undefined || second === undefined || criterion === undefined)
  throw new Error('The sample has sections.');

const at = (roundId: string, rest = '') => `/my-reviews/${roundId}${rest}`;
const sectionAt = (roundId: string, id = first.id) => at(roundId, `/sections/${id}`);
const place = (field: string, id = criterion.id) => `/ratings/${id}/${field}`;

/** A round in which the reviewer has declared that they have no interests. */
async function startedRound(): Promise<string> {
  const roundId = await world.openRound();
  expect((await mine.fill(at(roundId, '/interests'), { interest: 'none' })).location).toBe(
    `${at(roundId)}?done=interests-none`,
  );
  return roundId;
}

const draftOf = async (roundId: string) =>
  world.reviewer(1).call(reviewOperations.getReview, { parameters: { roundId } });

/** Fills in every page as a sample reviewer would. */
async function fillIn(roundId: string): Promise<void> {
  const { criteriaSetHash } = await world
    .reviewer(1)
    .call(reviewOperations.getForm, { parameters: { roundId } });
  const body = sampleReviewBody(1, criteriaSetHash);
  for (const section of set.sections) {
    const fields = section.criteria.flatMap(({ id }) =>
      Object.entries({ ...emptyCriterionReview, ...body.ratings[id] }).map(
        ([field, value]) => [place(field, id), value === null ? '' : String(value)] as const,
      ),
    );
    const { response } = await mine.fill(sectionAt(roundId, section.id), Object.fromEntries(fields));
    expect(response.status).toBe(303);
  }
  const overall = {
    '/overallComment': body.overallComment ?? '',
    '/overallNote': body.overallNote ?? '',
  };
  expect((await mine.fill(at(roundId, '/overall'), overall)).location).toBe(
    `${at(roundId, '/check')}?done=review-saved`,
  );
}

describe('a review by page', () => {
  test('shows nothing of what is to be reviewed before interests are declared', async () => {
    const roundId = await world.openRound();
    const { html } = await mine.request(at(roundId));
    expect(html).toContain('Declare your interests first');
    expect(html).not.toContain(criterion.text);
    expect((await mine.request(sectionAt(roundId))).response.status).toBe(409);
  });

  test('comes to the same content hash and the same receipt as by API, and staff see by which door it came', async () => {
    const roundId = await startedRound();
    await fillIn(roundId);
    const checked = await mine.request(at(roundId, '/check'));
    expect(checked.html).not.toContain('Still missing');
    const form = fieldsOf(checked.html);
    const { location } = await mine.send(at(roundId, '/check'), form);
    expect(location).toBe(`${at(roundId, '/receipt')}?done=review-submitted`);
    const hash = await startReview(world.reviewer(2), roundId);
    const { status } = await submit(world.reviewer(2), roundId, sampleReviewBody(1, hash));
    expect(status).toBe(201);
    const submissionOf = async (id: string) => (await listSubmissions(world.service.db, roundId, id))[0];
    const byPage = await submissionOf('sample-reviewer-1');
    const byApi = await submissionOf('sample-reviewer-2');
    expect(byPage?.receipt.contentHash).toBe(byApi?.receipt.contentHash);
    expect([byPage?.door, byApi?.door]).toEqual(['page', 'sheet']);
    const { panel } = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
    expect(Object.fromEntries(panel.map(({ personId, door }) => [personId, door]))).toEqual({
      'sample-reviewer-1': 'page',
      'sample-reviewer-2': 'sheet',
      'sample-reviewer-3': null,
    });
    const receipt = await mine.request(location);
    expect(receipt.html).toContain(byPage?.receipt.id);
    // Pressed again, and by a browser that has lost the first answer: once means once.
    expect((await mine.send(at(roundId, '/check'), form)).location).toBe(location);
    expect(await listSubmissions(world.service.db, roundId, 'sample-reviewer-1')).toHaveLength(1);
    const statement = await mine.request('/my-reviews/history');
    expect(statement.html).toContain(byPage?.receipt.id);
  });

  test('keeps what stood there to the character where it is not touched', async () => {
    const roundId = await startedRound();
    const { criteriaSetHash } = await world
      .reviewer(1)
      .call(reviewOperations.getForm, { parameters: { roundId } });
    const odd = '\r\n  two\r\nlines <b>&amp;</b> \t';
    const ratings = { [criterion.id]: { rating: 2, evidence: odd, comment: '\n\nfirst line empty' } };
    const body = { criteriaSetHash, ratings, overallComment: odd, overallNote: '' };
    await world.reviewer(1).call(reviewOperations.saveReview, {
      parameters: { roundId },
      headers: { 'if-match': '"0"' },
      body,
    });
    const before = await draftOf(roundId);
    for (const page of [...set.sections.map(({ id }) => sectionAt(roundId, id)), at(roundId, '/overall')])
      expect((await mine.fill(page, {})).response.status).toBe(303);
    const after = await draftOf(roundId);
    expect(after.content.overallComment).toBe(odd);
    expect(after.content.ratings[criterion.id]).toEqual(before.content.ratings[criterion.id]);
  });

  test('says what is missing, each with the way to it', async () => {
    const roundId = await startedRound();
    await mine.fill(sectionAt(roundId), { [place('rating')]: 'unable-to-judge' });
    const { html } = await mine.request(at(roundId, '/check'));
    expect(html).toContain('Still missing before you can submit');
    expect(html).toContain(`Say why you are unable to judge criterion ${criterion.number}`);
    expect(html).toContain(`${sectionAt(roundId)}#field-ratings-${criterion.id}-reason`);
    expect(html).not.toContain('Submit the review');
    const overview = await mine.request(at(roundId));
    expect(overview.html).toContain('Not started');
  });

  test('leads on from section to section, and back to the review where that was pressed', async () => {
    const roundId = await startedRound();
    expect((await mine.fill(sectionAt(roundId), {})).location).toContain(`/sections/${second.id}`);
    expect((await mine.fill(sectionAt(roundId), { leadsTo: 'overview' })).location).toBe(
      `${at(roundId)}?done=review-saved`,
    );
  });

  test('loses no text that is too long: it is shown again with how much to take out', async () => {
    const roundId = await startedRound();
    const long = 'a b '.repeat(1100);
    const { response, html } = await mine.fill(sectionAt(roundId), {
      [place('comment')]: long,
      [place('rating')]: '3',
    });
    expect(response.status).toBe(422);
    expect(html).toContain('Shorten it by 400');
    expect(fieldsOf(html)).toMatchObject({ [place('comment')]: long, [place('rating')]: '3' });
  });

  test('refuses a level that the scale does not have', async () => {
    const roundId = await startedRound();
    const { response, html } = await mine.fill(sectionAt(roundId), { [place('rating')]: '99' });
    expect([response.status, html]).toEqual([422, expect.stringContaining('has no level 99')]);
  });
});

describe('a draft that moves on while a page is open', () => {
  /** A page that is open in one browser while another saves; answers what the first is told. */
  async function meanwhile(
    roundId: string,
    here: Readonly<Record<string, string>>,
    elsewhere: Readonly<Record<string, string>>,
  ) {
    const open = fieldsOf((await mine.request(sectionAt(roundId))).html);
    await sheets.fill(sectionAt(roundId), elsewhere);
    return mine.send(sectionAt(roundId), { ...open, ...here });
  }

  test('takes both where they changed something else', async () => {
    const roundId = await startedRound();
    const { response } = await meanwhile(
      roundId,
      { [place('evidence')]: 'Page 4' },
      { [place('rating')]: '3', [place('note')]: 'A note' },
    );
    expect(response.status).toBe(303);
    expect((await draftOf(roundId)).content.ratings[criterion.id]).toMatchObject({
      rating: 3,
      evidence: 'Page 4',
      note: 'A note',
    });
  });

  test.each(['mine', 'saved'] as const)(
    'shows both texts where the same was changed, and keeps “%s”',
    async (keep) => {
      const roundId = await startedRound();
      const { response, html } = await meanwhile(
        roundId,
        { [place('comment')]: 'What I wrote here.', [place('rating')]: '2' },
        { [place('comment')]: 'What I wrote elsewhere.', [place('evidence')]: 'Page 9' },
      );
      expect(response.status).toBe(409);
      expect(html).toContain('This review was changed elsewhere while you were writing');
      expect(html).toContain('What I wrote elsewhere.');
      expect(html).toContain('Nothing that you entered on this page was saved. It is still below.');
      const again = fieldsOf(html);
      expect(again[place('comment')]).toBe('What I wrote here.');
      // Without a choice it is asked again.
      expect((await mine.send(sectionAt(roundId), again)).response.status).toBe(409);
      const chosen = { ...again, [`keep ${place('comment')}`]: keep };
      expect((await mine.send(sectionAt(roundId), chosen)).response.status).toBe(303);
      expect((await draftOf(roundId)).content.ratings[criterion.id]).toMatchObject({
        comment: keep === 'mine' ? 'What I wrote here.' : 'What I wrote elsewhere.',
        rating: 2,
        evidence: 'Page 9',
      });
    },
  );

  test('says what of a page stands already where not all of it could be saved', async () => {
    const roundId = await startedRound();
    const both = { [place('evidence')]: 'Page 9' };
    const { html } = await meanwhile(
      roundId,
      { [place('comment')]: 'Mine.', ...both },
      { [place('comment')]: 'Another.', ...both },
    );
    expect(html).toContain(
      'Of 2 changes that you made on this page, 1 is saved. All of them are still below.',
    );
  });

  test('says what of a page was submitted where that happened from another one meanwhile', async () => {
    const roundId = await startedRound();
    await fillIn(roundId);
    const open = fieldsOf((await mine.request(sectionAt(roundId))).html);
    await sheets.fill(sectionAt(roundId), { [place('comment')]: 'The same.' });
    await sheets.fill(at(roundId, '/check'), {});
    const same = await mine.send(sectionAt(roundId), { ...open, [place('comment')]: 'The same.' });
    expect(same.html).toContain('What you entered on this page is part of the review that was submitted.');
    const other = await mine.send(sectionAt(roundId), { ...open, [place('comment')]: 'Later.' });
    expect(other.html).toContain(
      'Nothing that you entered on this page is part of the review that was submitted.',
    );
    for (const { response, html } of [same, other]) {
      expect(response.status).toBe(409);
      expect(html).toContain(`href="${at(roundId, '/receipt')}"`);
    }
    expect(other.html).toContain('Later.');
  });

  test('is not submitted unseen', async () => {
    const roundId = await startedRound();
    await fillIn(roundId);
    const form = fieldsOf((await mine.request(at(roundId, '/check'))).html);
    await sheets.fill(sectionAt(roundId), { [place('comment')]: 'Changed meanwhile.' });
    const { response, html } = await mine.send(at(roundId, '/check'), form);
    expect([response.status, html]).toEqual([412, expect.stringContaining('Changed meanwhile.')]);
    expect(await listSubmissions(world.service.db, roundId, 'sample-reviewer-1')).toEqual([]);
  });

  test('comes to one content hash, whichever door its parts came through', async () => {
    const [one, other] = [await startedRound(), await startedRound()];
    await fillIn(one);
    await fillIn(other);
    await mine.fill(sectionAt(other), { [place('note')]: 'First this.' });
    const { content, version } = await draftOf(other);
    const rating = content.ratings[criterion.id];
    await world.reviewer(1).call(reviewOperations.saveReview, {
      parameters: { roundId: other },
      headers: { 'if-match': `"${version}"` },
      body: {
        ...content,
        ratings: { ...content.ratings, [criterion.id]: { ...rating, note: 'Then that.' } },
      },
    });
    await mine.fill(sectionAt(one), { [place('note')]: 'Then that.' });
    const [a, b] = await Promise.all([draftOf(one), draftOf(other)]);
    expect(reviewHashes(a.content, sha256)).toEqual(reviewHashes(b.content, sha256));
  });
});

describe('what a reviewer does besides', () => {
  test('declares an interest, which waits for the Centre', async () => {
    const roundId = await world.openRound();
    const nothing = await mine.fill(at(roundId, '/interests'), {});
    expect(nothing.html).toContain('Choose whether you have an interest to declare');
    const empty = await mine.fill(at(roundId, '/interests'), { interest: 'declared' });
    expect(empty.html).toContain('Describe the interest, or choose that you have none');
    const { location } = await mine.fill(at(roundId, '/interests'), {
      interest: 'declared',
      description: 'I advised the developers.',
    });
    const { html } = await mine.request(location);
    expect(html).toContain('Waiting for the Centre');
    expect((await mine.request(sectionAt(roundId))).response.status).toBe(409);
  });

  test('declines, with a reason', async () => {
    const roundId = await world.openRound();
    expect((await mine.fill(at(roundId, '/leave'), { reason: ' ' })).html).toContain('Say why');
    await mine.fill(at(roundId, '/leave'), { reason: 'No time.' });
    expect((await mine.request(at(roundId))).html).toContain('Declined');
    expect((await mine.request(at(roundId, '/leave'))).response.status).toBe(409);
  });

  test('raises a patient-safety concern once, and reads the answer', async () => {
    const roundId = await startedRound();
    const form = fieldsOf((await mine.request(at(roundId, '/concern'))).html);
    const said = { ...form, text: 'Page 14 worries me.', criterionId: criterion.id };
    const sent = await Promise.all([
      mine.send(at(roundId, '/concern'), said),
      mine.send(at(roundId, '/concern'), said),
    ]);
    expect(new Set(sent.map(({ location }) => location))).toEqual(
      new Set([`${at(roundId)}?done=concern-raised`]),
    );
    const { html } = await mine.request(at(roundId));
    expect(html.match(/Page 14 worries me/g)).toHaveLength(1);
    expect(html).toContain('Your concern is with the Centre');
  });

  test('can raise a concern from every page of a review, and finds help for reviewers on each', async () => {
    const roundId = await startedRound();
    const pages = ['', '/overall', '/check', '/file'].map((page) => at(roundId, page));
    for (const page of ['/my-reviews', ...pages, sectionAt(roundId)]) {
      const { html } = await mine.request(page);
      expect(html).toContain(`href="${at(roundId)}/concern"`);
      expect(html).toContain('href="/my-reviews/help"');
    }
    const help = await reviewerBrowser(world.service).request('/my-reviews/help');
    for (const way of ['on web pages', 'in an Excel file', 'in Google Sheets'])
      expect(help.html).toContain(way);
    expect(help.html).toContain('mailto:');
    expect(help.html).not.toContain('Register the specification');
  });

  test('sees nothing of a round that is not theirs, whatever its page', async () => {
    const other = reviewerBrowser(world.service);
    await other.signIn('reviewer-4@example.org');
    const roundId = await startedRound();
    for (const page of ['', '/interests', '/leave', '/concern', '/overall', '/check', '/receipt'])
      expect((await other.request(at(roundId, page))).response.status).toBe(404);
    expect((await other.request(sectionAt(roundId))).response.status).toBe(404);
  });
});

describe('a door that the Centre has switched off', () => {
  const switchOff = async (closedDoors: readonly ('sheet' | 'file' | 'page')[]) => {
    const administrator = apiClient(
      world.service.url,
      await world.service.token('administrator@example.org'),
    );
    await administrator.call(centreOperations.changeSettings, {
      headers: await administrator.lock(centreOperations.getSettings),
      body: { namesOnCriterionPages: false, closedDoors: [...closedDoors] },
    });
  };

  test('takes nothing by any way in, loses nothing, and is not offered; the draft goes on by another', async () => {
    const roundId = await startedRound();
    const open = fieldsOf((await mine.request(sectionAt(roundId))).html);
    await switchOff(['page', 'sheet']);
    const sent = await mine.send(sectionAt(roundId), { ...open, [place('comment')]: 'Typed before that.' });
    expect(sent.html).toContain('switched this way of reviewing off');
    expect(sent.html).toContain('Typed before that.');
    expect((await mine.request(sectionAt(roundId))).response.status).toBe(409);
    // Where one way is open, there is none to choose.
    expect((await mine.request('/my-reviews/help')).html).not.toContain('whichever way you choose');
    const overview = await mine.request(at(roundId));
    expect(overview.html).not.toContain('/sections/');
    expect(overview.html).toContain(`${at(roundId)}/file`);
    const { criteriaSetHash } = await world
      .reviewer(1)
      .call(reviewOperations.getForm, { parameters: { roundId } });
    const { status } = await submit(world.reviewer(1), roundId, sampleReviewBody(1, criteriaSetHash));
    expect(status).toBe(409);
    // The file is the way that is left: what is to be read before it stands on the overview all the same.
    expect(overview.html).toContain('What the ratings mean');
    const page = fieldsOf((await mine.request(at(roundId, '/file'))).html);
    await switchOff(['file']);
    expect((await mine.request(at(roundId, '/review.xlsx'))).response.status).toBe(409);
    const upload = await mine.uploadWith(at(roundId, '/file'), page.csrf ?? '', new Uint8Array([1]));
    expect([upload.response.status, upload.html]).toEqual([
      409,
      expect.stringContaining('switched this way of reviewing off'),
    ]);
    for (const page of [at(roundId), '/my-reviews/help'])
      expect((await mine.request(page)).html).not.toMatch(/Excel/);
    await expect(switchOff(['page', 'sheet', 'file'])).rejects.toThrow(
      'Leave at least one way of reviewing.',
    );
    await switchOff([]);
    expect((await mine.request(sectionAt(roundId))).response.status).toBe(200);
  });
});
