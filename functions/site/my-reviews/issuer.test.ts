import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../../test/support/centre.ts';
import type { Identity } from '../../people/identify.ts';
import { bindSubject, getPerson } from '../../people/storage.ts';
import { reviewerOf } from '../../sign-in-codes/sign-in.ts';
import { reviewerIssuerRoutes } from '../sign-in/for-reviewers.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { comeFromIssuer } from './issuer.ts';
import { type ReviewerVisit, reviewersFrame } from './visit.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

const origin = 'https://desk.example.org';
const expected = { codeVerifier: 'verifier', state: 'state', nonce: 'nonce' };
const ignored = () => {};

type AnyVisit = Visit & ReviewerVisit;

/** A request of a browser with these cookies, at a site whose issuer vouches for somebody. */
function visit(cookies: readonly string[], identity: Partial<Identity> | null, query = ''): AnyVisit {
  const { db, services } = centre;
  return {
    site: {
      db,
      now: services.now,
      origin,
      contactAddress: 'centre@example.org',
      pages: { render: (_: string, data: object) => JSON.stringify(data) },
      log: { info: ignored, count: ignored, flush: ignored, error: ignored },
      issuerName: 'the sample issuer',
      oidc: {
        issuerOrigin: 'https://issuer.example.org',
        start: async () => ({ url: new URL('https://issuer.example.org/auth'), expected }),
        finish: async (_: string, given: { readonly state: string }) =>
          identity === null || given.state !== expected.state
            ? { ok: false, error: 'refused' }
            : {
                ok: true,
                value: {
                  issuer: 'https://issuer.example.org',
                  sub: 'sub-1',
                  email: '',
                  emailVerified: true,
                  ...identity,
                },
              },
      },
    },
    person: null,
    session: null,
    frame: reviewersFrame,
    parameters: {},
    path: '/my-reviews/issuer',
    query: new URLSearchParams(query),
    form: new URLSearchParams(),
    files: new Map(),
    headers: {},
    caller: '192.0.2.1',
    cookies,
  } as unknown as AnyVisit;
}

const kept = (cookies: readonly string[] = []) => cookies.map((cookie) => cookie.split(';')[0] ?? '');

const at = (path: string, asked: AnyVisit): Promise<Answer> => {
  const route = reviewerIssuerRoutes.find((one) => one.path === path);
  if (route === undefined) throw new Error(`Nothing is at ${path}`);
  return route.handle(asked);
};

const start = (query = '') => at('/sign-in/reviewer', visit([], null, query));
const finish = (cookies: readonly string[] | undefined, identity: Partial<Identity> | null) =>
  at('/auth/reviewer', visit(kept(cookies), identity, 'code=1&state=state'));

/** Goes to the issuer, comes back from it, and goes on to the reviewers’ pages where it vouches for somebody. */
async function goAndCome(identity: Partial<Identity> | null) {
  const gone = await start('returnTo=/my-reviews/help');
  expect(gone.headers?.location).toBe('https://issuer.example.org/auth');
  const back = await finish(gone.cookies, identity);
  return back.statusCode === 303 ? comeFromIssuer(visit(kept(back.cookies), identity)) : back;
}

const sessionIn = (cookies: readonly string[] = []) =>
  kept(cookies)
    .find((cookie) => cookie.startsWith('__Host-reviewing='))
    ?.split('=')[1];

test('a reviewer whose address the issuer vouches for is signed in, and led to what was asked for', async () => {
  const back = await goAndCome({ email: 'Reviewer-1@example.org' });
  expect([back.statusCode, back.headers?.location]).toEqual([303, '/my-reviews/help']);
  const person = await reviewerOf(centre.services, sessionIn(back.cookies) ?? '');
  expect(person?.id).toBe('reviewer-1');
});

test.each<readonly [string, Partial<Identity> | null]>([
  ['whose address is not verified', { email: 'reviewer-1@example.org', emailVerified: false }],
  ['whom nobody knows', { email: 'nobody@example.org' }],
  ['who is no reviewer', { email: 'staff-1@example.org' }],
  ['whom the issuer refuses', null],
])('somebody %s opens nothing, and is not told who reviews', async (_, identity) => {
  const back = await goAndCome(identity);
  expect([back.statusCode, sessionIn(back.cookies)]).toEqual([expect.any(Number), undefined]);
  expect(back.body).toContain('You are not signed in');
});

test('an account that is somebody’s already is theirs, whatever its address, and no other account of that issuer', async () => {
  const issuer = 'https://issuer.example.org';
  const bind = async (personId: string, sub: string) => {
    const person = await getPerson(centre.db, personId);
    if (person === null) throw new Error(`There is no ${personId}`);
    given(await bindSubject(centre.db, person, issuer, sub));
  };
  await bind('reviewer-2', 'sub-2');
  await bind('staff-1', 'sub-of-staff');
  const who = async (sub: string, email: string) => {
    const session = sessionIn((await goAndCome({ sub, email })).cookies);
    return session === undefined ? null : (await reviewerOf(centre.services, session))?.id;
  };
  expect(await who('sub-2', 'new-name@example.org')).toBe('reviewer-2');
  expect(await who('sub-2', 'reviewer-3@example.org')).toBe('reviewer-2');
  expect(await who('another', 'reviewer-2@example.org')).toBeNull();
  // An account of staff’s opens no reviewer’s pages, though it has got the address of one.
  expect(await who('sub-of-staff', 'reviewer-3@example.org')).toBeNull();
});

test('who is unknown and who is no reviewer are told the same', async () => {
  const [one, other] = await Promise.all(
    ['nobody@example.org', 'staff-1@example.org'].map((email) => goAndCome({ email })),
  );
  expect([one?.statusCode, one?.body]).toEqual([other?.statusCode, other?.body]);
});

test('what this browser did not ask for opens nothing, nor does what comes late', async () => {
  const identity = { email: 'reviewer-1@example.org' };
  for (const cookies of [[], ['__Host-issuer=forged']]) {
    expect((await finish(cookies, identity)).statusCode).toBe(400);
    expect((await comeFromIssuer(visit(cookies, identity))).statusCode).toBe(403);
  }
  const gone = await start();
  // What it went with is not what it comes back with.
  expect((await comeFromIssuer(visit(kept(gone.cookies), identity))).statusCode).toBe(403);
  const back = await finish(gone.cookies, identity);
  centre.setNow('2026-07-01T09:02:00.000Z');
  expect((await comeFromIssuer(visit(kept(back.cookies), identity))).statusCode).toBe(403);
  centre.setNow('2026-07-01T09:11:00.000Z');
  expect((await finish(gone.cookies, identity)).statusCode).toBe(400);
});

test('where reviewers may not sign in at the issuer there is no such page', async () => {
  const without = visit([], null);
  const asked = { ...without, site: { ...without.site, issuerName: '' } };
  for (const path of ['/sign-in/reviewer', '/auth/reviewer'])
    expect((await at(path, asked)).statusCode).toBe(404);
});
