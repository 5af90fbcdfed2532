import { apartOperations } from '../shared/contract/apart-operations.ts';
import { criteriaSetFileOperations } from '../shared/contract/criteria-sets/operations.ts';
import type { Operation } from '../shared/contract/operation.ts';
import { publicOperations } from '../shared/contract/public-operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { staffOperations } from '../shared/contract/staff-operations.ts';
import type { FunctionName } from './function-names.ts';

/** A route of the HTTP API. */
interface Route {
  readonly method: Operation['method'] | 'HEAD';
  /** With API Gateway's placeholders: `/v1/rounds/{roundId}/form`. */
  readonly path: string;
  readonly function: FunctionName;
  /** Whether API Gateway lets a request pass only with a valid identity token. */
  readonly needsToken: boolean;
  /** A bucket of its own; what has none takes from the stage's. */
  readonly throttle?: Throttle;
}

/** How many requests API Gateway lets through for everybody together, a second and at once. */
interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

const routesOf = (operations: Readonly<Record<string, Operation>>, name: FunctionName): Route[] =>
  Object.values(operations).flatMap(({ method, path, roles }) =>
    withHead({
      method,
      path,
      function: name,
      needsToken: roles !== 'public',
      ...(roles === 'public' && forStrangers),
    }),
  );

/** An HTTP API tells HEAD from GET. It is answered like GET, without the body. */
function withHead(route: Route): Route[] {
  return route.method === 'GET' ? [route, { ...route, method: 'HEAD' }] : [route];
}

/** All else: a panel of 20 that saves all at once, a few panels at a time, fits; a runaway script does not. */
export const throttle: Throttle = { rate: 50, burst: 100 };

/** A browser has no token to send with a page: the site keeps a session and tells its pages apart itself. */
const site = { function: 'staff-site', needsToken: false } as const;

/** Nobody is signed in where it begins: what strangers ask for there takes nothing from reviewers. */
const siteApart = { ...site, throttle } as const;

/** Reviewers’ pages run apart from staff’s: under a policy by which nothing can be done but what reviewers do. */
const ofReviewers = { function: 'reviewer-site', needsToken: false } as const;

/**
 * What strangers can have emails sent by, or try codes at, and what anybody may read and others link to. One bucket
 * is everybody's: it only leaves room for the rest, and what one caller may is counted by the sign-in
 * (`functions/sign-in-codes`).
 */
const forStrangers = { throttle: { rate: 20, burst: 40 } } as const;

/** The forms that strangers can have emails sent by, or try codes at. */
const strangersForms = ['/my-reviews/sign-in', '/my-reviews/code'] as const;

/** A link from an email, which opens something without signing in: following it, and what is sent from its page. */
const link = (path: string, to: Pick<Route, 'function' | 'needsToken'>): readonly Route[] => [
  ...withHead({ method: 'GET', path, ...to, ...forStrangers }),
  { method: 'POST', path, ...to, ...forStrangers },
];

/** Pages that anybody may read, and others link to. */
const publicPages = ['/register', '/register/{proxy+}', '/help', '/privacy', '/accessibility'] as const;

/** What is no operation of the API is no page either: the API says so in its own words. */
const noOperation = { function: 'reviewer-api', needsToken: false, ...forStrangers } as const;

/** Every route of the HTTP API, on AWS and on one machine; the most specific that matches a request is taken. */
export const routes: readonly Route[] = [
  ...routesOf(publicOperations, 'reviewer-api'),
  ...routesOf(reviewOperations, 'reviewer-api'),
  ...routesOf({ ...staffOperations, ...apartOperations }, 'staff-api'),
  ...routesOf(criteriaSetFileOperations, 'criteria-set-files'),
  ...withHead({ method: 'GET', path: '/v1/{proxy+}', ...noOperation }),
  { method: 'POST', path: '/v1/{proxy+}', ...noOperation },
  ...['/my-reviews', '/my-reviews/{proxy+}'].flatMap((path) => [
    ...withHead({ method: 'GET', path, ...ofReviewers }),
    { method: 'POST' as const, path, ...ofReviewers },
  ]),
  ...link('/invitations/{proxy+}', ofReviewers),
  ...link('/developer/{proxy+}', site),
  ...strangersForms.map((path) => ({ method: 'POST' as const, path, ...ofReviewers, ...forStrangers })),
  ...publicPages.flatMap((path) => withHead({ method: 'GET', path, ...site, ...forStrangers })),
  ...withHead({ method: 'GET', path: '/', ...siteApart }),
  ...withHead({ method: 'GET', path: '/{proxy+}', ...siteApart }),
  { method: 'POST', path: '/{proxy+}', ...siteApart },
];
