import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a request: the connection is cut before the service has got it, while the service works on
 * it, or after the service has answered but before the answer is passed on, or a gateway answers in the
 * service's place.
 */
export type Fault = 'cut-before' | 'cut-during' | 'cut-after' | 'bad-gateway';

/** A way to a service on which requests can be made to fail. */
export interface FaultyProxy {
  readonly url: string;
  /** Method and path of every request since the last `fail` or `work`. */
  readonly requests: readonly string[];
  /** The nth request from now on fails, counted from 1; with `forGood`, all after it as well. */
  fail(nth: number, fault: Fault, forGood: boolean): void;
  /** Everything works from now on. */
  work(): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of `target`. `whenCut` is done before a connection is cut: ending the service, say. */
export async function startFaultyProxy(
  target: string,
  whenCut: () => Promise<void> = async () => {},
): Promise<FaultyProxy> {
  const requests: string[] = [];
  let faultOf: (nth: number) => Fault | null = () => null;
  const restart = (fault: typeof faultOf) => {
    requests.length = 0;
    faultOf = fault;
  };

  const cut = async (incoming: IncomingMessage) => {
    await whenCut();
    incoming.socket.destroy();
  };
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const fault = faultOf(requests.length);
    const body = await read(incoming);
    if (fault === 'cut-before') return cut(incoming);
    const sent = send(target, incoming, body);
    if (fault === 'cut-during') return Promise.all([cut(incoming), sent.catch(() => {})]);
    const answered = await sent;
    if (fault === 'cut-after') return cut(incoming);
    if (fault === 'bad-gateway') return response.writeHead(502).end('<h1>Bad gateway</h1>');
    return pass(answered, response);
  };
  // A service that is down cuts the connection as well.
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (nth, fault, forGood) =>
      restart((count) => (count === nth || (forGood && count > nth) ? fault : null)),
    work: () => restart(() => null),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Passed {
  readonly message: IncomingMessage;
  readonly body: Buffer;
}

const send = (target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Passed> =>
  new Promise((resolve, reject) => {
    const { host, port } = new URL(target);
    const outgoing = forward(new URL(url ?? '/', target), {
      ...(method !== undefined && { method }),
      headers: { ...headers, host: port === '' ? host : `${new URL(target).hostname}:${port}` },
    });
    outgoing.on('response', async (message) => resolve({ message, body: await read(message) }));
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const pass = ({ message, body }: Passed, response: ServerResponse) =>
  response.writeHead(message.statusCode ?? 502, message.headers).end(body);
