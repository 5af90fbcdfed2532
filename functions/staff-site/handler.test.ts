import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSession } from '../../test/support/session.ts';
import { addRound, type RunningSite, runRound, startSite } from '../../test/support/site.ts';
import { changeSettings, unset } from '../centre/settings-storage.ts';
import { csrfToken } from '../site/sign-in/csrf.ts';
import { keys } from '../table/keys.ts';

const resultPage = '/rounds/closed-round/result';

let site: RunningSite;

beforeAll(async () => {
  site = await startSite();
  await addRound(site.db, 'closed-round', 'Frailty <script>alert(1)</script>');
  await runRound(site.db, 'closed-round', 'closed');
  await addRound(site.db, 'open-round', 'Stroke');
  await runRound(site.db, 'open-round', 'open');
  await addRound(site.db, 'draft-round', 'Dementia');
});
afterAll(() => site.stop());

/** A browser's cookies, and one request with them. */
function createBrowser() {
  const cookies = new Map<string, string>();
  const cookieName = () => `__Host-session-${new URL(site.url).port}`;
  const request = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(url, site.url), {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { response, html: await response.text(), location: response.headers.get('location') ?? '' };
  };
  const follow = async (url: string, init?: RequestInit): Promise<ReturnType<typeof request>> => {
    const answered = await request(url, init);
    return answered.location === '' ? answered : follow(new URL(answered.location, url).href);
  };
  return {
    request,
    follow,
    sessionId: () => cookies.get(cookieName()),
    useSession: (id: string) => cookies.set(cookieName(), id),
    /** Signs in by pressing a person's button at the provider, and ends where the site leads. */
    signIn: async (person: string, returnTo = '/') => {
      const started = await request(`/sign-in?${new URLSearchParams({ returnTo })}`);
      const chooser = await request(started.location);
      const body = new URLSearchParams({ email: `${person}@example.org` });
      const url = new URL(chooser.location, started.location).href;
      return follow(url, { method: 'POST', body });
    },
    signOut: (form: Record<string, string>, origin: string | null = site.url) =>
      request('/sign-out', {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: origin === null ? {} : { origin },
      }),
  };
}

describe('signing in', () => {
  it('is not needed to learn how accessible the site is, what it keeps, and where to write to', async () => {
    for (const path of ['/accessibility', '/privacy']) {
      const html = await (await fetch(`${site.url}${path}`)).text();
      expect(html).toContain('<a href="mailto:centre@example.org">centre@example.org</a>');
    }
    const kept = await (await fetch(`${site.url}/privacy`)).text();
    expect(kept).toContain('Kept for 12 months from the decision on the round, or its cancelling.');
    expect(kept).toContain('The Centre has not decided it yet');
    const statement = await (await fetch(`${site.url}/accessibility`)).text();
    expect(statement).toContain('partially compliant');
    expect(statement).toMatch(/prepared on \d{1,2} \w+ \d{4}/);
  });

  it('is asked of whoever has no session, and leads back to the page', async () => {
    const browser = createBrowser();
    const { response, location } = await browser.request(`${resultPage}?a=b`);
    expect(response.status).toBe(303);
    expect(location).toBe(`/sign-in?returnTo=${encodeURIComponent(`${resultPage}?a=b`)}`);

    const landed = await browser.signIn('staff', `${resultPage}?a=b`);
    expect(landed.response.url).toBe(`${site.url}${resultPage}?a=b`);
    expect(landed.html).toContain('Sign out');
  });

  it('never leads to another site', async () => {
    const landed = await createBrowser().signIn('staff', '//example.org/rounds');
    expect(landed.response.url).toBe(`${site.url}/`);
  });

  it('gives a session with a new id, in a cookie for this host alone', async () => {
    const browser = createBrowser();
    const { response } = await browser.request('/sign-in');
    const before = browser.sessionId();
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-session-\d+=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    await browser.signIn('staff');
    const after = browser.sessionId();
    expect(after).toMatch(/^[\w-]{43}$/);
    expect(after).not.toBe(before);
  });

  it('leaves nothing behind that a planted id could use', async () => {
    const browser = createBrowser();
    const attacker = createBrowser();
    const { location } = await browser.request('/sign-in');
    attacker.useSession(browser.sessionId() ?? '');
    const body = new URLSearchParams({ email: 'staff@example.org' });
    const chooser = await browser.request(location);
    await browser.follow(new URL(chooser.location, location).href, { method: 'POST', body });
    expect((await attacker.request(resultPage)).response.status).toBe(303);
  });

  it('takes no answer that it did not ask for', async () => {
    const browser = createBrowser();
    expect((await browser.request('/auth/callback?code=x&state=y')).response.status).toBe(400);
    await browser.request('/sign-in');
    const forged = await browser.request('/auth/callback?code=x&state=y');
    expect(forged.response.status).toBe(400);
    expect(forged.html).toContain('You are not signed in');
    expect(browser.sessionId()).toBeUndefined();
  });

  it('is refused to people who only review, in words', async () => {
    const browser = createBrowser();
    const { response, html } = await browser.signIn('reviewer-1', resultPage);
    expect(response.status).toBe(403);
    expect(html).toContain('You cannot use this site');
    expect(html).toContain('You are a reviewer: sign in to My reviews.');
    expect(browser.sessionId()).toBeUndefined();
  });

  it('lasts 8 hours', async () => {
    const browser = createBrowser();
    await browser.signIn('oversight');
    expect((await browser.request(resultPage)).response.status).toBe(200);
    site.passHours(8);
    expect((await browser.request(resultPage)).response.status).toBe(303);
    site.passHours(-8);
  });
});

