import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getNotice, noticeIdOf } from '../functions/notices/storage.ts';
import type { Email } from '../infra/local/mail.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import { noticeOperations } from '../shared/contract/notices/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { personOperations } from '../shared/contract/people/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { signIn, startBrowser } from './support/browser.ts';
import { review, startWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let roundId: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  roundId = await world.openRound();
  for (const number of [1, 2, 3] as const) await review(world, roundId, number);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  await world.service.idle();
  const paper = await world.staff.send(panelOperations.getPanelPaper, { parameters: { roundId } });
  await world.staff.call(decisionOperations.decide, {
    parameters: { roundId },
    headers: { 'if-match': paper.headers.get('etag') ?? '' },
    body: { outcome: 'return-for-revision', reason: 'It needs work.', message: 'Please revise it.' },
  });
  await world.service.idle();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const emailsTo = async (address: string): Promise<readonly Email[]> =>
  (await world.service.mail.received()).filter(({ to }) => to.includes(address));

const page = async (): Promise<Page> => (await browser.newContext()).newPage();

describe('the letter to the developer', () => {
  const parameters = () => ({ roundId });
  const read = async () => {
    const { headers, body } = await world.staff.send(letterOperations.getLetter, {
      parameters: parameters(),
    });
    return {
      etag: headers.get('etag') ?? '',
      letter: letterOperations.getLetter.success.body.parse(body),
    };
  };
  const change = async (text: { subject: string; body: string }) =>
    world.staff.call(letterOperations.changeLetter, {
      parameters: parameters(),
      headers: { 'if-match': (await read()).etag },
      body: text,
    });
  const release = async () =>
    world.staff.send(letterOperations.releaseLetter, {
      parameters: parameters(),
      headers: { 'if-match': (await read()).etag },
      body: {},
    });

  test('waits for its release, and Today says so; nothing goes to the developer by itself', async () => {
    expect((await read()).letter).toMatchObject({
      status: 'waiting',
      passages: [],
      composed: null,
      sentAt: null,
    });
    const today = await world.staff.call(centreOperations.getToday);
    expect(today.noticesToRelease.items).toMatchObject([{ roundId, name: 'Sample developer contact' }]);
    expect(await emailsTo('sample.developer@example.org')).toEqual([]);
  });

  test.each([
    ['a reviewer’s name', 'We thank Sample Reviewer 2 for the work.', /full name/],
    ['a reviewer’s address', 'Write to reviewer-3@example.org.', /address/],
  ])('with %s in it is not released, and staff are told where', async (_, sentence, said) => {
    const { letter } = await read();
    const changed = await change({ subject: letter.subject, body: `${sentence}\n\n${letter.body}` });
    expect(changed.passages).toMatchObject([{ where: 'body', line: 1, state: 'refused' }]);
    expect(changed.passages[0]?.sentence).toMatch(said);
    const refused = await release();
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ code: 'refused' }] } });
    await change({ subject: letter.subject, body: letter.body });
    expect((await read()).letter.passages).toEqual([]);
  });

  test('changed by somebody else meanwhile, it is not overwritten', async () => {
    const { etag, letter } = await read();
    await change({ subject: letter.subject, body: `${letter.body}\n\nWith kind regards.` });
    const late = await world.staff.send(letterOperations.changeLetter, {
      parameters: parameters(),
      headers: { 'if-match': etag },
      body: { subject: 'Mine', body: 'Mine' },
    });
    expect(late.status).toBe(412);
    expect((await read()).letter).toMatchObject({ composed: { body: letter.body } });
  });

  test('with words that may mean a reviewer is held until staff say on its page that they have looked', async () => {
    const { letter } = await read();
    const said = ['A sample of portfolios would help.', 'One sample more would do.'];
    await change({ subject: letter.subject, body: [letter.body, ...said].join('\n\n') });
    const desk = await page();
    await signIn(desk, world.service.url, 'Sample staff member');
    await desk.goto(`${world.service.url}/rounds/${roundId}/letter`);
    expect(await desk.getByRole('button', { name: 'Release the letter' }).count()).toBe(0);
    expect(await desk.locator('main q').allTextContents()).toEqual(said);
    await desk.getByRole('link', { name: 'Say that it is not the reviewer' }).click();
    expect(await desk.locator('main').textContent()).toContain('What you say is said of all 2 places.');
    const press = () => desk.getByRole('button', { name: 'It is not the reviewer' }).click();
    await press();
    expect(await desk.locator('.nhsuk-error-summary').textContent()).toContain(
      'Enter how you know that it is not the reviewer',
    );
    await desk.getByLabel('How do you know').fill('It is about portfolios.');
    await press();
    await desk.waitForURL(/letter\?done=letter-passage-passed/);
    expect(await desk.locator('main').textContent()).toMatch(
      /Looked at[\s\S]*Sample staff member[\s\S]*It is about portfolios\./,
    );
    expect(await desk.getByRole('button', { name: 'Release the letter' }).count()).toBe(1);
    const { passes } = (await read()).letter;
    expect(passes.flatMap(({ passages }) => passages.map(({ hit }) => hit))).toEqual(['sample', 'sample']);
    // Nothing is left to say of it.
    const [passage] = passes[0]?.passages ?? [];
    const again = await desk.goto(
      `${world.service.url}/rounds/${roundId}/letter/passages/${passage?.passageId}/pass`,
    );
    expect([again?.status(), await desk.locator('h1').textContent()]).toEqual([
      409,
      'There is nothing to look at here now',
    ]);
    await desk.context().close();
    await change({ subject: letter.subject, body: letter.body });
    expect((await read()).letter).toMatchObject({ passages: [], passes: [] });
  });

  test('once released in the browser, it reaches the developer as it was read, and can no longer change', async () => {
    const desk = await page();
    await signIn(desk, world.service.url, 'Sample staff member');
    await desk.getByRole('link', { name: 'Sample credential in frailty' }).click();
    expect(await desk.locator('h1').textContent()).toContain('Letter to the developer');
    await desk.getByRole('button', { name: 'Release the letter' }).click();
    await desk.getByRole('button', { name: 'Release the letter' }).click();
    await desk.waitForURL(/done=letter-released/);
    await desk.context().close();
    await world.service.idle();
    const { letter } = await read();
    expect(letter.status).toBe('sent');
    const [email, ...others] = await emailsTo('sample.developer@example.org');
    expect(others).toEqual([]);
    expect(email?.text).toMatch(
      /Dear Sample developer contact[\s\S]*Please revise it\.[\s\S]*With kind regards\./,
    );
    expect(email?.text).not.toMatch(/Sample reviewer|It needs work/);
    expect((await release()).status).toBe(409);
  });
});

