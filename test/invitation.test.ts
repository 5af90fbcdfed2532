import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyFor } from '../functions/notices/link-key.ts';
import { getNotice, noticeIdOf } from '../functions/notices/storage.ts';
import { declineBehind } from '../functions/panels/invitation-link.ts';
import { invitationPath } from '../functions/panels/invitation-path.ts';
import { getAssignment } from '../functions/panels/storage.ts';
import { readingOnce } from '../functions/table/database.ts';
import { apiClient } from '../infra/local/api-client.ts';
import {
  fieldsOf,
  type ReviewerBrowser,
  reviewerBrowser,
  type Seen,
} from '../infra/local/reviewer-browser.ts';
import { centreOperations } from '../shared/contract/centre/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { personOperations } from '../shared/contract/people/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { testServices } from './support/database.ts';
import { startReview, startWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const browser = (): ReviewerBrowser => reviewerBrowser(world.service);

/** The link that the invitation of a reviewer to a new round brought. */
async function invited(number: 1 | 2 | 3 = 1) {
  const roundId = await world.openRound();
  await world.service.idle();
  const personId = `sample-reviewer-${number}`;
  const notice = await getNotice(world.service.db, noticeIdOf(`invitation ${roundId}`, personId));
  const key = keyFor('invitation', notice?.linkKey ?? '', `reviewer-${number}@example.org`);
  const path = invitationPath({ noticeId: notice?.id ?? '', key });
  const emails = await world.service.mail.received();
  expect(emails.some(({ text }) => text?.includes(path))).toBe(true);
  const status = async () => (await getAssignment(world.service.db, roundId, personId))?.status;
  return { roundId, personId, path, status };
}

/** The form of the page by which one declines. */
const declining = ({ html }: Seen) => ({ ...fieldsOf(html), answer: 'decline', reason: 'I have no time.' });

describe('the page behind an invitation', () => {
  test('says what is asked and by when, names nobody, and shows nothing of the specification', async () => {
    const { path } = await invited();
    const { html, response } = await browser().request(path);
    expect(response.status).toBe(200);
    for (const said of ['Sample credential in frailty', 'Frailty', '27 criteria', 'Please answer by'])
      expect(html).toContain(said);
    expect(html).not.toMatch(/reviewer 1|@example\.org|documentUrl|sha256/i);
    expect(html).toContain('<meta name="robots" content="noindex">');
  });

  test('changes nothing and sends nothing where it is only looked at', async () => {
    const { path, status } = await invited();
    const before = (await world.service.mail.received()).length;
    for (const method of ['GET', 'HEAD', 'GET']) await browser().request(path, { method });
    await world.service.idle();
    expect([await status(), (await world.service.mail.received()).length]).toEqual(['invited', before]);
  });

  test.each(['decline', 'accept'])(
    'takes no form to %s that was not on it, and none of another site',
    async (answer) => {
      const [{ path, status }, other] = [await invited(), await invited(2)];
      const before = (await world.service.mail.received()).length;
      const [seen, elsewhere] = [await browser().request(path), await browser().request(other.path)];
      const form = { ...declining(seen), answer };
      const { csrf: _, ...bare } = form as Record<string, string>;
      const { csrf: another = '' } = fieldsOf(elsewhere.html);
      for (const sent of [bare, { ...bare, csrf: 'x' }, { ...bare, csrf: another }, {}])
        expect((await browser().send(path, sent)).response.status).toBe(403);
      expect((await browser().send(path, form, 'https://example.org')).response.status).toBe(403);
      await world.service.idle();
      expect([await status(), (await world.service.mail.received()).length]).toEqual(['invited', before]);
    },
  );

  test('is told apart from one that is over, or from none, by nobody who has not its key', async () => {
    const [stands, over] = [await invited(1), await invited(2)];
    await browser().send(over.path, declining(await browser().request(over.path)));
    const [, , id = '', key = ''] = stands.path.split('/');
    const [, , overId = ''] = over.path.split('/');
    // Either half of a key is none.
    const guesses = [
      ...[id, overId, '0'.repeat(32)].map((notice) => `/invitations/${notice}/${'A'.repeat(44)}`),
      `/invitations/${id}/${key.slice(0, 22)}`,
      `/invitations/${id}/${'A'.repeat(22)}${key.slice(22)}`,
    ];
    const answers = await Promise.all(
      guesses.flatMap((path) =>
        [undefined, { method: 'POST', body: new URLSearchParams({ answer: 'decline', reason: 'x' }) }].map(
          async (init) => {
            const { response, html } = await browser().request(path, init);
            return [init?.method ?? 'GET', response.status, html.replaceAll(path, '')].join(' ');
          },
        ),
      ),
    );
    // One answer to looking, one to sending.
    expect(new Set(answers).size).toBe(2);
    expect(answers[0]).toMatch(/^GET 404/);
    // Nor does the whole key open what other emails’ links do.
    for (const path of [`/developer/${id}/${key}`, `/emails/${id}/${key}`])
      expect((await browser().request(path)).response.status).toBe(404);
    expect(await stands.status()).toBe('invited');
  });

  test('is not found by guessing, nor with the key of another invitation', async () => {
    const [one, other] = [await invited(1), await invited(2)];
    const [, , id = ''] = one.path.split('/');
    const [, , otherId = '', otherKey = ''] = other.path.split('/');
    for (const path of [
      `/invitations/${id}/${otherKey}`,
      `/invitations/${otherId}/${randomUUID()}`,
      `/invitations/${randomUUID()}/${otherKey}`,
      `/invitations/${id}/`,
    ])
      expect((await browser().request(path)).response.status).toBe(404);
  });
});

describe('declining', () => {
  test('asks for a reason, and is then done, once', async () => {
    const { path, status } = await invited();
    const seen = await browser().request(path);
    const without = await browser().send(path, { ...declining(seen), reason: '  ' });
    expect([without.response.status, without.html]).toEqual([
      422,
      expect.stringContaining('Say why you decline'),
    ]);
    expect((await browser().send(path, declining(seen))).html).toContain('You have declined');
    expect(await status()).toBe('declined');
    // Whoever presses twice is told what is so.
    const again = await browser().send(path, declining(seen));
    expect([again.response.status, again.html]).toEqual([200, expect.stringContaining('You have declined')]);
    const opened = await browser().request(path);
    expect([opened.response.status, opened.html]).toEqual([
      410,
      expect.stringContaining('nothing to answer'),
    ]);
    const accepting = { ...declining(seen), answer: 'accept' };
    expect((await browser().send(path, accepting)).response.status).toBe(410);
  });

  test('is what the form says, and nothing that it does not', async () => {
    const { path, status } = await invited();
    const seen = await browser().request(path);
    for (const answer of ['', 'yes', 'Decline'])
      expect((await browser().send(path, { ...declining(seen), answer })).response.status).toBe(422);
    expect(await status()).toBe('invited');
  });

  test('is done although something of the assignment moved at the same moment', async () => {
    const { path, roundId, personId, status } = await invited();
    const { db } = world.service;
    const [, , noticeId = '', key = ''] = path.split('/');
    let moved = false;
    db.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (!commandName.startsWith('TransactWrite') || moved) return next(args);
          moved = true;
          const parameters = { roundId, personId };
          await world.staff.call(panelOperations.changeReviewerDue, {
            parameters,
            headers: await world.staff.lock(panelOperations.getPanelMember, { parameters }),
            body: {
              reviewsDue: new Date(Date.now() + 5 * 24 * 60 * 60 * 1000).toISOString(),
              reason: 'It is asked.',
            },
          });
          return next(args);
        },
      { step: 'initialize', name: 'moved' },
    );
    const { services } = testServices(readingOnce(db), new Date().toISOString());
    const declined = await declineBehind(services, { noticeId, key }, 'I have no time.');
    db.client.middlewareStack.remove('moved');
    expect([declined, moved, await status()]).toEqual([{ ok: true, value: undefined }, true, 'declined']);
  });

  test('takes nobody off who has accepted by another door', async () => {
    const { path, roundId, status } = await invited();
    const seen = await browser().request(path);
    await startReview(world.reviewer(1), roundId);
    expect((await browser().send(path, declining(seen))).response.status).toBe(410);
    expect(await status()).toBe('accepted');
  });
});

