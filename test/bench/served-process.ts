/** A server of `served.ts`: told by messages what to be, it answers with its address, and later with its CPU. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { builtFunctions } from '../../infra/build-functions.ts';
import { type GatewayRoute, startGateway } from '../../infra/local/gateway.ts';
import { jwtAuthorizer } from '../../infra/local/jwt-authorizer.ts';
import { listen } from '../../infra/local/ports.ts';
import { routes } from '../../infra/routes.ts';
import { anew } from './anew.ts';
import { bareClient } from './bare.ts';
import type { Told } from './served.ts';

async function service({ issuer, audience }: Told): Promise<string> {
  const load = async (name: string): Promise<GatewayRoute['handler']> =>
    (await import(join(builtFunctions, name, 'index.mjs'))).handler;
  const handler = await load('reviewer-api');
  const gateway = await startGateway({
    jwt: { issuer, audiences: [audience] },
    routes: routes.map(({ method, path, needsToken, function: functionName }) => ({
      method,
      path,
      authorized: needsToken,
      functionName,
      handler,
    })),
  });
  return gateway.url;
}

/** Checks the token, makes the same requests and answers: what nobody can do without. */
async function bare({ issuer, audience, requests, of }: Told): Promise<string> {
  const authorize = jwtAuthorizer({ issuer, audiences: [audience] });
  const send = bareClient();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const given = JSON.parse(Buffer.concat(chunks).toString());
    const authorization = await authorize(request.headers.authorization);
    if ('challenge' in authorization) throw new Error(authorization.challenge);
    const seat = {
      roundId: request.url?.split('/')[3] ?? '',
      personId: String(authorization.claims.sub),
    };
    const hash = String(given.criteriaSetHash);
    await send(requests.map(({ operation, body }) => ({ operation, body: anew(body, of, seat) })));
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ ...seat, hash }));
  });
  return `http://127.0.0.1:${await listen(server, 0)}`;
}

let used = process.cpuUsage();
process.on('message', async (message: Told | 'cpu') => {
  if (message !== 'cpu') {
    process.send?.(await (message.arm === 'service' ? service(message) : bare(message)));
    return;
  }
  const { user, system } = process.cpuUsage(used);
  used = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.on('disconnect', () => process.exit());
