import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problems } from '../../../shared/contract/problems.ts';
import { requestIdHeader } from '../../../shared/contract/request-id.ts';
import { asAnswered, requestIdOf } from '../../http/request-id.ts';
import { BusyError, forRequest, readingOnce } from '../../table/database.ts';
import { UnreadableError } from '../../table/stored.ts';
import { logUnreadable, unreadableInWords } from '../../use-case/unreadable.ts';
import { csrfField, hasCsrfToken } from '../sign-in/csrf.ts';
import { type Frame, messagePage, type Viewer } from './answer.ts';
import { compressed } from './compressed.ts';
import { matchPath } from './match-path.ts';
import { securityHeaders } from './security-headers.ts';
import type { Answer, Site } from './visit.ts';

/** What a site is asked by, whatever it answers with. */
interface AnyRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** A route and what its placeholders caught. */
export interface Found<R> {
  readonly route: R;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The first of some routes for a request; null where there is none. */
export function findAmong<R extends AnyRoute>(
  routes: readonly R[],
  method: string,
  path: string,
): Found<R> | null {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, path) : null;
    if (parameters !== null) return { route, parameters };
  }
  return null;
}

type ServedSite = Pick<Site, 'db' | 'pages' | 'origin' | 'log'> & Partial<Pick<Site, 'oidc'>>;

/** The Lambda handler of a site: whoever asks, and whatever goes wrong. `answer` is given what one request reads with. */
export function serving<S extends ServedSite>(
  site: S,
  {
    find,
    frame,
    answer,
  }: {
    readonly find: (method: string, path: string) => Promise<Found<AnyRoute> | null>;
    readonly frame?: Frame;
    readonly answer: (site: S, event: APIGatewayProxyEventV2) => Promise<Answer>;
  },
) {
  const secured = (event: APIGatewayProxyEventV2, answered: Answer): Answer => ({
    ...answered,
    headers: {
      ...securityHeaders(site),
      ...answered.headers,
      [requestIdHeader.toLowerCase()]: requestIdOf(event),
    },
  });
  const log = async (
    event: APIGatewayProxyEventV2,
    status: number,
    { refused, error }: { readonly refused?: readonly string[] | undefined; readonly error?: Error | null },
  ) => {
    const found = await find(methodOf(event), event.rawPath);
    // Logs name routes, not addresses, which can hold anything.
    const route = found === null ? 'none' : `${found.route.method} ${found.route.path}`;
    const requestId = requestIdOf(event);
    site.log.info('answered', { route, ...asAnswered(requestId, status, refused) });
    site.log.count('Answered');
    if (error instanceof BusyError) site.log.count('Busy');
    else if (error) {
      site.log.error('unexpected', { route, requestId, error });
      site.log.count('Unexpected');
    }
    site.log.flush();
  };
  const failed = (requestId: string, error: Error | null): Answer => {
    const nobody = { site, session: null, person: null, ...(frame && { frame }) };
    if (error instanceof BusyError)
      return messagePage(nobody, 503, { ...busyMessage, paragraphs: [`${held} Try again in a moment.`] });
    return messagePage(nobody, 500, {
      title: 'Sorry, there is a problem with the service',
      paragraphs: [
        error instanceof UnreadableError ? unreadableInWords(error) : 'Try again later.',
        `If it happens again, tell the Centre this code, which leads to what went wrong: ${requestId}.`,
      ],
    });
  };

  return middy<APIGatewayProxyEventV2, Answer>()
    .use({
      onError: async (request) => {
        const { event, error } = request;
        request.response = secured(event, failed(requestIdOf(event), error));
        await log(event, request.response.statusCode, { error });
      },
    })
    .handler(async (event) => {
      const db = readingOnce(forRequest(site.db, requestIdOf(event)));
      const answered = await answer({ ...site, db }, event);
      logUnreadable(site.log, db);
      await log(event, answered.statusCode, db);
      return compressed(secured(event, answered), event.headers);
    });
}

/** How something is asked for. HEAD is answered like GET: whoever sends the answer on leaves its body out. */
export const methodOf = ({ requestContext: { http } }: APIGatewayProxyEventV2): string =>
  http.method === 'HEAD' ? 'GET' : http.method;

/** Signing in at an address of a site on the way to a page. */
export function signInPath(
  signIn: string,
  { origin }: Pick<Site, 'origin'>,
  path: string,
  query = '',
): string {
  const asked = new URL(origin);
  asked.pathname = path;
  asked.search = query;
  return `${signIn}?${new URLSearchParams({ returnTo: `${asked.pathname}${asked.search}` })}`;
}

const [busyMessage, held] = [
  { title: problems.busy.title },
  'Many people are working on this at once.',
] as const;

/** A form as it was sent, and from where. */
type SentForm = Viewer & {
  readonly site: Pick<Site, 'pages' | 'db' | 'origin' | 'log'>;
  readonly form: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

/** Whether a form was sent from a page of ours, and of this session. */
export const isOwnForm = (visit: SentForm): boolean =>
  isFromHere(visit) && (visit.session === null || hasCsrfToken(visit.form, visit.session.id));

/** Whether a form was sent from a page of ours, whoever’s session that belonged to. */
export const isFromHere = ({ headers, site }: SentForm): boolean => headers.origin === site.origin;

/**
 * The answer to a form that was sent after its session had ended. Where its address `shows` a form of another session
 * filled in, that is what to do once one has signed in; it keeps every field, a choice of one number too.
 */
export const signedOutPage = (visit: SentForm, signIn: string, shows = false): Answer => {
  const canShow = shows && isFromHere(visit);
  return messagePage(visit, 403, {
    title: 'You have been signed out',
    paragraphs: canShow
      ? [
          'What you sent was not saved, and is not lost.',
          'Sign in in a new tab. Then come back to this page and choose “Show what I entered”: you can check it and save it.',
        ]
      : ['What you sent was not saved. Sign in again, then fill in the form again.'],
    ...(canShow
      ? { again: [...visit.form].filter(([name]) => name !== csrfField) }
      : { entered: textsOf(visit) }),
    action: { text: 'Sign in', href: signIn },
  });
};

/** The answer to a form of another session, or of another site. */
export const foreignFormPage = (visit: SentForm, open: string): Answer =>
  messagePage(visit, 403, {
    title: 'This form can no longer be used',
    paragraphs: ['You signed in again after you opened it, or it did not come from this site.'],
    entered: textsOf(visit),
    action: { text: 'Open it again', href: open },
  });

/**
 * Answers a form that was sent, with what was typed where others hold what it needs through every attempt. What a form
 * can say in its own place it says there.
 */
export async function unlessBusy(
  visit: SentForm,
  open: string,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    visit.site.log.count('Busy');
    return messagePage(visit, 503, {
      ...busyMessage,
      paragraphs: [`${held} Nothing was changed. Send it again in a moment.`],
      entered: textsOf(visit),
      action: { text: 'Open it again', href: open },
    });
  }
}

/**
 * What was written in a form of this site, so that it is not lost: texts of several words. Other sites could put any
 * words here, so theirs are left out.
 */
export const textsOf = (visit: SentForm): readonly string[] =>
  isFromHere(visit)
    ? [...visit.form]
        .filter(([name, text]) => !isCarried(name) && /\S\s+\S/.test(text))
        .map(([, text]) => text)
    : [];

/** What pages of a review carry hidden for themselves: nobody wrote it, and nobody can read it. */
const isCarried = (name: string): boolean => /^(shown|content|faulty|was)( |$)/.test(name);
