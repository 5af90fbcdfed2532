import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  type Answer,
  type Body,
  type Operation,
  type Parameters,
  type Query,
  routeKey,
} from '../../shared/contract/operation.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Log } from '../log/log.ts';
import { identify, identityOf } from '../people/identify.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { BusyError, type Database } from '../table/database.ts';
import { notFound, type Problem, problem, problemBody } from '../use-case/problem.ts';
import {
  type ApiEvent,
  invalidBody,
  parseBody,
  parseIdempotencyKey,
  parseIfMatch,
  parseParameters,
  parseQuery,
  readJson,
} from './request.ts';

/** A request whose caller, role, parameters, headers and body have been checked against the contract. */
export interface Call<O extends Operation> {
  /** Who calls; null for public operations. */
  readonly person: O['roles'] extends 'public' ? null : PersonItem;
  readonly parameters: Parameters<O>;
  readonly query: Query<O>;
  readonly body: Body<O>;
  /** The version that If-Match names, where the operation needs it. */
  readonly ifMatch: number;
  /** The Idempotency-Key, where the operation needs it. */
  readonly idempotencyKey: string;
}

/** What an implementation answers on success. */
export interface Answered<O extends Operation> {
  readonly body: Answer<O>;
  readonly etag?: string;
}

/** What does the work of an operation. */
export type Implementation<O extends Operation> = (call: Call<O>) => Promise<Result<Answered<O>, Problem>>;

/** An implementation for each operation. */
export type Implementations<Ops extends Readonly<Record<string, Operation>>> = {
  readonly [Id in keyof Ops]: Implementation<Ops[Id]>;
};

/**
 * Finds what else is wrong with a body that its schema has refused, so that the caller learns of
 * everything at once. Must tell a caller nothing of what is not the caller's.
 */
export type FurtherDefects = (
  person: PersonItem,
  parameters: Readonly<Record<string, unknown>>,
  body: unknown,
) => Promise<readonly Defect[]>;

/** What an API function needs besides its operations and their implementations. */
export interface ApiDependencies {
  readonly db: Database;
  readonly log: Log;
}

type AnyImplementation = (call: Call<Operation>) => Promise<Result<Answered<Operation>, Problem>>;

async function caller(
  db: Database,
  operation: Operation,
  event: ApiEvent,
): Promise<Result<PersonItem | null, Problem>> {
  const { roles } = operation;
  if (roles === 'public') return ok(null);
  const identity = identityOf(event.requestContext.authorizer?.jwt?.claims ?? {});
  if (identity === null)
    return fail(problem('not-signed-in', 'Send an identity token in the Authorization header.'));
  const person = await identify(db, identity);
  if (!person.ok || person.value.roles.some((role) => roles.includes(role))) return person;
  return fail(problem('role-needed', `This is for people with the role ${roles.join(' or ')}.`));
}

async function answer(
  db: Database,
  operation: Operation,
  implementation: AnyImplementation,
  furtherDefects: FurtherDefects | undefined,
  event: ApiEvent,
): Promise<Result<Answered<Operation>, Problem>> {
  const person = await caller(db, operation, event);
  if (!person.ok) return person;
  const parameters = parseParameters(operation, event);
  if (parameters === null) return fail(notFound);
  const query = parseQuery(operation, event);
  if (!query.ok) return query;
  const ifMatch = parseIfMatch(operation, event);
  if (!ifMatch.ok) return ifMatch;
  const idempotencyKey = parseIdempotencyKey(operation, event);
  if (!idempotencyKey.ok) return idempotencyKey;
  const json = readJson(operation, event);
  if (!json.ok) return json;
  const body = operation.body === undefined ? ok(undefined) : parseBody(operation.body, json.value);
  if (!body.ok) {
    const further = person.value && (await furtherDefects?.(person.value, parameters, json.value));
    return further ? fail(invalidBody([...(body.error.errors ?? []), ...further])) : body;
  }
  return implementation({
    person: person.value as PersonItem,
    parameters,
    query: query.value,
    body: body.value,
    ifMatch: ifMatch.value,
    idempotencyKey: idempotencyKey.value,
  } as Call<Operation>);
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

/**
 * A Lambda handler that serves `operations`. Whatever goes wrong leaves as RFC 9457; what an
 * implementation answers is checked against the contract before it leaves.
 */
export function apiHandler<Ops extends Readonly<Record<string, Operation>>>(
  { db, log }: ApiDependencies,
  operations: Ops,
  implementations: Implementations<Ops>,
  furtherDefects: { readonly [Id in keyof Ops]?: FurtherDefects } = {},
) {
  const byRoute = new Map(Object.entries(operations).map(([id, operation]) => [routeKey(operation), id]));

  return middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
    .use({
      after: ({ event, response }) => {
        log.info('answered', { route: event.routeKey, status: response?.statusCode ?? 0 });
        log.count('Answered');
        log.flush();
      },
      onError: (request) => {
        const { event, error } = request;
        const busy = error instanceof BusyError;
        if (!busy) log.error('unexpected', { route: event.routeKey, error: error ?? new Error('unknown') });
        log.count(busy ? 'Busy' : 'Unexpected');
        log.flush();
        request.response = problemResponse(
          busy
            ? problem(
                'busy',
                'Many people are working on this at once. Nothing was changed; try again in a moment.',
              )
            : problem(
                'unexpected',
                'Something went wrong on our side. Try again; if it stays, tell the Centre the request id.',
              ),
          event.requestContext.requestId,
        );
      },
    })
    .handler(async (event) => {
      const id = byRoute.get(event.routeKey);
      const operation = id === undefined ? undefined : operations[id];
      if (id === undefined || operation === undefined)
        return problemResponse(notFound, event.requestContext.requestId);
      const implementation = implementations[id] as unknown as AnyImplementation;
      const answered = await answer(db, operation, implementation, furtherDefects[id], event);
      if (!answered.ok) return problemResponse(answered.error, event.requestContext.requestId);
      const { body, etag } = answered.value;
      return {
        statusCode: operation.success.status,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          ...(etag !== undefined && { etag }),
        },
        body: JSON.stringify(operation.success.body.parse(body)),
      };
    });
}
