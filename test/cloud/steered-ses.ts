import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen, type Running } from '../../infra/local/ports.ts';

/** What SES does with the emails that come. */
type Behaviour = 'take' | 'throttle' | 'stall';

/** An SES before the inbox that does as it is told. */
export interface SteeredSes extends Running {
  now(behaviour: Behaviour): void;
  /** How many emails came while it behaved so. */
  readonly came: Readonly<Record<Behaviour, number>>;
}

/** Starts one that hands what it takes to the inbox at `inbox`. */
export async function startSteeredSes(inbox: string): Promise<SteeredSes> {
  let behaviour: Behaviour = 'take';
  const came = { take: 0, throttle: 0, stall: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    came[behaviour] += 1;
    // It never answers: whoever asks gives up.
    if (behaviour === 'stall') return;
    if (behaviour === 'throttle') {
      response.writeHead(429, {
        'content-type': 'application/json',
        'x-amzn-errortype': 'TooManyRequestsException',
      });
      response.end(JSON.stringify({ message: 'Maximum sending rate exceeded.' }));
      return;
    }
    const { host, 'content-length': _, ...headers } = request.headers;
    const taken = await fetch(new URL(request.url ?? '/', inbox), {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    response.writeHead(taken.status, { 'content-type': 'application/json' }).end(await taken.text());
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(502).end());
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    now: (next) => {
      behaviour = next;
    },
    came,
    stop: async () => {
      server.closeAllConnections();
      await close(server);
    },
  };
}
