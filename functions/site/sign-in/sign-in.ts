import { randomBytes } from 'node:crypto';
import type { Role } from '../../../shared/contract/operation.ts';
import { identify } from '../../people/identify.ts';
import { messagePage, redirect } from '../web/answer.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { returnPath } from './return-to.ts';
import { sessionCookie } from './session-cookie.ts';
import { deleteSession, putSession } from './sessions.ts';

/** Who may use this site at all. What each of them may see, the routes say. */
export const siteRoles: readonly Role[] = ['staff', 'oversight', 'administrator'];

const signingInSeconds = 10 * 60;

/** A working day: nobody signs in twice, and a browser left open is signed out by the next morning. */
const sessionSeconds = 8 * 60 * 60;

const newSessionId = () => randomBytes(32).toString('base64url');

const inSeconds = (now: Date, seconds: number) => Math.floor(now.getTime() / 1000) + seconds;

/** `GET /sign-in?returnTo=/a/path`: sends the browser to the provider. */
export async function startSignIn({ site, query, person }: Visit): Promise<Answer> {
  const returnTo = returnPath(query.get('returnTo'), site.origin);
  if (person !== null) return redirect(returnTo);
  const { url, expected } = await site.oidc.start();
  const id = newSessionId();
  const state = { step: 'signing-in', ...expected, returnTo } as const;
  await putSession(site.db, id, state, inSeconds(site.now(), signingInSeconds));
  return redirect(url.href, sessionCookie(site.origin).keep(id));
}

/** `GET /auth/callback`: where the provider sends the browser back to. */
export async function finishSignIn(visit: Visit): Promise<Answer> {
  const { site, session, query } = visit;
  if (visit.person !== null) return redirect('/');
  if (session?.state.step !== 'signing-in')
    return refused(visit, 400, 'Your sign-in ran out', 'You have 10 minutes to sign in. Nothing is lost.');

  // An answer of the provider is taken once.
  await deleteSession(site.db, session.id);
  const { returnTo, ...expected } = session.state;
  const identity = await site.oidc.finish(query.toString(), expected);
  if (!identity.ok)
    return refused(visit, 400, 'You are not signed in', 'You cancelled, or the sign-in did not work.');

  const person = await identify(site.db, identity.value);
  if (!person.ok) return refused(visit, 403, 'You cannot sign in with this account', person.error.detail);
  const { id: personId, roles } = person.value;
  if (!roles.some((role) => siteRoles.includes(role)))
    return refused(
      visit,
      403,
      'You cannot use this site',
      'This site is for Centre staff, the Oversight Group and administrators.',
      ...(roles.includes('reviewer') ? ['You are a reviewer: sign in to My reviews.'] : []),
    );

  // A new id: whoever planted the one from before signing in has nothing.
  const id = newSessionId();
  const { issuer, sub } = identity.value;
  const expiresAt = inSeconds(site.now(), sessionSeconds);
  await putSession(site.db, id, { step: 'signed-in', personId, issuer, sub }, expiresAt);
  site.log.info('signedIn', { personId });
  return redirect(returnTo, sessionCookie(site.origin).keep(id));
}

/** `POST /sign-out`: ends the session at once. */
export async function signOut({ site, session, person }: Visit): Promise<Answer> {
  if (session !== null) await deleteSession(site.db, session.id);
  if (person !== null) site.log.info('signedOut', { personId: person.id });
  return redirect('/', sessionCookie(site.origin).clear());
}

function refused(visit: Visit, status: 400 | 403, title: string, ...paragraphs: string[]): Answer {
  visit.site.log.info('signInRefused', { status });
  const answer = messagePage(visit, status, {
    title,
    paragraphs,
    action: {
      text: status === 403 ? 'Sign in with another account' : 'Sign in again',
      href: '/sign-in',
    },
  });
  return { ...answer, cookies: [sessionCookie(visit.site.origin).clear()] };
}