describe('accepting', () => {
  test('asks for a code that goes to the address that was invited, and leads to the declaration', async () => {
    const { path, roundId, status } = await invited(2);
    const mine = browser();
    const seen = await mine.request(path);
    const { location } = await mine.send(path, { ...fieldsOf(seen.html), answer: 'accept' });
    expect(location).toBe('/my-reviews/code');
    const code = await mine.codeFor('reviewer-2@example.org');
    expect((await mine.send(location, { code })).location).toBe(`/my-reviews/${roundId}/interests`);
    expect(await status()).toBe('invited');
    // It is answered now, whatever becomes of the declaration: whoever else has the link answers nothing with it.
    expect((await browser().send(path, declining(seen))).response.status).toBe(410);
    expect((await browser().request(path)).response.status).toBe(410);
    const parameters = { roundId };
    const { panel } = await world.staff.call(roundOperations.getRound, { parameters });
    expect(panel.filter(({ acceptedAt }) => acceptedAt !== null).map(({ personId }) => personId)).toEqual([
      'sample-reviewer-2',
    ]);
    const { items } = await world.staff.call(centreOperations.listEvents, {
      query: { kind: 'round', id: roundId },
    });
    expect(items.map(({ action }) => action)).toContain('invitation-accepted');
    await mine.fill(`/my-reviews/${roundId}/interests`, { interest: 'none' });
    expect(await status()).toBe('accepted');
    expect((await browser().request(path)).response.status).toBe(410);
  });

  test('leads whoever is signed in as who was invited to the declaration, without a code', async () => {
    const { path, roundId, status } = await invited(3);
    const mine = browser();
    await mine.signIn('reviewer-3@example.org');
    const codes = async () => {
      await world.service.idle();
      return (await world.service.mail.received()).filter(({ text }) => /Code: \d/.test(text ?? '')).length;
    };
    const before = await codes();
    const { location } = await mine.fill(path, { answer: 'accept' });
    expect(location).toBe(`/my-reviews/${roundId}/interests`);
    expect((await browser().request(path)).response.status).toBe(410);
    await mine.fill(location, { interest: 'none' });
    expect(await status()).toBe('accepted');
    expect(await codes()).toBe(before);
  });

  test('signs in as who was invited where somebody else is signed in, by the code alone', async () => {
    const { path, roundId } = await invited(2);
    const mine = browser();
    await mine.signIn('reviewer-4@example.org');
    const { location } = await mine.fill(path, { answer: 'accept' });
    expect(location).toBe('/my-reviews/code');
    const code = await mine.codeFor('reviewer-2@example.org');
    // A form that is not of this session is not taken, whatever it holds.
    expect((await mine.send(location, { code })).response.status).toBe(403);
    expect((await mine.fill(location, { code })).location).toBe(`/my-reviews/${roundId}/interests`);
    expect((await mine.request('/my-reviews')).html).toContain('reviewer 2');
  });

  test('opens nothing by the link alone, which may have been passed on', async () => {
    const { path, roundId } = await invited(3);
    const stranger = browser();
    const seen = await stranger.request(path);
    await stranger.send(path, { ...fieldsOf(seen.html), answer: 'accept' });
    expect((await stranger.send('/my-reviews/code', { code: '12345678' })).response.status).toBe(403);
    expect((await stranger.request(`/my-reviews/${roundId}`)).location).toContain('/sign-in');
  });
});