describe('a form that comes after its session has ended', () => {
  const path = '/rounds/open-round/cancel';
  const written = 'It is <b>withdrawn</b> by its developer.';
  const send = (browser: ReturnType<typeof createBrowser>, csrf: string, origin = site.url) =>
    browser.request(path, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ csrf, editVersion: '0', reason: written }),
    });

  it('is not taken, which is said at once, with what was written and the way back to the form', async () => {
    const { response, html } = await send(createBrowser(), 'gone');
    expect(response.status).toBe(403);
    expect(html).toContain('You have been signed out');
    expect(html).toContain('What you sent was not saved.');
    expect(html).toContain('It is &lt;b&gt;withdrawn&lt;/b&gt; by its developer.');
    expect(html).toContain(`href="/sign-in?${new URLSearchParams({ returnTo: path })}"`);
    expect(html).not.toContain('gone');
  });

  it('is not lost where somebody has signed in again meanwhile', async () => {
    const browser = createBrowser();
    await browser.signIn('staff');
    const { response, html } = await send(browser, csrfToken('the session before'));
    expect(response.status).toBe(403);
    expect(html).toContain('This form can no longer be used');
    expect(html).toContain('by its developer.');
    expect(html).toContain(`href="${path}"`);
  });

  it('puts no words of another site on a page of this one', async () => {
    const { html } = await send(createBrowser(), 'x', 'https://example.org');
    expect(html).toContain('You have been signed out');
    expect(html).not.toContain('by its developer.');
  });
});

describe('somebody signed in', () => {
  let browser: ReturnType<typeof createBrowser>;
  const token = () => csrfToken(browser.sessionId() ?? '');

  beforeEach(async () => {
    browser = createBrowser();
    await browser.signIn('staff');
  });

  it('signs out at once, even where the cookie was kept', async () => {
    const id = browser.sessionId() ?? '';
    const { response, location } = await browser.signOut({ csrf: token() });
    expect([response.status, location, browser.sessionId()]).toEqual([303, '/', undefined]);
    browser.useSession(id);
    expect((await browser.request(resultPage)).response.status).toBe(303);
  });

  it.each([
    ['without a token', {}, undefined],
    ['with the token of another session', { csrf: csrfToken('another') }, undefined],
    ['sent from another site', null, 'https://example.org'],
    ['sent from nowhere known', null, null],
  ])('is not signed out by a form %s', async (_, form, origin) => {
    const { response } = await browser.signOut(form ?? { csrf: token() }, origin);
    expect(response.status).toBe(403);
    expect((await browser.request(resultPage)).response.status).toBe(200);
  });

  it('loses the pages together with the role', async () => {
    const setRoles = (roles: readonly string[]) =>
      site.db.client.send(
        new UpdateCommand({
          TableName: site.db.tableName,
          Key: keys.person('sample-staff'),
          UpdateExpression: 'SET #roles = :roles',
          ExpressionAttributeNames: { '#roles': 'roles' },
          ExpressionAttributeValues: { ':roles': roles },
        }),
      );
    await setRoles(['reviewer']);
    for (const path of [resultPage, '/']) {
      const { response, html } = await browser.request(path);
      expect(response.status).toBe(403);
      expect(html).toContain('You cannot see this page');
    }
    await setRoles(['staff']);
  });

  it('is signed out when an administrator corrects their address: whoever had the old one may be a stranger', async () => {
    const administrator = createBrowser();
    await administrator.signIn('administrator');
    const correctAddress = async (email: string) => {
      const { html } = await administrator.request('/people/sample-staff/address');
      const editVersion = /name="editVersion" value="(\d+)"/.exec(html)?.[1] ?? '';
      const sent = await administrator.request('/people/sample-staff/address', {
        method: 'POST',
        body: new URLSearchParams({ csrf: csrfToken(administrator.sessionId() ?? ''), editVersion, email }),
        headers: { origin: site.url },
      });
      expect(sent.response.status).toBe(303);
    };
    expect((await browser.request(resultPage)).response.status).toBe(200);
    await correctAddress('corrected@example.org');
    expect((await browser.request(resultPage)).response.status).toBe(303);
    await correctAddress('staff@example.org');
    expect((await browser.request(resultPage)).response.status).toBe(303);
  });

  it('finds the rounds that close soon on the start page, and the others in their list', async () => {
    const { html } = await browser.request('/');
    expect(html).toContain('href="/rounds/open-round"');
    const closed = await browser.request('/rounds?status=closed');
    expect(closed.html).toContain('href="/rounds/closed-round"');
  });
});