describe('an optional email', () => {
  const choice = async () => {
    const id = noticeIdOf(`receipt ${roundId} 1`, 'sample-reviewer-1');
    const notice = await getNotice(world.service.db, id);
    return `${world.service.url}/emails/${id}/${notice?.linkKey}`;
  };

  test('has a button for mail programs that needs neither a page nor signing in, and turns that kind off', async () => {
    const [receipt] = (await emailsTo('reviewer-1@example.org')).filter(({ subject }) =>
      subject.startsWith('Review submitted'),
    );
    const link = receipt?.headers.find(({ name }) => name === 'List-Unsubscribe')?.value.slice(1, -1) ?? '';
    expect(link).toBe(await choice());
    const pressed = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(pressed.status).toBe(200);
    const { optional } = await world.reviewer(1).call(noticeOperations.getMyEmails);
    expect(optional.filter(({ wanted }) => !wanted)).toEqual([{ notice: 'receipt', wanted: false }]);
    const before = (await emailsTo('reviewer-1@example.org')).length;
    const another = await world.openRound();
    await review(world, another, 1);
    await world.service.idle();
    // The invitation and the link to the file, which are part of the service, and no receipt.
    expect((await emailsTo('reviewer-1@example.org')).length).toBe(before + 2);
  });

  test('is turned off by the button of a mail program in whatever case it writes the media type, and by no other post', async () => {
    const link = await choice();
    const chosen = () => world.reviewer(1).call(noticeOperations.getMyEmails);
    const before = await chosen();
    const post = (contentType: string | null, body: string | Uint8Array<ArrayBuffer>) =>
      fetch(link, {
        method: 'POST',
        headers: contentType === null ? {} : { 'content-type': contentType },
        body,
      });
    const urlencoded = 'application/x-www-form-urlencoded';
    const odd: readonly [string | null, string][] = [
      [urlencoded, ''],
      [urlencoded, 'x=1'],
      [urlencoded, 'List-Unsubscribe=one-click'],
      [urlencoded, 'list-unsubscribe=One-Click'],
      [urlencoded, 'wanted=digest'],
      [urlencoded, `editVersion=${before.editVersion}&wanted=everything`],
      [urlencoded, `editVersion=${before.editVersion}x`],
      ['application/json', '{"List-Unsubscribe":"One-Click"}'],
      ['text/plain', 'List-Unsubscribe=One-Click'],
      [`text/plain; x=${urlencoded}`, 'List-Unsubscribe=One-Click'],
      [null, ''],
      ['multipart/form-data', 'List-Unsubscribe=One-Click'],
    ];
    for (const [contentType, body] of odd) {
      const answered = await post(contentType, new TextEncoder().encode(body));
      expect([contentType, body, answered.status]).toEqual([contentType, body, 400]);
      expect(await answered.text()).toContain('Nothing was changed');
    }
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);
    expect(await chosen()).toEqual(before);

    const shouted = await post(
      'APPLICATION/X-WWW-Form-Urlencoded; charset=UTF-8',
      'List-Unsubscribe=One-Click',
    );
    expect(shouted.status).toBe(200);
    expect((await chosen()).optional).toContainEqual({ notice: 'receipt', wanted: false });
  });

  test('leads to a page where its recipient chooses, and a guessed key leads nowhere', async () => {
    const recipient = await page();
    await recipient.goto(await choice());
    expect(await recipient.getByLabel('Receipts').isChecked()).toBe(false);
    await recipient.getByLabel('Receipts').check();
    await recipient.getByRole('button', { name: 'Save' }).click();
    expect(await recipient.locator('main').textContent()).toContain('Your choice is saved');
    expect(await recipient.getByLabel('Receipts').isChecked()).toBe(true);
    await recipient.context().close();
    const guessed = (await choice()).replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000');
    expect((await fetch(guessed)).status).toBe(404);
    expect((await fetch(guessed, { method: 'POST', body: new URLSearchParams() })).status).toBe(404);
  });
});

