import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A part of the local service that is up. */
export interface Running {
  /** Where it answers, without a trailing slash. */
  readonly url: string;
  /** Stops it and frees its port. */
  stop(): Promise<void>;
}

/** Which port each part of the local service listens on. */
export interface Ports {
  readonly gateway: number;
  readonly identityProvider: number;
  readonly mail: number;
  readonly database: number;
}

/**
 * Four ports in a row, from `PORT` (default 4000).
 *
 * @throws a sentence for the terminal when `PORT` cannot be used
 */
export function portsFrom(env: NodeJS.ProcessEnv): Ports {
  const first = Number(env.PORT ?? 4000);
  if (!Number.isInteger(first) || first < 1 || first > 65532)
    throw new Error(`PORT is "${env.PORT}": give a whole number from 1 to 65532, such as PORT=4000.`);
  return { gateway: first, identityProvider: first + 1, mail: first + 2, database: first + 3 };
}

/**
 * Makes a server listen on this machine only.
 *
 * @param port 0 for any free one
 * @returns the port it got
 * @throws a sentence for the terminal when the port is taken
 */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw isTaken(error) ? portTaken(port, error) : error;
  }
  return (server.address() as AddressInfo).port;
}

/** Stops a server at once: connections kept alive by browsers are closed too. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Below the ports that systems hand out by themselves, for connections to elsewhere: from 32768, or from 49152. */
const ours = { from: 20_000, to: 32_000 };

/**
 * Finds a port for a program that cannot find its own, or that starts later. Any free one is one that no connection
 * gets by itself until then.
 *
 * @param port the one wished for, or 0 for any free one
 * @throws a sentence for the terminal when the port is taken
 */
export async function freePort(port = 0): Promise<number> {
  if (port !== 0) {
    const server = createServer();
    await listen(server, port);
    await close(server);
    return port;
  }
  for (let tried = 1; ; tried++) {
    const candidate = randomInt(ours.from, ours.to);
    try {
      return await freePort(candidate);
    } catch (error) {
      if (tried === 20) throw error;
    }
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code));

const portTaken = (port: number, cause: unknown) =>
  new Error(
    `Port ${port} is not free: stop the program that uses it, or start with other ports, for example PORT=4100 npm start.`,
    { cause },
  );
