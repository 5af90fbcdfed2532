import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { type JwtSettings, jwtAuthorizer } from './jwt-authorizer.ts';
import { lambdaContext } from './lambda-context.ts';
import { type Reply, toEvent, toReply } from './payload.ts';
import { close, listen, type Running } from './ports.ts';
import { type RoutePattern, selectRoute } from './routing.ts';

/** A route of the API and the function behind it. */
export interface GatewayRoute extends RoutePattern {
  /** Whether the JWT authorizer stands before it. */
  readonly authorized: boolean;
  readonly handler: (
    event: APIGatewayProxyEventV2,
    context: Context,
  ) => Promise<APIGatewayProxyStructuredResultV2 | string>;
  /** The function's name in its context and log; `local` without one. */
  readonly functionName?: string;
}

/** What to serve. */
export interface GatewayOptions {
  readonly routes: readonly GatewayRoute[];
  readonly jwt: JwtSettings;
  /** 0 (the default) for any free port. */
  readonly port?: number;
  /** Milliseconds a function has before the gateway answers for it; 30,000, as an HTTP API gives. */
  readonly timeout?: number;
}

/** What an HTTP API takes, and what Lambda takes of it as an event, bodies in base64 included. */
const MAX_BODY = 10 * 1024 * 1024;
const MAX_EVENT = 6 * 1024 * 1024;

/** What Lambda passes on of an answer, as JSON with its headers, bodies in base64 included: more is a function’s failure. */
const MAX_ANSWER = 6_291_556;

/**
 * Serves functions over HTTP as API Gateway's HTTP APIs do, with the same events (payload format 2.0) and
 * the same errors of its own, which are `{"message"}`.
 *
 * @throws a sentence for the terminal when the port is taken
 */
export async function startGateway(options: GatewayOptions): Promise<Running> {
  const answer = answerer(options);
  const server = createServer((request, response) => {
    const requestId = randomUUID();
    const send = ({ statusCode, headers, body }: Reply) =>
      response.writeHead(statusCode, { ...headers, 'apigw-requestid': requestId }).end(body);
    answer(request, requestId)
      .then(send)
      .catch((error: unknown) => {
        console.error(`${request.method} ${request.url} failed:`, error);
        send(message(500, 'Internal Server Error'));
      });
  });
  const port = await listen(server, options.port ?? 0);
  return { url: `http://localhost:${port}`, stop: () => close(server) };
}

function answerer({ routes, jwt, timeout = 30_000 }: GatewayOptions) {
  const authorize = jwtAuthorizer(jwt);

  return async (request: IncomingMessage, requestId: string): Promise<Reply> => {
    const url = URL.parse(`http://${request.headers.host ?? 'localhost'}${request.url}`);
    if (!url || !isDecodable(url.pathname)) return message(400, 'Bad Request');

    const selected = selectRoute(routes, request.method ?? 'GET', url.pathname);
    if (!selected) return message(404, 'Not Found');
    const { route } = selected;

    const authorization = route.authorized ? await authorize(request.headers.authorization) : undefined;
    if (authorization && 'challenge' in authorization)
      return message(401, 'Unauthorized', { 'www-authenticate': authorization.challenge });

    const body = await readBody(request);
    if (!body) return message(413, 'Request Entity Too Large');

    const event = toEvent({ request, url, body, requestId, selected, claims: authorization?.claims });
    if (isLarger(event, body.length, MAX_EVENT)) return message(413, 'Request Entity Too Large');
    const context = lambdaContext(route.functionName ?? 'local', timeout);
    const work = route.handler(event, context).then((answer) => {
      const reply = toReply(answer);
      if (!isLarger(answer, reply.body.length, MAX_ANSWER)) return reply;
      console.error(
        `${route.method} ${route.path} answered more than the ${MAX_ANSWER} bytes that Lambda takes.`,
      );
      return message(500, 'Internal Server Error');
    });
    return inTime(work, timeout, message(503, 'Service Unavailable'));
  };
}

/** Room for headers and the rest: Node takes at most 16 KB of them, and functions answer with few. */
const BESIDES = 64 * 1024;

/**
 * Whether something with a body of so many bytes is larger than a limit as JSON. A byte of a body takes at most six
 * there, as `\u0000` does: what is small is not made into JSON to be counted.
 */
const isLarger = (whole: unknown, bodyBytes: number, limit: number): boolean =>
  bodyBytes * 6 + BESIDES > limit && Buffer.byteLength(JSON.stringify(whole) ?? '') > limit;

function message(statusCode: number, text: string, headers: Record<string, string> = {}): Reply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}

/** The whole body, or nothing if it is too large; it is read to its end all the same, so that the client listens. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  }
  return size <= MAX_BODY ? Buffer.concat(chunks) : undefined;
}

async function inTime<T>(work: Promise<T>, timeout: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, timeout, otherwise);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
