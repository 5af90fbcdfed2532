import { onTheWay, vouched } from '../../sign-in-codes/at-issuer.ts';
import { messagePage, notFoundPage, redirect } from '../web/answer.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { returnPath } from './return-to.ts';
import { sessionCookie } from './session-cookie.ts';

/** Where the issuer sends a reviewer’s browser back to. */
const callback = '/auth/reviewer';

const cookieOf = ({ site }: Visit) => sessionCookie(site.origin, 'issuer');

/** `GET /sign-in/reviewer?returnTo=/a/path`: sends a reviewer’s browser to the issuer, where reviewers may sign in there. */
async function start(visit: Visit): Promise<Answer> {
  const { site, query } = visit;
  if (site.issuerName === '') return notFoundPage(visit);
  const { url, expected } = await site.oidc.start(callback);
  const kept = { ...expected, returnTo: returnPath(query.get('returnTo'), site.origin) };
  return redirect(url.href, cookieOf(visit).keep(await onTheWay.seal(site, kept)));
}

/**
 * `GET /auth/reviewer`: where the issuer sends it back to. Here it is only said whom the issuer vouches for: reviewers’
 * pages, which alone open reviewers’ sessions, look whether that is one.
 */
async function finish(visit: Visit): Promise<Answer> {
  const { site, query, cookies } = visit;
  if (site.issuerName === '') return notFoundPage(visit);
  const kept = await onTheWay.open(site, cookieOf(visit).read(cookies));
  if (kept === null) return refused(visit);
  const { returnTo, ...expected } = kept;
  const identity = await site.oidc.finish(query.toString(), expected, callback);
  if (!identity.ok || !identity.value.emailVerified) return refused(visit);
  const { email, issuer, sub } = identity.value;
  return redirect(
    '/my-reviews/issuer',
    cookieOf(visit).keep(await vouched.seal(site, { email, issuer, sub, returnTo })),
  );
}

function refused(visit: Visit): Answer {
  visit.site.log.info('signInRefused', { status: 400 });
  const answer = messagePage(visit, 400, {
    title: 'You are not signed in',
    paragraphs: ['You cancelled, it took too long, or your account has no verified email address.'],
    action: { text: 'Sign in with a code', href: '/my-reviews/sign-in' },
  });
  return { ...answer, cookies: [cookieOf(visit).clear()] };
}

/** Signing in as a reviewer at the Centre’s issuer. */
export const reviewerIssuerRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in/reviewer', access: 'public', handle: start },
  { method: 'GET', path: callback, access: 'public', handle: finish },
];
