import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { staffOperations } from '../../shared/contract/operations.ts';
import { findRoute } from '../site/routes.ts';
import { hasCsrfToken } from '../site/sign-in/csrf.ts';
import { sessionCookie } from '../site/sign-in/session-cookie.ts';
import { readVisitor, stranger } from '../site/sign-in/visitor.ts';
import { forbiddenPage, messagePage, notFoundPage, redirect } from '../site/web/answer.ts';
import { navigationFor } from '../site/web/navigation.ts';
import { nothingPosted, readPosted } from '../site/web/posted.ts';
import { securityHeaders } from '../site/web/security-headers.ts';
import { servicesOf } from '../site/web/services-of.ts';
import type { Answer, Site, Visit } from '../site/web/visit.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { readingOnce } from '../table/database.ts';
import { UnreadableError } from '../table/stored.ts';
import { logUnreadable, unreadableInWords } from '../use-case/unreadable.ts';
import { performing } from '../use-case/use-case.ts';

/** The Lambda handler of the staff site: every route of routes.ts, whoever asks, and whatever goes wrong. */
export function siteHandler(site: Site) {
  const secured = (answer: Answer): Answer => ({
    ...answer,
    headers: { ...securityHeaders(site), ...answer.headers },
  });
  const log = (event: APIGatewayProxyEventV2, status: number, error?: Error | null) => {
    const route = routeName(event);
    site.log.info('answered', { route, status });
    site.log.count('Answered');
    if (error) {
      site.log.error('unexpected', { route, error });
      site.log.count('Unexpected');
    }
    site.log.flush();
  };

  return middy<APIGatewayProxyEventV2, Answer>()
    .use({
      after: ({ event, response }) => log(event, response?.statusCode ?? 0),
      onError: (request) => {
        request.response = secured(failedPage(site, request.event.requestContext.requestId, request.error));
        log(request.event, request.response.statusCode, request.error);
      },
    })
    .handler(async (event) => {
      const db = readingOnce(site.db);
      const answered = await answer({ ...site, db }, event);
      logUnreadable(site.log, db);
      return secured(answered);
    });
}

async function answer(site: Site, event: APIGatewayProxyEventV2): Promise<Answer> {
  const method = methodOf(event);
  const found = findRoute(method, event.rawPath);
  const access = found?.route.access ?? 'public';
  const sessionId = sessionCookie(site.origin).read(event.cookies ?? []);
  const withPosted = async (visit: Visit): Promise<Visit> => ({ ...visit, ...(await readPosted(event)) });
  const visitor = access === 'file' ? stranger : await readVisitor(site.db, sessionId, site.now());
  const visit: Visit = {
    ...visitor,
    site,
    parameters: found?.parameters ?? {},
    perform: performing(staffOperations, staffUseCases(servicesOf(site), site.emails), site.db),
    path: event.rawPath,
    query: new URLSearchParams(event.rawQueryString),
    ...nothingPosted,
    headers: event.headers,
    navigation: navigationFor(visitor.person, event.rawPath),
  };
  if (found === null) return notFoundPage(visit);
  if (typeof access !== 'string') {
    if (visit.person === null)
      return method === 'GET'
        ? redirect(signInPath(site, event.rawPath, event.rawQueryString))
        : signedOutPage(await withPosted(visit));
    if (!visit.person.roles.some((role) => access.includes(role))) return forbiddenPage(visit, access);
  }
  if (found.route.method === 'GET') return found.route.handle(visit);
  const sent = await withPosted(visit);
  return found.route.takesForeignForms || isOwnForm(sent) ? found.route.handle(sent) : foreignFormPage(sent);
}

/** Signing in on the way to a page. */
function signInPath({ origin }: Site, path: string, query = ''): string {
  const asked = new URL(origin);
  asked.pathname = path;
  asked.search = query;
  return `/sign-in?${new URLSearchParams({ returnTo: `${asked.pathname}${asked.search}` })}`;
}

/** Whether a form was sent from a page of ours, and of this session. */
const isOwnForm = (visit: Visit): boolean =>
  isFromHere(visit) && (visit.session === null || hasCsrfToken(visit.form, visit.session.id));

const isFromHere = ({ headers, site }: Visit): boolean => headers.origin === site.origin;

/** The answer to a form that was sent after its session had ended. */
const signedOutPage = (visit: Visit): Answer =>
  messagePage(visit, 403, {
    title: 'You have been signed out',
    paragraphs: ['What you sent was not saved. Sign in again, then send it again.'],
    entered: textsOf(visit),
    action: { text: 'Sign in', href: signInPath(visit.site, formPath(visit)) },
  });

const foreignFormPage = (visit: Visit): Answer =>
  messagePage(visit, 403, {
    title: 'This form can no longer be used',
    paragraphs: ['You signed in again after you opened it, or it did not come from this site.'],
    entered: textsOf(visit),
    action: { text: 'Open it again', href: formPath(visit) },
  });

/** The page that a form was on; the start page where there is none at its address. */
const formPath = ({ path }: Visit): string => (findRoute('GET', path) === null ? '/' : path);

/**
 * What was written in a form of this site, so that it is not lost: texts of several words. Other sites could put any
 * words here, so theirs are left out.
 */
const textsOf = (visit: Visit): readonly string[] =>
  isFromHere(visit) ? [...visit.form.values()].filter((text) => /\S\s+\S/.test(text)) : [];

const failedPage = (site: Site, requestId: string, error: Error | null): Answer =>
  messagePage({ site, ...stranger }, 500, {
    title: 'Sorry, there is a problem with the service',
    paragraphs: [
      error instanceof UnreadableError ? unreadableInWords(error) : 'Try again later.',
      `If it happens again, tell the Centre this number, which leads to what went wrong: ${requestId}.`,
    ],
  });

/** How something is asked for. HEAD is answered like GET: whoever sends the answer on leaves its body out. */
const methodOf = ({ requestContext: { http } }: APIGatewayProxyEventV2): string =>
  http.method === 'HEAD' ? 'GET' : http.method;

/** Logs name routes, not addresses, which can hold anything. */
function routeName(event: APIGatewayProxyEventV2): string {
  const found = findRoute(methodOf(event), event.rawPath);
  return found === null ? 'none' : `${found.route.method} ${found.route.path}`;
}