test('an address that sends emails back is under Today, gets no more, and works again once corrected', async () => {
  const { personId } = await world.staff.call(personOperations.addPerson, {
    body: { name: 'Sample reviewer with a wrong address', email: 'bounce@simulator.amazonses.com' },
  });
  const add = async (id: string) =>
    world.staff.call(panelOperations.addReviewer, {
      parameters: { roundId: id },
      headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: id } }),
      body: { name: 'Sample reviewer with a wrong address', email: 'bounce@simulator.amazonses.com' },
    });
  await add(await world.openRound());
  await world.service.idle();
  const today = await world.staff.call(centreOperations.getToday);
  expect(today.addressesFailing.items).toMatchObject([{ personId }]);
  const second = await world.openRound();
  await add(second);
  await world.service.idle();
  expect(await emailsTo('bounce@simulator.amazonses.com')).toHaveLength(1);
  const id = noticeIdOf(`invitation ${second}`, personId);
  const held = await world.staff.send(noticeOperations.getNotice, { parameters: { noticeId: id } });
  expect(held.body).toMatchObject({ status: 'failed', failure: expect.stringContaining('come back') });

  await world.staff.call(personOperations.correctAddress, {
    parameters: { personId },
    headers: await world.staff.lock(personOperations.getPerson, { parameters: { personId } }),
    body: { email: 'right-address@example.org' },
  });
  const settled = await world.staff.call(noticeOperations.settleNotice, {
    parameters: { noticeId: id },
    headers: { 'if-match': held.headers.get('etag') ?? '' },
    body: { how: 'send-again', reason: 'The address is right now.' },
  });
  expect(settled.status).toBe('pending');
  await world.service.idle();
  expect(await emailsTo('right-address@example.org')).toHaveLength(1);
  expect((await world.staff.call(centreOperations.getToday)).addressesFailing.items).toEqual([]);
});

test('staff see an email as its recipient does, in a frame in which nothing runs', async () => {
  const desk = await page();
  await signIn(desk, world.service.url, 'Sample staff member');
  const id = noticeIdOf(`recommendation ${roundId} 1`, 'sample-staff');
  await desk.goto(`${world.service.url}/notices/${id}`);
  const email = desk.frameLocator('iframe');
  expect(await email.locator('h1').textContent()).toContain('Recommended');
  expect(await desk.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
  const alone = await desk.request.get(`${world.service.url}/notices/${id}/email.html`);
  expect(alone.headers()['content-security-policy']).toContain('sandbox');
  // It was sent: there is nothing to settle.
  const settling = await desk.goto(`${world.service.url}/notices/${id}/settle`);
  expect([settling?.status(), await desk.locator('main').textContent()]).toEqual([
    409,
    expect.stringContaining('Only a failed notice is settled. This one: sent.'),
  ]);
  await desk.context().close();
});
