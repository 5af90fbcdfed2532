import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type GatewayRoute, startGateway } from './gateway.ts';
import type { Running } from './ports.ts';

type Handler = GatewayRoute['handler'];
type Result = APIGatewayProxyStructuredResultV2 | string;
type Claims = { readonly [name: string]: unknown; readonly exp?: number };

const events: APIGatewayProxyEventV2[] = [];

/** Keeps the event and answers with it. */
const echo: Handler = async (event) => {
  events.push(event);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};

const route = (key: string, handler: Handler, authorized = false): GatewayRoute => {
  const [method = '', path = ''] = key.split(' ');
  return { method, path, handler, authorized };
};

const answers = (result: Result): Handler => vi.fn(async () => result);

let issuer: Running;
let gateway: Running;
let sign: (claims: Claims) => Promise<string>;

beforeAll(async () => {
  // Nothing but two documents: an issuer whose every claim the tests can choose.
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: '1' }] });
  issuer = await startGateway({
    jwt: { issuer: '', audiences: [] },
    routes: [
      route('GET /.well-known/openid-configuration', async () => `{"jwks_uri":"${issuer.url}/keys"}`),
      route('GET /keys', async () => keys),
    ],
  });
  sign = (claims) =>
    new SignJWT({ iss: issuer.url, aud: 'addon', sub: '1001', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .setIssuedAt()
      .setExpirationTime(claims.exp ?? '1h')
      .sign(privateKey);

  gateway = await startGateway({
    jwt: { issuer: issuer.url, audiences: ['addon', 'site'] },
    timeout: 300,
    routes: [
      route('ANY /echo/{id}', echo),
      route('GET /private', echo, true),
      route('GET /structured', answers({ statusCode: 201, cookies: ['a=1', 'b=2'], body: 'made' })),
      route('GET /inferred', answers({ body: 'hello' })),
      route('GET /binary', answers({ statusCode: 200, body: 'AAEC', isBase64Encoded: true })),
      route('GET /large/{size}', async ({ pathParameters }) => ({
        statusCode: 200,
        body: '"'.repeat(Number(pathParameters?.size) / 2),
      })),
      route('GET /throws', async () => {
        throw new Error('a bug');
      }),
      route('GET /slow', async () => {
        await sleep(600);
        return 'late';
      }),
    ],
  });
});
afterAll(() => Promise.all([gateway.stop(), issuer.stop()]));

const request = (path: string, init?: RequestInit) => fetch(`${gateway.url}${path}`, init);

const eventOf = async (path: string, init?: RequestInit): Promise<APIGatewayProxyEventV2> => {
  await request(path, init);
  const event = events.at(-1);
  if (!event) throw new Error('no event');
  return event;
};

test('a request arrives as an event of payload format 2.0', async () => {
  const event = await eventOf('/echo/a%20b?x=1&x=2&y=%26', {
    headers: { Cookie: 'one=1; two=2', 'X-Twice': 'a', 'If-Match': '"0"' },
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /echo/{id}',
    rawPath: '/echo/a b',
    rawQueryString: 'x=1&x=2&y=%26',
    queryStringParameters: { x: '1,2', y: '&' },
    cookies: ['one=1', 'two=2'],
    headers: { 'if-match': '"0"', 'x-twice': 'a' },
    pathParameters: { id: 'a b' },
    requestContext: { stage: '$default', http: { method: 'GET', path: '/echo/a b' } },
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
});

test('JSON arrives as text, a form post in base64', async () => {
  const json = await eventOf('/echo/1', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(json).toMatchObject({ body: '{}', isBase64Encoded: false });

  const form = await eventOf('/echo/1', { method: 'POST', body: new URLSearchParams({ name: 'Ada' }) });
  expect(form).toMatchObject({ body: btoa('name=Ada'), isBase64Encoded: true });
});

test('a function may answer with status, headers, cookies and bytes, or with just a value', async () => {
  const structured = await request('/structured');
  expect([structured.status, await structured.text()]).toEqual([201, 'made']);
  expect(structured.headers.getSetCookie()).toEqual(['a=1', 'b=2']);

  const inferred = await request('/inferred');
  expect(inferred.headers.get('content-type')).toBe('application/json');
  expect(await inferred.json()).toEqual({ body: 'hello' });

  expect(await (await request('/binary')).bytes()).toEqual(new Uint8Array([0, 1, 2]));
});

test("a good token lets the request through, its claims as text, with 'Bearer' or without", async () => {
  const token = await sign({ email: 'ada@example.org', email_verified: true, groups: ['a', 'b'] });
  for (const authorization of [token, `Bearer ${token}`]) {
    const { requestContext } = await eventOf('/private', { headers: { authorization } });
    expect(requestContext).toMatchObject({
      authorizer: {
        jwt: {
          claims: {
            sub: '1001',
            email_verified: 'true',
            groups: '[a b]',
            exp: expect.stringMatching(/^\d+$/),
          },
          scopes: null,
        },
      },
    });
  }
});

test('a token without aud is let in by its client_id', async () => {
  const token = await sign({ aud: undefined, client_id: 'site' });
  expect((await request('/private', { headers: { authorization: token } })).status).toBe(200);
});

test.each([
  ['no token', async () => ''],
  ['no token at all but text', async () => 'Bearer nonsense'],
  ['a token of another issuer', () => sign({ iss: 'http://localhost:1' })],
  ['a token for another audience', () => sign({ aud: 'other' })],
  ['an expired token', () => sign({ exp: Math.floor(Date.now() / 1000) - 1 })],
  ['a token for later', () => sign({ nbf: Math.floor(Date.now() / 1000) + 60 })],
  ['a changed token', async () => (await sign({})).replace(/\.[^.]+\./, `.${btoa('{"sub":"1002"}')}.`)],
])("%s is answered by the gateway's own 401", async (_, token) => {
  const authorization = await token();
  const response = await request('/private', { headers: authorization ? { authorization } : {} });
  expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized"}']);
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('unknown paths, bugs and slow functions get its own 404, 500 and 503', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const answered = async (path: string) => {
    const response = await request(path);
    return [response.status, await response.json()];
  };
  expect(await answered('/nowhere')).toEqual([404, { message: 'Not Found' }]);
  expect(await answered('/throws')).toEqual([500, { message: 'Internal Server Error' }]);
  expect(await answered('/slow')).toEqual([503, { message: 'Service Unavailable' }]);
  expect(log).toHaveBeenCalledTimes(1);
  log.mockRestore();
});

test('a body of more than 10 MB never reaches a function', async () => {
  const response = await request('/echo/1', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
});

test('nor does one that Lambda would refuse as an event: a form of 4 MB passes, in base64, one of 5 MB does not', async () => {
  const sent = async (megabytes: number) => {
    const body = new Uint8Array(megabytes * 1024 * 1024);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    return (await request('/echo/1', { method: 'POST', headers, body })).status;
  };
  expect([await sent(4), await sent(5)]).toEqual([200, 413]);
});

test('an answer that Lambda would not pass on is its own 500: what counts are the bytes of its JSON', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const around = JSON.stringify({ statusCode: 200, body: '' }).length;
  const fits = await request(`/large/${6_291_556 - around}`);
  expect([fits.status, (await fits.text()).length]).toEqual([200, (6_291_556 - around) / 2]);
  const over = await request(`/large/${6_291_558 - around}`);
  expect([over.status, await over.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
