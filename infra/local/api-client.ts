import { randomUUID } from 'node:crypto';
import type { Answer, BodyInput, Operation, Parameters } from '../../shared/contract/operation.ts';

/** What a request needs besides its operation. */
export interface ApiRequest<O extends Operation> {
  readonly parameters?: { readonly [Name in keyof Parameters<O>]: string | number };
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: BodyInput<O>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back, whatever its status. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Calls operations of the API as one person. */
export interface ApiClient {
  /** The answer's body; throws with the problem's sentences where it is not a success. */
  call<O extends Operation>(operation: O, request?: ApiRequest<O>): Promise<Answer<O>>;
  /** Reads something; answers with the headers that its change needs, as it stands now. */
  lock<O extends Operation>(operation: O, request?: ApiRequest<O>): Promise<{ readonly 'if-match': string }>;
  /** The raw answer. */
  send<O extends Operation>(operation: O, request?: ApiRequest<O>): Promise<ApiResponse>;
}

/**
 * A client derived from the contract, for the commands and tests of this machine. It makes a key
 * for each request that needs one; a header that is given as empty is left out.
 */
export function apiClient(origin: string, token: string): ApiClient {
  const send: ApiClient['send'] = async (operation, { parameters = {}, query, body, headers } = {}) => {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String((parameters as Record<string, unknown>)[name])),
    );
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const response = await fetch(`${origin}${path}${search}`, {
      method: operation.method,
      headers: Object.entries({
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(operation.idempotencyKey && { 'idempotency-key': randomUUID() }),
        ...headers,
      }).filter(([, value]) => value !== ''),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  const succeed: ApiClient['send'] = async (operation, request) => {
    const response = await send(operation, request);
    if (response.status !== operation.success.status)
      throw new Error(
        `${operation.method} ${operation.path} answered ${response.status}: ${JSON.stringify(response.body)}`,
      );
    return response;
  };
  return {
    send,
    call: async (operation, request) =>
      operation.success.body.parse((await succeed(operation, request)).body) as Answer<typeof operation>,
    lock: async (operation, request) => ({
      'if-match': (await succeed(operation, request)).headers.get('etag') ?? '',
    }),
  };
}
