import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewerRoutes } from '../functions/site/my-reviews/routes.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { openSession } from './support/session.ts';
import { getRoutes } from './support/site-pages.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let roundId: string;
beforeAll(async () => {
  world = await startWorld();
  roundId = await world.openRound();
});
afterAll(() => world.stop());

const browser = (): ReviewerBrowser => reviewerBrowser(world.service);
const address = 'reviewer-1@example.org';

describe('signing in as a reviewer without an account', () => {
  test('is done with the code that came by email, and leads to the page that was asked for', async () => {
    const mine = browser();
    const asked = await mine.request('/my-reviews?a=b');
    expect(asked.location).toBe(`/my-reviews/sign-in?returnTo=${encodeURIComponent('/my-reviews?a=b')}`);
    expect(await mine.signIn(address, '/my-reviews?a=b')).toBe('/my-reviews?a=b');
    const { html } = await mine.request('/my-reviews');
    expect(html).toContain('Sample credential in frailty');
    expect(html).toContain('Next: declare your interests.');
    expect(html).not.toMatch(/reviewer [234]/i);
  });

  test('keeps its session in a cookie for this host alone', async () => {
    const mine = browser();
    await mine.fill('/my-reviews/sign-in', { email: address });
    const { response } = await mine.send('/my-reviews/code', { code: await mine.codeFor(address) });
    expect(response.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^__Host-reviewing-\d+=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    );
  });

  test('never leads to another site', async () => {
    expect(await browser().signIn(address, '//example.org/my-reviews')).toBe('/my-reviews');
  });

  test('says the same of an address that nobody has', async () => {
    const answers = await Promise.all(
      ['reviewer-4@example.org', 'nobody@example.org', 'staff@example.org'].map(async (email) => {
        const mine = browser();
        const { response, location } = await mine.fill('/my-reviews/sign-in', { email });
        const { html } = await mine.request(location);
        // The key of a form is another one each time it is opened.
        return [response.status, location, html.replace(/value="[0-9a-f-]{36}"/g, '')];
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('says what is wrong with an address, and with a code', async () => {
    const mine = browser();
    const wrong = await mine.fill('/my-reviews/sign-in', { email: 'reviewer' });
    expect(wrong.response.status).toBe(422);
    expect(wrong.html).toContain('Enter your email address in the form name@example.org');
    await mine.fill('/my-reviews/sign-in', { email: 'nobody@example.org' });
    expect((await mine.send('/my-reviews/code', { code: '1234' })).html).toContain('code of 8 digits');
    const refused = await mine.send('/my-reviews/code', { code: '0000 0000' });
    expect([refused.response.status, refused.html]).toEqual([403, expect.stringContaining('not the code')]);
  });

  test('needs a form of this site', async () => {
    const mine = browser();
    // What earlier tests asked for may still be on its way.
    await world.service.idle();
    const before = (await world.service.mail.received()).length;
    const foreign = await mine.send('/my-reviews/sign-in', { email: address }, 'https://example.org');
    expect(foreign.response.status).toBe(403);
    await world.service.idle();
    expect(await world.service.mail.received()).toHaveLength(before);
  });

  test('ends with signing out', async () => {
    const mine = browser();
    await mine.signIn(address);
    const [, session = ''] = [...mine.cookies].find(([name]) => name.includes('reviewing')) ?? [];
    const { html } = await mine.request('/my-reviews');
    const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(html) ?? [];
    expect((await mine.send('/my-reviews/sign-out', { csrf: 'another' })).response.status).toBe(403);
    expect((await mine.send('/my-reviews/sign-out', { csrf })).location).toBe('/my-reviews/sign-in');
    mine.cookies.set(`__Host-reviewing-${new URL(world.service.url).port}`, session);
    expect((await mine.request('/my-reviews')).response.status).toBe(303);
  });

  test('does nothing where it is only looked at', async () => {
    const before = (await world.service.mail.received()).length;
    for (const { path } of reviewerRoutes)
      for (const method of ['GET', 'HEAD'])
        await browser().request(path.replace('{roundId}', roundId), { method });
    await world.service.idle();
    expect(await world.service.mail.received()).toHaveLength(before);
  });
});

test('what was entered before signing out is shown again after signing in, and saved only then', async () => {
  const mine = browser();
  await mine.signIn('reviewer-3@example.org');
  await mine.fill(`/my-reviews/${roundId}/interests`, { interest: 'none' });
  const { html: overview } = await mine.request(`/my-reviews/${roundId}`);
  const [section = ''] = /\/my-reviews\/[\w-]+\/sections\/[\w-]+/.exec(overview) ?? [];
  const opened = fieldsOf((await mine.request(section)).html);
  const [place = ''] = Object.keys(opened).filter((name) => name.endsWith('/rating'));
  const evidence = place.replace(/rating$/, 'evidence');
  const entered = { ...opened, [place]: '3', [evidence]: 'p14' };
  mine.cookies.clear();
  const lost = await mine.send(section, entered);
  expect([lost.response.status, lost.html]).toEqual([403, expect.stringContaining('Show what I entered')]);
  const kept = fieldsOf(lost.html);
  expect(kept).toMatchObject({ [place]: '3', [evidence]: 'p14' });
  expect(kept).not.toHaveProperty('csrf');
  expect((await mine.send(section, kept, 'https://example.org')).html).not.toContain('p14');
  await mine.signIn('reviewer-3@example.org');
  const shown = await mine.send(section, kept);
  expect(shown.html).toContain('You have signed in again since');
  expect(fieldsOf(shown.html)).toMatchObject({ [place]: '3', [evidence]: 'p14' });
  expect(fieldsOf((await mine.request(section)).html)[evidence]).toBe('');
  expect((await mine.send(section, fieldsOf(shown.html))).response.status).toBe(303);
  expect(fieldsOf((await mine.request(section)).html)).toMatchObject({ [place]: '3', [evidence]: 'p14' });
});

describe('a reviewer’s session', () => {
  test('opens no page of staff’s, whichever cookie it is sent in', async () => {
    const mine = browser();
    await mine.signIn(address);
    const port = new URL(world.service.url).port;
    const [, session = ''] = [...mine.cookies].find(([name]) => name.includes('reviewing')) ?? [];
    mine.cookies.set(`__Host-session-${port}`, session);
    const opened: string[] = [];
    for (const { path, access } of getRoutes) {
      if (typeof access === 'string') continue;
      const { response } = await mine.request(path.replace(/\{\w+\}/g, roundId));
      if (response.status !== 303) opened.push(`${path}: ${response.status}`);
    }
    expect(opened).toEqual([]);
  });

  test('is no identity token: the API keeps its one issuer', async () => {
    const mine = browser();
    await mine.signIn(address);
    const { response } = await mine.request('/v1/me/assignments');
    expect(response.status).toBe(401);
  });

  test('is not what a session of staff’s is', async () => {
    const mine = browser();
    await openSession(world.service.db, 'a-session-of-staff', 'sample-staff');
    mine.cookies.set(`__Host-reviewing-${new URL(world.service.url).port}`, 'a-session-of-staff');
    expect((await mine.request('/my-reviews')).response.status).toBe(303);
  });
});

describe('a code', () => {
  test('stands on no page of staff’s', async () => {
    const mine = browser();
    await mine.signIn('reviewer-2@example.org');
    const code = await mine.codeFor('reviewer-2@example.org');
    await openSession(world.service.db, 'of-staff', 'sample-staff');
    const staff = browser();
    staff.cookies.set(`__Host-session-${new URL(world.service.url).port}`, 'of-staff');
    const { html } = await staff.request('/notices?personId=sample-reviewer-2');
    const [path = ''] =
      /\/notices\/[0-9a-f]{32}/.exec(html.slice(html.indexOf('Code to sign in') - 400)) ?? [];
    expect(html).toContain('Code to sign in');
    const page = await staff.request(path);
    const email = await staff.request(`${path}/email.html`);
    expect(email.html).toContain('••••');
    for (const seen of [html, page.html, email.html]) expect(seen).not.toContain(code);
  });
});
