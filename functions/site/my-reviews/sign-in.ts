import { randomUUID } from 'node:crypto';
import { emailAddress } from '../../../shared/contract/basics.ts';
import { acceptInvitation } from '../../panels/invitation-link.ts';
import { askForCode, codeLimits, codeMinutes, endSession, takeCode } from '../../sign-in-codes/sign-in.ts';
import { ukTime } from '../../words/uk-time.ts';
import { returnPath } from '../sign-in/return-to.ts';
import { sessionCookie } from '../sign-in/session-cookie.ts';
import { page, redirect } from '../web/answer.ts';
import { keyField, sendingKey } from '../web/pressed.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer } from '../web/visit.ts';
import { type ReviewerRoute, type ReviewerVisit, reviewersFrame } from './visit.ts';

const signInPage = '/my-reviews/sign-in';
const codePage = '/my-reviews/code';

/** Where to go after signing in: what was asked for, or My reviews. */
function after({ site, query, form }: ReviewerVisit): string {
  const path = returnPath(form.get('returnTo') ?? query.get('returnTo'), site.origin);
  return path === '/' ? reviewersFrame.home : path;
}

const emailField = { name: 'email', id: 'field-email' } as const;
const codeField = { name: 'code', id: 'field-code' } as const;

/** What tells one opening of a form from another: its button may be pressed twice. */
const keyed = () => ({ keyField, key: randomUUID() });

const askPage = (visit: ReviewerVisit, error: string | null = null, status = 200): Answer =>
  page(
    visit,
    'my-reviews/sign-in.njk',
    {
      returnTo: after(visit),
      issuer: visit.site.issuerName,
      ...keyed(),
      field: { ...emailField, value: visit.form.get(emailField.name) ?? '', error },
      minutes: codeMinutes,
    },
    status,
  );

/** `GET /my-reviews/sign-in?returnTo=/a/path`: which address a code is to be sent to. */
async function showSignIn(visit: ReviewerVisit): Promise<Answer> {
  return visit.person === null ? askPage(visit) : redirect(after(visit));
}

/** `POST /my-reviews/sign-in`: sends the code. The answer is the same whether or not anybody has the address. */
async function sendCode(visit: ReviewerVisit): Promise<Answer> {
  const { site, form, caller } = visit;
  const email = emailAddress.safeParse((form.get(emailField.name) ?? '').trim());
  if (!email.success) return askPage(visit, 'Enter your email address in the form name@example.org', 422);
  const asked = await askForCode(site, {
    email: email.data,
    caller,
    returnTo: after(visit),
    accepts: null,
    sent: sendingKey(visit),
  });
  site.log.info('codeAsked', { status: asked.ok ? 200 : 429 });
  if (!asked.ok) return askPage(visit, tooManyCodes(asked.error.until), 429);
  return redirect(codePage, sessionCookie(site.origin, 'code').keep(asked.value.id));
}

const enterPage = (visit: ReviewerVisit, error: string | null = null, status = 200): Answer =>
  page(
    visit,
    'my-reviews/code.njk',
    {
      ...keyed(),
      field: { ...codeField, error },
      minutes: codeMinutes,
      emails: codeLimits.emails,
      signInPage,
    },
    status,
  );

/** `GET /my-reviews/code`: where the code is entered. */
async function showCode(visit: ReviewerVisit): Promise<Answer> {
  return codeIdOf(visit) === null ? redirect(signInPage) : enterPage(visit);
}

/** What whoever has asked too often is told: when a code can be had again. */
export const tooManyCodes = (until: Date): string =>
  `Too many codes have been asked for. Ask again after ${ukTime(until.toISOString())}`;

const codeIdOf = ({ site, cookies }: ReviewerVisit): string | null =>
  sessionCookie(site.origin, 'code').read(cookies);

/** `POST /my-reviews/code`: signs in. */
async function signIn(visit: ReviewerVisit): Promise<Answer> {
  const { site, form } = visit;
  const id = codeIdOf(visit);
  if (id === null) return redirect(signInPage);
  const code = (form.get(codeField.name) ?? '').trim();
  if (!/^\d{4}[\s-]*\d{4}$/.test(code))
    return enterPage(visit, 'Enter the code of 8 digits from the email', 422);
  const taken = await takeCode(site, { id, code, sent: sendingKey(visit) });
  if (!taken.ok) {
    site.log.info('signInRefused', { status: 403 });
    return enterPage(
      visit,
      taken.error === 'wrong'
        ? 'This is not the code. Check the newest email'
        : 'This code does not work any more. Ask for a new one',
      403,
    );
  }
  const { sessionId, person, returnTo, accepts } = taken.value;
  if (accepts !== null) await acceptInvitation(servicesOf(site), { roundId: accepts, personId: person.id });
  site.log.info('signedIn', { personId: person.id });
  return {
    ...redirect(returnTo),
    cookies: [
      sessionCookie(site.origin, 'reviewing').keep(sessionId),
      sessionCookie(site.origin, 'code').clear(),
    ],
  };
}

/** `POST /my-reviews/sign-out`. It asks for nobody’s session: whoever is signed out already gets the same. */
async function signOut({ site, session, person }: ReviewerVisit): Promise<Answer> {
  if (session !== null) await endSession(site, session.id);
  if (person !== null) site.log.info('signedOut', { personId: person.id });
  return redirect(signInPage, sessionCookie(site.origin, 'reviewing').clear());
}

/** Signing in by a code that comes by email, or at the Centre’s issuer where it has one; and out. */
export const reviewerSignInRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path: signInPage, access: 'public', handle: showSignIn },
  { method: 'POST', path: signInPage, access: 'public', handle: sendCode },
  { method: 'GET', path: codePage, access: 'public', handle: showCode },
  { method: 'POST', path: codePage, access: 'public', handle: signIn },
  {
    method: 'GET',
    path: '/my-reviews/issuer',
    access: 'public',
    handle: async (visit) => (await import('./issuer.ts')).comeFromIssuer(visit),
  },
  { method: 'POST', path: reviewersFrame.signOut, access: 'public', handle: signOut },
];
