import type * as z from 'zod';
import type { Answer, BodyInput, Operation, Parameters } from '../../shared/contract/operation.ts';
import { problem } from '../../shared/contract/problem.ts';
import type { ProblemCode } from '../../shared/contract/problems.ts';
import { requestIdHeader } from '../../shared/contract/request-id.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isConsentMissing } from './consent.ts';
import { identityToken } from './identity.ts';
import { apiUrl } from './settings.ts';
import { parseTolerantly } from './tolerant.ts';

/** What an operation needs to be called, no more and no less. */
export type Request<O extends Operation> = (O extends { parameters: z.ZodObject }
  ? { readonly parameters: Parameters<O> }
  : unknown) &
  (O extends { body: z.ZodType } ? { readonly body: BodyInput<O> } : unknown) &
  (O extends { ifMatch: true } ? { readonly headers: { readonly 'If-Match': string } } : unknown) &
  (O extends { idempotencyKey: true }
    ? { readonly headers: { readonly 'Idempotency-Key': string } }
    : unknown);

/** What an operation answered, with the ETag for the next If-Match where it has one. */
export interface Answered<O extends Operation> {
  readonly body: Answer<O>;
  readonly etag: string | null;
}

/** An RFC 9457 problem of ours. */
export type Problem = z.output<typeof problem>;

/**
 * Why there is no answer to use. After `unreachable` or a status from 500 nobody knows what was done. `requestId` leads
 * the Centre to what its logs have of it.
 */
export type CallFailure =
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'unreachable'; readonly requestId: string }
  /** The person has not granted what this needs. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'out-of-quota' }
  /** Google asks for a pause: too many calls in a short time. */
  | { readonly kind: 'too-fast' }
  /** `problem` is null where the gateway answered in place of the service; `retryAfter` is in seconds. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly problem: Problem | null;
      readonly retryAfter: number | null;
      readonly requestId: string;
    }
  | { readonly kind: 'unreadable'; readonly requestId: string };

/** Calls an operation of the contract. */
export type Call = <O extends Operation>(
  operation: O,
  request: Request<O>,
) => Result<Answered<O>, CallFailure>;

/** Milliseconds before each further attempt. */
const waits = [1_000, 3_000, 9_000];

/** Longest wait, in seconds, that a person is kept for without an explanation. */
const longestWait = 20;

/**
 * A client of the API for one run of the add-on, signed in as the person at the spreadsheet. It tries
 * again, with the very same request, where trying again can help. All that it asks for has one id, which the service
 * logs, down to the email that comes of it.
 */
export function openApi(): Result<Call, CallFailure> {
  const base = apiUrl();
  if (base === null) return fail({ kind: 'not-set-up' });
  const token = identityToken();
  if (token === null) return fail({ kind: 'no-identity' });
  const requestId = Utilities.getUuid();
  return ok((operation, request) => {
    const { parameters, body, headers } = request as Parts;
    const url =
      base + operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parameters?.[name] ?? ''));
    const response = send(url, requestId, {
      method: methods[operation.method],
      headers: {
        ...headers,
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        [requestIdHeader]: requestId,
      },
      ...(body !== undefined && { payload: JSON.stringify(body), contentType: 'application/json' }),
      muteHttpExceptions: true,
      followRedirects: false,
    });
    return response.ok ? read(operation, response.value, requestId) : response;
  });
}

/** The stable code of a refusal, where it has one. */
export const codeOf = (failure: CallFailure): ProblemCode | null =>
  failure.kind === 'refused' && failure.problem !== null
    ? (failure.problem.type.replace(/^.*:/, '') as ProblemCode)
    : null;

interface Parts {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
}

const methods = { GET: 'get', PUT: 'put', POST: 'post' } as const;

type Options = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions;

function send(url: string, requestId: string, options: Options): Result<Response, CallFailure> {
  for (const wait of waits) {
    const outcome = attempt(url, requestId, options);
    if (outcome.ok) return outcome;
    const seconds = secondsToWait(outcome.error, wait / 1_000);
    if (seconds === null || seconds > longestWait) return outcome;
    Utilities.sleep(Math.ceil(seconds * 1_000));
  }
  return attempt(url, requestId, options);
}

/** Null where trying again would not help. */
function secondsToWait(failure: CallFailure, otherwise: number): number | null {
  if (failure.kind === 'unreachable' || failure.kind === 'too-fast') return otherwise;
  if (failure.kind !== 'refused') return null;
  return failure.status === 429 || failure.status >= 500 ? (failure.retryAfter ?? otherwise) : null;
}

function attempt(url: string, requestId: string, options: Options): Result<Response, CallFailure> {
  let answer: GoogleAppsScript.URL_Fetch.HTTPResponse;
  try {
    answer = UrlFetchApp.fetch(url, options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (isConsentMissing(detail)) return fail({ kind: 'not-allowed' });
    // The manifest names other hosts: nothing that the reviewer or time could mend.
    if (/whitelisted/.test(detail)) return fail({ kind: 'not-set-up' });
    // “too many times for one day” is a limit, “too many times in a short time” a pause.
    if (/short time|try again later|simultaneous/i.test(detail)) return fail({ kind: 'too-fast' });
    if (/too many times|quota|limit exceeded|bandwidth/i.test(detail)) return fail({ kind: 'out-of-quota' });
    // Google's own words are for the log: a reviewer gets the code under which they stand there.
    console.error(`${requestId}: ${detail}`);
    return fail({ kind: 'unreachable', requestId });
  }
  const status = answer.getResponseCode();
  const headers = lowerCased(answer.getAllHeaders());
  const json = parsed(answer.getContentText());
  if (status >= 200 && status < 300) return ok({ status, headers, json });
  const retryAfter = /^\d+$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : null;
  return fail({ kind: 'refused', status, problem: parseTolerantly(problem, json), retryAfter, requestId });
}

function read<O extends Operation>(
  operation: O,
  response: Response,
  requestId: string,
): Result<Answered<O>, CallFailure> {
  const body = parseTolerantly(operation.success.body, response.json);
  if (body === null) return fail({ kind: 'unreadable', requestId });
  return ok({ body: body as Answer<O>, etag: response.headers.etag ?? null });
}

/** Whoever passes a header on may change the case of its name. */
function lowerCased(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      String(Array.isArray(value) ? value[0] : value),
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
