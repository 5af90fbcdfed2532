import { signInVouched } from '../../sign-in-codes/at-issuer.ts';
import { sessionCookie } from '../sign-in/session-cookie.ts';
import { messagePage, redirect } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import { type ReviewerVisit, reviewersFrame } from './visit.ts';

/**
 * `GET /my-reviews/issuer`: signs in whom the issuer has just vouched for to this browser. Why somebody cannot sign in
 * is not said: it would tell who reviews.
 */
export async function comeFromIssuer(visit: ReviewerVisit): Promise<Answer> {
  const { site, cookies } = visit;
  const cookie = sessionCookie(site.origin, 'issuer');
  const signedIn = await signInVouched(site, cookie.read(cookies));
  if (signedIn === null) {
    site.log.info('signInRefused', { status: 403 });
    const answer = messagePage(visit, 403, {
      title: 'You are not signed in',
      paragraphs: [
        'It took too long, or the Centre knows no reviewer by this account. You can sign in with a code that comes by email instead.',
      ],
      action: { text: 'Sign in with a code', href: '/my-reviews/sign-in' },
    });
    return { ...answer, cookies: [cookie.clear()] };
  }
  const { sessionId, person, returnTo } = signedIn;
  site.log.info('signedIn', { personId: person.id });
  return {
    ...redirect(returnTo === '/' ? reviewersFrame.home : returnTo),
    cookies: [sessionCookie(site.origin, 'reviewing').keep(sessionId), cookie.clear()],
  };
}
