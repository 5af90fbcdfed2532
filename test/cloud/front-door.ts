import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen, type Running } from '../../infra/local/ports.ts';

/** Where the API of the stacks is reached, once there is one. */
export interface FrontDoor extends Running {
  /** From now on what comes is handed to the emulator’s API of this id. */
  lead(apiId: string): void;
}

/** Listens where people reach the service, and hands what they ask to the emulator, under the API’s own host. */
export async function startFrontDoor(emulator: URL): Promise<FrontDoor> {
  let host = '';
  const pass = (request: IncomingMessage, response: ServerResponse) => {
    const asked = ask(
      {
        hostname: emulator.hostname,
        port: emulator.port,
        path: request.url,
        method: request.method,
        headers: { ...request.headers, host },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    asked.on('error', () => response.writeHead(502).end());
    request.pipe(asked);
  };
  const server = createServer(pass);
  const port = await listen(server, 0);
  return {
    url: `http://localhost:${port}`,
    lead: (apiId) => {
      host = `${apiId}.execute-api.localhost:${emulator.port}`;
    },
    stop: () => close(server),
  };
}
