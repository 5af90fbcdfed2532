import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { RoutePattern, SelectedRoute } from './routing.ts';

/** What leaves the gateway. */
export interface Reply {
  readonly statusCode: number;
  /** A header that occurs several times, such as `set-cookie`, has a list. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** The claims of a verified token as the authorizer hands them on: every one a string. */
export type Claims = Readonly<Record<string, string>>;

/** What the event is made of. */
export interface ReceivedRequest {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly requestId: string;
  readonly selected: SelectedRoute<RoutePattern>;
  /** Absent on routes without authorizer. */
  readonly claims?: Claims | undefined;
}

/** A request as an HTTP API hands it to a function: payload format version 2.0. */
export function toEvent(received: ReceivedRequest): APIGatewayProxyEventV2 {
  const { request, url, body, requestId, claims } = received;
  const { route, pathParameters } = received.selected;
  const { cookie, ...distinct } = request.headersDistinct;
  const headers = Object.fromEntries(
    Object.entries(distinct).map(([name, values]) => [name, values?.join(',') ?? '']),
  );
  const host = url.host;
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  // HTTP APIs hand the path over decoded (REST APIs and function URLs do not).
  const path = decodeURIComponent(url.pathname);
  const routeKey = `${route.method} ${route.path}`;
  const now = new Date();
  const encoded = body.length > 0 && !isText(headers['content-type']);

  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookie && { cookies: cookie.flatMap((line) => line.split('; ')) }),
    headers: {
      ...headers,
      'content-length': String(body.length),
      host,
      'x-amzn-trace-id': `Root=${requestId}`,
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': url.port,
      'x-forwarded-proto': 'http',
    },
    ...(url.search.length > 1 && { queryStringParameters: joined(url.searchParams) }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split('.')[0] ?? host,
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: accessLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters: { ...pathParameters } }),
    ...(body.length > 0 && { body: body.toString(encoded ? 'base64' : 'utf8') }),
    isBase64Encoded: encoded,
  };
  return claims ? authorizedEvent(event, claims) : event;
}

/** The same event with the token's claims where the JWT authorizer puts them. */
function authorizedEvent(
  event: APIGatewayProxyEventV2,
  claims: Claims,
): APIGatewayProxyEventV2WithJWTAuthorizer {
  const authorizer = { jwt: { claims: { ...claims }, scopes: null } };
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
}

/**
 * What a function answered, as an HTTP API understands it: an object with a `statusCode` is the response;
 * anything else is the body of a 200 in JSON.
 */
export function toReply(result: unknown): Reply {
  if (!isStructured(result)) {
    const body = typeof result === 'string' ? result : (JSON.stringify(result) ?? '');
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const headers: Record<string, string | string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(result.headers ?? {}))
    headers[name.toLowerCase()] = String(value);
  if (result.cookies?.length) headers['set-cookie'] = result.cookies;
  return {
    statusCode: result.statusCode,
    headers,
    body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

interface StructuredResult {
  readonly statusCode: number;
  readonly headers?: Record<string, boolean | number | string>;
  readonly cookies?: string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const isStructured = (result: unknown): result is StructuredResult =>
  typeof result === 'object' && result !== null && 'statusCode' in result;

/** The gateway passes these on as text, and everything else, form posts too, in base64. */
const isText = (contentType = '') =>
  /^(text\/|application\/([\w.-]+\+)?(json|xml)\b|application\/javascript\b)/i.test(contentType);

function joined(parameters: URLSearchParams): Record<string, string> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(names.map((name) => [name, parameters.getAll(name).join(',')]));
}

/** As in access logs: `12/Mar/2026:19:03:58 +0000`. */
function accessLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