it('reads no form of somebody who may not send it', async () => {
  await openSession(site.db, 'session-of-staff', 'sample-staff');
  let reads = 0;
  const post = async (rawPath: string) => {
    const event = {
      rawPath,
      rawQueryString: '',
      cookies: [`__Host-session-${new URL(site.url).port}=session-of-staff`],
      headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
      requestContext: { requestId: 'none', http: { method: 'POST' } },
      get body() {
        reads += 1;
        return '';
      },
    };
    return (await site.handler(event as never, {} as never)).statusCode;
  };
  // For administrators; no page; a page without a form.
  for (const [path, status] of [
    ['/settings', 403],
    ['/no-such-page', 404],
    ['/help', 404],
  ] as const)
    expect([path, await post(path)]).toEqual([path, status]);
  expect(reads).toBe(0);
  await post('/sign-out');
  expect(reads).toBe(1);
});

describe('an administrator who erases a person', () => {
  const person = '/people/sample-reviewer-4';
  let browser: ReturnType<typeof createBrowser>;
  const send = async (name: string) => {
    const { html } = await browser.request(`${person}/erase`);
    const editVersion = /name="editVersion" value="(\d+)"/.exec(html)?.[1] ?? '';
    const csrf = csrfToken(browser.sessionId() ?? '');
    return browser.request(`${person}/erase`, {
      method: 'POST',
      body: new URLSearchParams({ csrf, editVersion, name }),
      headers: { origin: site.url },
    });
  };

  beforeAll(async () => {
    browser = createBrowser();
    await browser.signIn('administrator');
  });

  it('is told what goes and what stays, and types the name first', async () => {
    expect((await browser.request(person)).html).toContain(`href="${person}/erase"`);
    const { html } = await browser.request(`${person}/erase`);
    expect(html).toContain('What is removed');
    expect(html).toContain('What stays, without their name');
    const wrong = await send('Somebody else');
    expect(wrong.response.status).toBe(422);
    expect(wrong.html).toContain('Type the name as it stands here: Sample reviewer 4');
  });

  it('finds them as an erased person on every page that still leads to them', async () => {
    const sent = await send('Sample reviewer 4');
    expect(sent.location).toBe('/people?done=person-erased');
    expect((await browser.follow(sent.location)).html).not.toContain('Sample reviewer 4');
    const gone = await browser.request(person);
    expect(gone.response.status).toBe(410);
    expect(gone.html).toContain('Erased person');
    const { html } = await browser.request('/events?kind=person&id=sample-reviewer-4');
    expect(html).toContain('Erased person');
    expect(html).toContain('erased a person');
    expect(html).not.toContain('Sample reviewer 4');
    expect((await browser.request('/people/nobody')).response.status).toBe(404);
  });

  it('cannot be anybody but an administrator, and cannot be erased by themselves', async () => {
    const staff = createBrowser();
    await staff.signIn('staff');
    expect((await staff.request('/people/sample-reviewer-1')).html).not.toContain('/erase"');
    expect((await staff.request('/people/sample-reviewer-1/erase')).response.status).toBe(403);
    expect((await browser.request('/people/sample-administrator')).html).not.toContain('/erase"');
  });
});

