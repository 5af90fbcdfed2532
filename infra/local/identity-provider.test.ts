import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBrowser } from './browser.ts';
import { startIdentityProvider } from './identity-provider.ts';
import type { Running } from './ports.ts';
import { fetchIdToken } from './token.ts';

const ada = { sub: '1001', email: 'ada@example.org', name: 'Ada "A" <Okafor>', roles: ['reviewer'] };
const sam = { sub: '1002', email: 'sam@example.org', name: 'Sam Reyes', roles: ['staff'] };
const site = { clientId: 'site', clientSecret: 'secret', redirectUri: 'http://localhost:4000/callback' };
const addon = { clientId: 'addon', redirectUri: 'http://localhost:4000/workbench' };

let dataFolder: string;
let provider: Running;
const printed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')];

const start = (port = 0) =>
  startIdentityProvider({
    port,
    people: async () => [ada, sam],
    clients: [
      { clientId: 'site', clientSecret: 'secret', redirectUris: [site.redirectUri] },
      { clientId: 'addon', redirectUris: [addon.redirectUri] },
    ],
    dataFolder,
  });

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'identity-'));
  provider = await start();
});
afterAll(async () => {
  await provider.stop();
  rmSync(dataFolder, { recursive: true });
});

const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${provider.url}/jwks`)), { issuer: provider.url });

const toSite = (url: string) => url.startsWith(site.redirectUri);

/** Where a request to sign in goes. */
const signIn = (more: Record<string, string> = {}) =>
  `${provider.url}/auth?${new URLSearchParams({
    client_id: 'site',
    redirect_uri: site.redirectUri,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...more,
  })}`;

test("an identity token from the code flow verifies and has the claims of one of Google's", async () => {
  const token = await fetchIdToken({ issuer: provider.url, ...site, email: ada.email });
  const { payload, protectedHeader } = await verify(token);

  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toMatchObject({
    iss: provider.url,
    sub: '1001',
    aud: 'site',
    email: ada.email,
    email_verified: true,
    name: ada.name,
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
});

test('a client without a secret gets its tokens by PKCE alone', async () => {
  const token = await fetchIdToken({ issuer: provider.url, ...addon, email: sam.email });
  const { payload } = await verify(token);
  expect(payload).toMatchObject({ aud: 'addon', sub: '1002' });
});

test('an address that is not on the chooser page is named together with those that are', async () => {
  const request = { issuer: provider.url, ...site, email: 'eve@example.org' };
  await expect(fetchIdToken(request)).rejects.toThrow('only: sam@example.org, ada@example.org');
});

test('whoever works for the Centre stands before all who review, however many these are', async () => {
  const { page } = await createBrowser().open(signIn(), toSite);
  expect(page).toMatch(/<h2>The Centre<.*sam@example\.org.*<h2>Reviewers<.*ada@example\.org/s);
});

test('a token outlives a restart of the provider', async () => {
  const token = await fetchIdToken({ issuer: provider.url, ...site, email: ada.email });
  const port = Number(new URL(provider.url).port);
  await provider.stop();
  provider = await start(port);
  // The first try may meet a connection that the stopped provider closed.
  const { payload } = await vi.waitFor(() => verify(token));
  expect(payload.sub).toBe('1001');
});

test('the same browser may choose another person at every sign-in', async () => {
  const browser = createBrowser();
  for (const { email } of [ada, sam, ada]) {
    const chooser = await browser.open(signIn({ prompt: 'select_account' }), toSite);
    expect(chooser.page).toContain('<h1>Choose who to sign in as</h1>');
    const { url } = await browser.open(chooser.url, toSite, new URLSearchParams({ email }));
    expect(url).toContain('code=');
  }
  expect((await browser.open(signIn(), toSite)).page).toContain('Choose who to sign in as');
  expect((await browser.open(signIn({ prompt: 'none' }), toSite)).url).toContain('error=login_required');
});

test('signing in without PKCE is refused', async () => {
  const { url } = await createBrowser().open(
    signIn({ code_challenge: '', code_challenge_method: '' }),
    toSite,
  );
  expect(url).toContain('error=invalid_request');
});

test('the provider has nothing to warn of', () => {
  expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
});
