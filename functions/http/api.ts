import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { requestIdHeader } from '../../shared/contract/request-id.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Log } from '../log/log.ts';
import { parsing } from '../parsing.ts';
import { identify, identityOf } from '../people/identify.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { BusyError, type Database, forRequest, notingUnreadable, readingOnce } from '../table/database.ts';
import { UnreadableError } from '../table/stored.ts';
import { type Foreseen, foresight } from '../use-case/foreseen.ts';
import { parseWhat } from '../use-case/parse-what.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { logUnreadable, unreadableInWords } from '../use-case/unreadable.ts';
import {
  type Asked,
  busy,
  type FurtherDefects,
  noteRefusal,
  type Operations,
  performing,
  type UseCases,
} from '../use-case/use-case.ts';
import { problemBody } from './problem-body.ts';
import {
  type ApiEvent,
  etagOf,
  illFormed,
  parseIdempotencyKey,
  parseIfMatch,
  parseParameters,
  parseQuery,
  readJson,
} from './request.ts';
import { asAnswered, requestIdOf } from './request-id.ts';

/** What an API function needs besides its operations and their use cases. */
export interface ApiDependencies<World extends Pick<Services, 'db' | 'now'>> {
  readonly services: World;
  readonly log: Log;
}

async function caller(
  { db, now }: Pick<Services, 'db' | 'now'>,
  operation: Operation,
  event: ApiEvent,
  foreseen: Foreseen | undefined,
): Promise<Result<PersonItem | null, Problem>> {
  if (operation.roles === 'public') return ok(null);
  const identity = identityOf(event.requestContext.authorizer?.jwt?.claims ?? {});
  if (identity === null)
    return fail(problem('not-signed-in', 'Send an identity token in the Authorization header.'));
  const of = foreseen && parseParameters(operation, event);
  if (!of) return identify(db, identity);
  const key = parseIdempotencyKey(operation, event);
  return identify(db, identity, foresight(foreseen, { db, now, of, key: key.ok ? key.value : '' }));
}

/** Reads what is asked from address, headers and body. */
async function readAsked(
  operation: Operation,
  furtherDefects: FurtherDefects | undefined,
  person: PersonItem | null,
  event: ApiEvent,
): Promise<Result<Asked<Operation>, Problem>> {
  const parameters = parseParameters(operation, event);
  if (parameters === null) return fail(notFound);
  const query = parseQuery(operation, event);
  if (!query.ok) return query;
  const expected = parseIfMatch(operation, event);
  if (!expected.ok) return expected;
  const key = parseIdempotencyKey(operation, event);
  if (!key.ok) return key;
  const json = readJson(operation, event);
  if (!json.ok) return json;
  const broken = illFormed(json.value);
  if (broken.length > 0) return fail(invalidBody(broken));
  const what = operation.body === undefined ? ok(undefined) : parseWhat(operation.body, json.value);
  if (!what.ok) {
    const further = person && (await furtherDefects?.(person, parameters, json.value));
    return further ? fail(invalidBody([...(what.error.errors ?? []), ...further])) : what;
  }
  return ok({
    of: { ...parameters, ...query.value },
    what: what.value,
    expected: expected.value,
    key: key.value,
  } as Asked<Operation>);
}

const problemResponse = (given: Problem, requestId: string): APIGatewayProxyStructuredResultV2 => {
  const body = problemBody(given, requestId);
  return {
    statusCode: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(body.status === 503 && { 'retry-after': '1' }),
    },
    body: JSON.stringify(body),
  };
};

/** What is said of a failure that no use case expects. */
function failureOf(error: Error | null): Problem {
  if (error instanceof BusyError) return busy;
  if (error instanceof UnreadableError)
    return problem('unreadable', unreadableInWords(error), { rule: error.because });
  return problem(
    'unexpected',
    'Something went wrong on our side. Try again; if it stays, tell the Centre the request id.',
  );
}

/**
 * A Lambda handler that serves `operations`. Whatever goes wrong leaves as RFC 9457; what a use case
 * answers is checked against the contract before it leaves.
 */
export function apiHandler<Ops extends Operations, World extends Pick<Services, 'db' | 'now'>>(
  { services, log }: ApiDependencies<World>,
  operations: Ops,
  makeUseCases: (services: World) => UseCases<Ops>,
  furtherDefects: { readonly [Id in keyof Ops]?: FurtherDefects } = {},
  foreseen: { readonly [Id in keyof Ops]?: Foreseen } = {},
) {
  const byRoute = new Map(Object.entries(operations).map(([id, operation]) => [routeKey(operation), id]));

  return middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
    .use({
      onError: (request) => {
        const { event, error } = request;
        const failed = failureOf(error);
        const requestId = requestIdOf(event);
        if (failed.code !== 'busy')
          log.error('unexpected', { route: event.routeKey, requestId, error: error ?? new Error('unknown') });
        log.count(failed.code === 'busy' ? 'Busy' : 'Unexpected');
        log.flush();
        request.response = answered(event, problemResponse(failed, requestId));
      },
    })
    .handler(async (event) => {
      const db = forRequest(services.db, requestIdOf(event));
      const response = answered(event, await respond(event, db));
      log.info('answered', {
        route: event.routeKey,
        ...asAnswered(requestIdOf(event), response.statusCode ?? 0, db.refused),
      });
      log.count('Answered');
      log.flush();
      return response;
    });

  /** The answer with the id that it is logged under. */
  function answered(event: ApiEvent, response: APIGatewayProxyStructuredResultV2) {
    return {
      ...response,
      headers: { ...response.headers, [requestIdHeader.toLowerCase()]: requestIdOf(event) },
    };
  }

  async function respond(event: ApiEvent, asked: Database): Promise<APIGatewayProxyStructuredResultV2> {
    const requestId = requestIdOf(event);
    // HEAD has a route of its own and is answered like GET: whoever sends the answer on leaves its body out.
    const id = byRoute.get(event.routeKey.replace(/^HEAD /, 'GET '));
    const operation = id === undefined ? undefined : operations[id];
    if (id === undefined || operation === undefined) return problemResponse(notFound, requestId);
    const db = foreseen[id] === undefined ? notingUnreadable(asked) : readingOnce(asked);
    const person = await caller({ db, now: services.now }, operation, event, foreseen[id]);
    if (!person.ok) {
      noteRefusal(db, id, person.error);
      return problemResponse(person.error, requestId);
    }
    const useCases = makeUseCases({ ...services, db }) as unknown as UseCases<Operations>;
    const perform = performing<Operations>(operations, useCases, db);
    const done = await perform(id, person.value, () =>
      readAsked(operation, furtherDefects[id], person.value, event),
    );
    logUnreadable(log, db);
    if (!done.ok) {
      if (done.error.code === 'busy') log.count('Busy');
      return problemResponse(done.error, requestId);
    }
    const { answer, version } = done.value;
    const { success } = operation;
    return {
      statusCode: success.status,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(version !== undefined && { etag: etagOf(version) }),
      },
      body: JSON.stringify(success.body.parse(answer, parsing(success.body))),
    };
  }
}
