import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway } from '../infra/local/gateway.ts';
import type { Running } from '../infra/local/ports.ts';
import { workbenchRoutes } from '../infra/local/workbench.ts';

const issuer = 'http://127.0.0.1:4999';

let folder: string;
let gateway: Running;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await mkdir(join(folder, 'addon'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'page', 'index.html'), '<p>page</p>');
  await writeFile(join(folder, 'page', 'sidebar.html'), '<p>sidebar</p>');
  await writeFile(join(folder, 'page', 'assets', 'script-ab12.js'), 'script');
  await writeFile(join(folder, 'addon', 'Code.js'), 'the add-on');
  gateway = await startGateway({
    jwt: { issuer, audiences: [] },
    routes: workbenchRoutes({
      issuer,
      clientId: 'add-on',
      pageFolder: join(folder, 'page'),
      addonFolder: join(folder, 'addon'),
    }),
  });
});

afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

const get = async (path: string) => {
  const response = await fetch(`${gateway.url}${path}`, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

test('the page, its files, and the add-on as it would be pushed', async () => {
  expect((await get('/workbench')).headers.get('location')).toBe('/workbench/');
  expect((await get('/workbench/')).body).toBe('<p>page</p>');
  expect((await get('/workbench/addon/Code.js')).body).toBe('the add-on');
  const script = await get('/workbench/assets/script-ab12.js');
  expect(script.body).toBe('script');
  expect(script.headers.get('cache-control')).toContain('immutable');
  expect(JSON.parse((await get('/workbench/config.json')).body)).toEqual({ issuer, clientId: 'add-on' });
});

test.each([
  '/workbench/../secret.txt',
  '/workbench/%2e%2e/secret.txt',
  '/workbench/..%2fsecret.txt',
  '/workbench/assets/..%2f..%2fsecret.txt',
  '/workbench/%2fetc%2fpasswd',
  '/workbench/.hidden',
  '/workbench/addon/appsscript.json',
  '/workbench/nothing.js',
])('nothing else is given out: %s', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret');
});

test('scripts of the page come from here only, and nothing makes code from strings', async () => {
  const page = (await get('/workbench/')).headers.get('content-security-policy') ?? '';
  expect(page).toContain("script-src 'self' blob:;");
  expect(page).not.toContain('unsafe-eval');
  expect(page).toContain(`connect-src 'self' ${issuer};`);
  const sidebar = (await get('/workbench/sidebar.html')).headers.get('content-security-policy') ?? '';
  expect(sidebar).not.toContain('connect-src');
  expect(sidebar).toContain("default-src 'none'");
});

test('a page that was not built says how to build it', async () => {
  const other = await startGateway({
    jwt: { issuer, audiences: [] },
    routes: workbenchRoutes({ issuer, clientId: 'add-on', pageFolder: join(folder, 'none') }),
  });
  const response = await fetch(`${other.url}/workbench/`);
  expect(await response.text()).toContain('npm run build');
  await other.stop();
});
