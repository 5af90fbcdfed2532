import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { checkDoor } from '../reviews/open-doors.ts';
import { reviewing } from '../reviews/use-cases.ts';
import { reviewerOf } from '../sign-in-codes/sign-in.ts';
import { reviewerRoutes } from '../site/my-reviews/routes.ts';
import { type ReviewerSite, type ReviewerVisit, reviewersFrame } from '../site/my-reviews/visit.ts';
import { sessionCookie } from '../site/sign-in/session-cookie.ts';
import { messagePage, notFoundPage, redirect } from '../site/web/answer.ts';
import { whatWasDone } from '../site/web/done.ts';
import { nothingPosted, readPosted } from '../site/web/posted.ts';
import { servicesOf } from '../site/web/services-of.ts';
import {
  findAmong,
  foreignFormPage,
  isFromHere,
  isOwnForm,
  methodOf,
  serving,
  signedOutPage,
  signInPath,
  unlessBusy,
} from '../site/web/serving.ts';
import type { Answer } from '../site/web/visit.ts';
import { performing } from '../use-case/use-case.ts';

/** The Lambda handler of reviewers’ pages: whoever asks sees what is theirs as a reviewer, and nothing else. */
export const reviewerSiteHandler = (site: ReviewerSite) =>
  serving(site, {
    find: async (method, path) => findAmong(reviewerRoutes, method, path),
    frame: reviewersFrame,
    answer,
  });

async function answer(site: ReviewerSite, event: APIGatewayProxyEventV2): Promise<Answer> {
  const method = methodOf(event);
  const found = findAmong(reviewerRoutes, method, event.rawPath);
  const cookies = event.cookies ?? [];
  const sessionId = sessionCookie(site.origin, 'reviewing').read(cookies);
  const person = sessionId === null ? null : await reviewerOf(site, sessionId);
  const session = person === null || sessionId === null ? null : { id: sessionId };
  const performBy: ReviewerVisit['performBy'] = (door, upload) =>
    performing(reviewOperations, reviewing(servicesOf(site), door, upload), site.db);
  const [path, query] = [event.rawPath, new URLSearchParams(event.rawQueryString)];
  const visit: ReviewerVisit = {
    site,
    person,
    session,
    frame: reviewersFrame,
    parameters: found?.parameters ?? {},
    perform: performBy('page'),
    performBy,
    path,
    query,
    ...nothingPosted,
    headers: event.headers,
    caller: event.requestContext.http.sourceIp,
    cookies,
    done: await whatWasDone({ site, session, path, query, cookies }),
  };
  if (found === null) return notFoundPage(visit);
  const { route } = found;
  const withPosted = async (): Promise<ReviewerVisit> =>
    method === 'GET' ? visit : { ...visit, ...(await readPosted(event)) };
  if (route.access === 'reviewer' && (person === null || session === null))
    return method === 'GET'
      ? redirect(signInPath('/my-reviews/sign-in', site, event.rawPath, event.rawQueryString))
      : signedOutPage(
          await withPosted(),
          signInPath('/my-reviews/sign-in', site, formPath(visit)),
          route.again !== undefined,
        );
  if (method === 'GET' && route.door !== undefined && person !== null) {
    const isOpen = await checkDoor(site, route.door);
    if (!isOpen.ok)
      return messagePage(visit, 409, {
        title: 'This way of reviewing is switched off',
        paragraphs: [isOpen.error.detail],
        action: { text: 'Go to My reviews', href: reviewersFrame.home },
      });
  }
  const sent = await withPosted();
  if (method !== 'GET' && !isOwnForm(sent)) {
    const again = route.access === 'reviewer' && isFromHere(sent) ? route.again : undefined;
    return again === undefined || person === null || session === null
      ? foreignFormPage(sent, formPath(sent))
      : again({ ...sent, person, session });
  }
  return unlessBusy(sent, formPath(sent), async () => {
    if (route.access === 'public') return route.handle(sent);
    // Said above; not known to the types.
    return person === null || session === null
      ? notFoundPage(visit)
      : route.handle({ ...sent, person, session });
  });
}

/** The page that a form was on; My reviews where there is none at its address. */
const formPath = ({ path }: ReviewerVisit): string =>
  findAmong(reviewerRoutes, 'GET', path) === null ? reviewersFrame.home : path;
