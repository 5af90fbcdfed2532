import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { defectsOf } from '../../shared/contract/defects.ts';
import { idempotencyKeyPattern, maxBodyBytes, type Operation } from '../../shared/contract/operation.ts';
import { type Defect, fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { parsing } from '../parsing.ts';
import { type Problem, problem } from '../use-case/problem.ts';

/** What API Gateway hands over; public operations come without the authorizer's claims. */
export type ApiEvent = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  readonly requestContext: Omit<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'], 'authorizer'> & {
    readonly authorizer?: { readonly jwt?: { readonly claims: Readonly<Record<string, unknown>> } };
  };
};

/** The version that an ETag names. */
export const etagOf = (version: number): string => `"${version}"`;

/** Parses the address's placeholders. What does not fit its schema cannot exist. */
export const parseParameters = (operation: Operation, event: ApiEvent): Record<string, unknown> | null =>
  operation.parameters === undefined
    ? {}
    : (operation.parameters.safeParse(event.pathParameters ?? {}, parsing(operation.parameters)).data ??
      null);

/** Parses what stands after the path, where the operation takes anything. */
export function parseQuery(operation: Operation, event: ApiEvent): Result<Record<string, unknown>, Problem> {
  if (operation.query === undefined) return ok({});
  const parsed = operation.query.safeParse(event.queryStringParameters ?? {}, parsing(operation.query));
  if (parsed.success) return ok(parsed.data);
  const [defect] = defectsOf(parsed.error);
  return fail(
    problem('invalid-request', `Mend the address at ${defect?.pointer.slice(1)}: ${defect?.detail}`, {
      rule: 'query',
    }),
  );
}

/** Parses If-Match, where the operation needs it, to the version it names. */
export function parseIfMatch(operation: Operation, event: ApiEvent): Result<number, Problem> {
  if (!operation.ifMatch) return ok(0);
  const given = event.headers['if-match'];
  if (given === undefined)
    return fail(
      problem(
        'if-match-missing',
        'Send If-Match with the ETag of what you change, as you read it; "0" for a draft that was never saved.',
      ),
    );
  const version = /^"(\d{1,9})"$/.exec(given)?.[1];
  return version === undefined
    ? fail(
        problem(
          'invalid-request',
          `If-Match must be one ETag of ours, such as "3", not ${given.slice(0, 40)}.`,
          { rule: 'if-match' },
        ),
      )
    : ok(Number(version));
}

/** Parses Idempotency-Key, where the operation needs it. */
export function parseIdempotencyKey(operation: Operation, event: ApiEvent): Result<string, Problem> {
  if (!operation.idempotencyKey) return ok('');
  const given = event.headers['idempotency-key'];
  if (given === undefined)
    return fail(
      problem(
        'idempotency-key-missing',
        'Send an Idempotency-Key: new for each new request, the same for each retry.',
      ),
    );
  return idempotencyKeyPattern.test(given)
    ? ok(given)
    : fail(
        problem(
          'invalid-request',
          'An Idempotency-Key has 16 to 128 letters, digits, hyphens and underscores.',
        ),
      );
}

/** Deepest that the values of a body lie within each other: no operation takes a body as deep as that. */
const deepest = 32;

/**
 * Every string in a body, names of fields too, that holds half of a character, which JSON can say, and UTF-8 and the
 * table cannot; and where the body is nested so deeply that no operation means it.
 */
export function illFormed(value: unknown, at: readonly (string | number)[] = []): readonly Defect[] {
  const defect = { code: 'ill-formed', detail: 'This text holds half of a character. Type it again.' };
  if (typeof value === 'string') return value.isWellFormed() ? [] : [{ pointer: pointer(...at), ...defect }];
  if (typeof value !== 'object' || value === null) return [];
  if (at.length >= deepest)
    return [
      {
        pointer: pointer(...at),
        code: 'too-deep',
        detail: 'Nothing is expected to be nested as deep as this.',
      },
    ];
  if (Array.isArray(value)) return value.flatMap((inner, index) => illFormed(inner, [...at, index]));
  return Object.entries(value).flatMap(([name, inner]) =>
    name.isWellFormed() ? illFormed(inner, [...at, name]) : [{ pointer: pointer(...at), ...defect }],
  );
}

/** Reads the body as JSON. A body that is not needed is not read. */
export function readJson(operation: Operation, event: ApiEvent): Result<unknown, Problem> {
  if (operation.body === undefined) return ok(undefined);
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes)
    return fail(
      problem(
        'too-large',
        `The body has ${bytes.length} bytes; at most ${maxBodyBytes} are taken. Shorten the longest texts.`,
        { rule: 'body' },
      ),
    );
  if (!/^application\/json\s*(?:;|$)/i.test(event.headers['content-type'] ?? ''))
    return fail(problem('not-json', 'Send the body as JSON, with Content-Type: application/json.'));
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unreadable';
    return fail(
      problem('malformed-json', `The body cannot be read as JSON in UTF-8: ${reason}`, { rule: 'json' }),
    );
  }
}
