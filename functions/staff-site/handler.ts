import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { staffOperations } from '../../shared/contract/staff-operations.ts';
import { findRoute } from '../site/routes.ts';
import { sessionCookie } from '../site/sign-in/session-cookie.ts';
import { readVisitor, stranger } from '../site/sign-in/visitor.ts';
import { forbiddenPage, notFoundPage, redirect } from '../site/web/answer.ts';
import { whatWasDone } from '../site/web/done.ts';
import { navigationFor } from '../site/web/navigation.ts';
import { nothingPosted, readPosted } from '../site/web/posted.ts';
import type { Route } from '../site/web/route.ts';
import { servicesOf } from '../site/web/services-of.ts';
import {
  type Found,
  foreignFormPage,
  isOwnForm,
  methodOf,
  serving,
  signedOutPage,
  signInPath,
  unlessBusy,
} from '../site/web/serving.ts';
import type { Answer, Site, Visit } from '../site/web/visit.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { type Foresight, foresight, noForesight } from '../use-case/foreseen.ts';
import { performing } from '../use-case/use-case.ts';

/** The Lambda handler of the staff site: every route of routes.ts, whoever asks, and whatever goes wrong. */
export const siteHandler = (site: Site) => serving(site, { find: findRoute, answer });

async function answer(site: Site, event: APIGatewayProxyEventV2): Promise<Answer> {
  const method = methodOf(event);
  const found = await findRoute(method, event.rawPath);
  const access = found?.route.access ?? 'public';
  const cookies = event.cookies ?? [];
  const sessionId = sessionCookie(site.origin).read(cookies);
  const withPosted = async (visit: Visit): Promise<Visit> => ({ ...visit, ...(await readPosted(event)) });
  const visitor =
    access === 'file' ? stranger : await readVisitor(site.db, sessionId, site.now(), foreseenOf(site, found));
  const [path, query] = [event.rawPath, new URLSearchParams(event.rawQueryString)];
  const visit: Visit = {
    ...visitor,
    site,
    parameters: found?.parameters ?? {},
    perform: performing(staffOperations, staffUseCases(servicesOf(site), site.emails), site.db),
    path,
    query,
    ...nothingPosted,
    cookies,
    caller: event.requestContext.http.sourceIp,
    done: await whatWasDone({ site, session: visitor.session, path, query, cookies }),
    headers: event.headers,
    navigation: navigationFor(visitor.person, event.rawPath),
  };
  if (found === null) return notFoundPage(visit);
  if (typeof access !== 'string') {
    if (visit.person === null)
      return method === 'GET'
        ? redirect(signInPath('/sign-in', site, event.rawPath, event.rawQueryString))
        : signedOutPage(await withPosted(visit), signInPath('/sign-in', site, await formPath(visit)));
    if (!visit.person.roles.some((role) => access.includes(role))) return forbiddenPage(visit, access);
  }
  if (found.route.method === 'GET') return found.route.handle(visit);
  const sent = await withPosted(visit);
  return found.route.takesForeignForms || isOwnForm(sent)
    ? unlessBusy(sent, await formPath(sent), () => found.route.handle(sent))
    : foreignFormPage(sent, await formPath(sent));
}

/** What the page that was found reads besides who asks. */
const foreseenOf = ({ db, now }: Site, found: Found<Route> | null): Foresight =>
  found?.route.foreseen === undefined
    ? noForesight
    : foresight(found.route.foreseen, { db, now, of: found.parameters, key: '' });

/** The page that a form was on; the start page where there is none at its address. */
const formPath = async ({ path }: Visit): Promise<string> =>
  (await findRoute('GET', path)) === null ? '/' : path;