test('an invitation ends where the reviewer is taken off or the round is over', async () => {
  const off = await invited(1);
  await world.staff.call(panelOperations.recuseReviewer, {
    parameters: { roundId: off.roundId, personId: off.personId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: off.roundId } }),
    body: { reason: 'A conflict of interest.' },
  });
  expect((await browser().request(off.path)).response.status).toBe(410);
  const over = await invited(1);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId: over.roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: over.roundId } }),
    body: { reason: 'It is over.' },
  });
  expect((await browser().request(over.path)).response.status).toBe(410);
});

test('an invitation’s link is over for whoever it went to before the address was corrected', async () => {
  const { path, personId, status, roundId } = await invited(2);
  const administrator = apiClient(world.service.url, await world.service.token('administrator@example.org'));
  const correct = async (email: string) =>
    administrator.call(personOperations.correctAddress, {
      parameters: { personId },
      headers: await administrator.lock(personOperations.getPerson, { parameters: { personId } }),
      body: { email },
    });
  const seen = await browser().request(path);
  await correct('reviewer-two@example.org');
  expect((await browser().request(path)).response.status).toBe(410);
  expect((await browser().send(path, declining(seen))).response.status).toBe(410);
  expect(await status()).toBe('invited');
  const notice = await getNotice(world.service.db, noticeIdOf(`invitation ${roundId}`, personId));
  const key = keyFor('invitation', notice?.linkKey ?? '', 'reviewer-two@example.org');
  const sentAgain = invitationPath({ noticeId: notice?.id ?? '', key });
  expect((await browser().request(sentAgain)).response.status).toBe(200);
  await correct('reviewer-2@example.org');
});

test('no page of staff’s shows the link of an invitation', async () => {
  const { path } = await invited();
  const [, , id = '', key = ''] = path.split('/');
  const response = await fetch(`${world.service.url}/v1/notices/${id}`, {
    headers: { authorization: `Bearer ${await world.service.token('staff@example.org')}` },
  });
  const text = await response.text();
  expect(text).toContain('Answer the invitation');
  expect(text).not.toContain(key);
});

// Last: nobody gets a code from here after it.
test('accepting says at its own form, and at no field, that too many codes were asked for', async () => {
  const { path } = await invited(1);
  const sent = async () => {
    const mine = browser();
    const { html } = await mine.request(path);
    return mine.send(path, { ...fieldsOf(html), answer: 'accept' });
  };
  let answered = await sent();
  for (let times = 0; times < 60 && answered.response.status !== 429; times++) answered = await sent();
  expect(answered.response.status).toBe(429);
  const [accept = '', decline = ''] =
    answered.html.split('<h2 id="accept">Accept</h2>')[1]?.split('<h2 id="decline">Decline</h2>') ?? [];
  expect(answered.html).toMatch(/<a href="#accept">\s*Too many codes/);
  expect(accept).toContain('Too many codes');
  expect(decline).not.toContain('Too many codes');
  expect(answered.html).not.toContain('href="#field-reason"');
});
