import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Random } from '../histories/random.ts';

/** What SES may do with an email: whether it sends it, and what it answers. */
const behaviours = [
  'take',
  'throttle',
  'reject',
  'fail',
  'take-and-fail',
  'reset',
  'take-and-reset',
  'stall',
  'take-and-stall',
  'take-and-stop-halfway',
] as const;

/** An SES that behaves badly, and what it has really sent. */
export interface HostileSes {
  readonly url: string;
  /** How often the email of a notice was sent, by the notice’s id. */
  readonly sent: ReadonlyMap<string, number>;
  /** How often it did each thing. */
  readonly did: ReadonlyMap<string, number>;
  /** From now on it only does what it should. */
  behave(): void;
  stop(): void;
}

/** Starts one that chooses what it does by `random`. */
export async function startHostileSes(random: Random): Promise<HostileSes> {
  const sent = new Map<string, number>();
  const did = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let isHostile = true;
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as {
      readonly EmailTags: readonly [{ readonly Value: string }];
    };
    const chosen = isHostile ? random.pick(behaviours) : 'take';
    count(did, chosen);
    if (chosen.startsWith('take')) count(sent, body.EmailTags[0].Value);
    answer(chosen, request.socket, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    did,
    behave: () => {
      isHostile = false;
    },
    stop: () => void server.close().closeAllConnections(),
  };
}

function answer(behaviour: (typeof behaviours)[number], socket: Socket, response: ServerResponse): void {
  const refuse = (status: number, name: string) =>
    response
      .writeHead(status, { 'x-amzn-errortype': name, 'content-type': 'application/json' })
      .end('{"message":"No."}');
  if (behaviour === 'take')
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"message"}');
  else if (behaviour === 'throttle') refuse(429, 'TooManyRequestsException');
  else if (behaviour === 'reject') refuse(400, 'BadRequestException');
  else if (behaviour.endsWith('fail')) refuse(500, 'InternalServiceErrorException');
  else if (behaviour.endsWith('reset')) socket.destroy();
  else if (behaviour === 'take-and-stop-halfway')
    response.writeHead(200, { 'content-length': 99 }).write('{"Me');
}
