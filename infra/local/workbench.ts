import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { GatewayRoute } from './gateway.ts';

const root = join(import.meta.dirname, '..', '..');
const compress = promisify(gzip);

/** What the page is served from and told. */
export interface WorkbenchOptions {
  /** The identity provider's address, and the add-on's client id there. */
  readonly issuer: string;
  readonly clientId: string;
  /** Default: where `addon/workbench/build.ts` puts the page. */
  readonly pageFolder?: string;
  /** Default: where `addon/build.ts` puts the file that would be pushed to Google. */
  readonly addonFolder?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** One file of one folder: no way up, no hidden files. */
const SAFE = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/**
 * Routes of the workbench, for the local gateway only: it stands in for Google Sheets, so it is nothing that
 * deploys. The page, and the add-on's file beside it, exactly as it would be pushed.
 */
export function workbenchRoutes(options: WorkbenchOptions): readonly GatewayRoute[] {
  const handler = workbenchHandler(options);
  return ['GET', 'HEAD'].flatMap((method) =>
    ['/workbench', '/workbench/', '/workbench/{proxy+}'].map((path) => ({
      method,
      path,
      authorized: false,
      functionName: 'workbench',
      handler,
    })),
  );
}

function workbenchHandler(options: WorkbenchOptions) {
  const pageFolder = options.pageFolder ?? join(root, 'dist', 'workbench');
  const addonFolder = options.addonFolder ?? join(root, 'dist', 'addon');
  const compressed = new Map<string, Promise<string>>();

  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    // Relative addresses in the page need the slash.
    if (event.rawPath === '/workbench') return { statusCode: 302, headers: { location: '/workbench/' } };
    const name = event.pathParameters?.proxy ?? 'index.html';
    if (name === 'config.json') {
      const { issuer, clientId } = options;
      const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
      return { statusCode: 200, headers, body: JSON.stringify({ issuer, clientId }) };
    }
    if (!SAFE.test(name)) return notFound;
    const file = name === 'addon/Code.js' ? join(addonFolder, 'Code.js') : join(pageFolder, name);
    const content = await readFile(file).catch(() => null);
    if (content === null) return name === 'index.html' ? notBuilt : notFound;

    const lasting = name.startsWith('assets/');
    const squeeze = async () => (await compress(content)).toString('base64');
    // Files in assets/ have their hash in their names; the others change under theirs.
    const body = lasting ? (compressed.get(name) ?? squeeze()) : squeeze();
    if (lasting) compressed.set(name, Promise.resolve(body));
    return {
      statusCode: 200,
      headers: {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
        'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': name === 'sidebar.html' ? sidebarPolicy : pagePolicy(options.issuer),
        // Together they give the page shared memory, through which it answers a run of the add-on that waits.
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
      body: await body,
      isBase64Encoded: true,
    };
  };
}

const notFound: APIGatewayProxyStructuredResultV2 = {
  statusCode: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'There is no such file in the workbench.',
};

const notBuilt: APIGatewayProxyStructuredResultV2 = {
  ...notFound,
  body: 'The workbench has not been built: run "npm run build".',
};

/** Scripts come from here; runs of the add-on are workers made of what the page has fetched. No code from strings. */
const pagePolicy = (issuer: string) =>
  [
    "default-src 'none'",
    "script-src 'self' blob:",
    'worker-src blob:',
    // Univer styles its parts by script.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${issuer}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The add-on's sidebar carries its style and script in itself, and asks for nothing over the network. */
const sidebarPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');