describe('the result of a round', () => {
  let browser: ReturnType<typeof createBrowser>;
  const text = async (path: string) => {
    const { html } = await browser.request(path);
    return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  };

  beforeAll(async () => {
    browser = createBrowser();
    await browser.signIn('oversight');
  });

  it('shows the recommendation with its trace, the counts and what was counted', async () => {
    const shown = await text(resultPage);
    for (const part of [
      'Sample criteria: not the Centre’s own',
      'Recommendation: Endorse with conditions',
      'Mandatory criteria 7.2 and 8.1 are partly met.',
      '10.2 There is a fair way to recognise earlier learning and experience.',
      'derived on 22 November 2026 at 5:30pm',
      'No mandatory criterion is not met.',
      'This rule decides: endorse with conditions.',
      '10.2 (not mandatory): disputed.',
      'Reviewer R3 Its fingerprint (SHA-256) starts with c0ffee03c0ff',
      'Sample endorsement criteria, version 1',
    ])
      expect(shown).toContain(part);
  });

  it('names no reviewer', async () => {
    expect(await text(resultPage)).not.toMatch(/sample.reviewer|reviewer-\d/i);
  });

  it('keeps what reviewers say until the round has closed, where names are kept from places', async () => {
    const { response, html } = await browser.request('/rounds/open-round/result');
    expect([response.status, html]).toEqual([409, expect.stringContaining('Reviews are still coming in')]);
    expect(html).not.toMatch(/R[123]|Result so far|c0ffee/);
  });

  it('says that the recommendation is yet to come while the round is open, where names are shown', async () => {
    const event = { id: 'names', at: new Date().toISOString(), actor: 'sample-administrator' } as const;
    const changed = { ...event, action: 'settings-changed' } as const;
    await changeSettings(site.db, unset, { ...unset, namesOnCriterionPages: true }, changed);
    const shown = await text('/rounds/open-round/result');
    expect(shown).toContain('Result so far');
    expect(shown).toContain('derived when the round closes, on 22 November 2026 at 5:30pm');
    expect(shown).not.toContain('Recommendation:');
  });

  it('says that there is none yet', async () => {
    expect(await text('/rounds/draft-round/result')).toContain('There is no result yet.');
  });

  it('shows text as text', async () => {
    const { html } = await browser.request(resultPage);
    expect(html).toContain('Frailty &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
  });

  it.each(['/rounds/no-such-round/result', '/rounds/NOT%20AN%20ID/result', '/nowhere'])(
    'is not found at %s',
    async (path) => {
      const { response, html } = await browser.request(path);
      expect(response.status).toBe(404);
      expect(html).toContain('Page not found');
    },
  );

  it('answers a failure of ours with the request’s number, and logs it', async () => {
    const unreadable = { ...keys.round('broken-round'), kind: 'round' };
    await site.db.client.send(new PutCommand({ TableName: site.db.tableName, Item: unreadable }));
    const { response, html } = await browser.request('/rounds/broken-round/result');
    expect(response.status).toBe(500);
    expect(html).toContain(response.headers.get('apigw-requestid'));
    expect(site.errors).toEqual([
      ['unexpected', expect.objectContaining({ route: 'GET /rounds/{roundId}/result' })],
    ]);
  });
});

describe('every answer', () => {
  it.each([
    ['/', 200],
    [resultPage, 303],
    ['/sign-in', 303],
    ['/auth/callback', 400],
    ['/nowhere', 404],
    ['/assets/site.css', 200],
  ])('forbids scripts, framing and foreign forms: %s', async (path, status) => {
    const { response } = await createBrowser().request(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${site.issuer}; ` +
        "frame-ancestors 'none'; base-uri 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe(
      path.startsWith('/assets/') ? 'public, max-age=86400' : 'no-store',
    );
  });
});

describe('assets', () => {
  const head = (path: string) => createBrowser().request(path, { headers: { 'accept-encoding': 'gzip' } });

  it('are kept for ever at the address that pages give them, and come compressed', async () => {
    const { html } = await createBrowser().request('/');
    const [, href = ''] = /href="(\/assets\/nhsuk-frontend\.css[^"]*)"/.exec(html) ?? [];
    const { response, html: css } = await head(href);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(css).toContain('.nhsuk-button');
  });

  it('are there for every address in the style sheet', async () => {
    const { html: css } = await head('/assets/nhsuk-frontend.css');
    const images = new Set([...css.matchAll(/url\((\/assets\/[^)]+)\)/g)].map(([, path = '']) => path));
    expect(images.size).toBeGreaterThan(0);
    for (const path of images)
      expect((await head(path)).response.headers.get('content-type')).toBe('image/svg+xml');
  });

  it.each(['/assets/..%2fpages%2flayout.njk', '/assets/manifest.json', '/assets/images'])(
    'are what can be asked for, and nothing else: %s',
    async (path) => {
      expect((await head(path)).response.status).toBe(404);
    },
  );
});
