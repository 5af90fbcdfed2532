import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { notFoundPage } from './answer.ts';
import { acceptsGzip } from './compressed.ts';
import type { Answer, Visit } from './visit.ts';

/** A file that browsers keep. */
interface Asset {
  readonly contentType: string;
  /** Changes with the content. */
  readonly version: string;
  readonly content: Buffer;
  /** Where that is smaller. */
  readonly gzipped: Buffer | null;
}

/** The style sheets and images. */
export interface Assets {
  /** The file with this path, such as `images/favicon.svg`. */
  readonly find: (path: string) => Asset | null;
  /** The address of a file, for templates. It changes with the content, so that browsers may keep it for ever. */
  readonly url: (path: string) => string;
}

const types: Readonly<Record<string, { readonly contentType: string; readonly isText: boolean }>> = {
  '.css': { contentType: 'text/css; charset=utf-8', isText: true },
  '.svg': { contentType: 'image/svg+xml', isText: true },
  '.png': { contentType: 'image/png', isText: false },
  '.ico': { contentType: 'image/x-icon', isText: false },
};

/** Lists what lies in the folders now: only that can be asked for, so no path leads out of them. */
export function createAssets(folders: readonly string[]): Assets {
  const files = new Map(folders.flatMap(listFiles));
  const read = new Map<string, Asset>();

  const find = (path: string): Asset | null => {
    const file = files.get(path);
    if (file === undefined) return null;
    const asset = read.get(path) ?? readAsset(file);
    read.set(path, asset);
    return asset;
  };
  const url = (path: string): string => {
    const asset = find(path);
    if (asset === null) throw new Error(`There is no asset ${path}.`);
    return `/assets/${path}?v=${asset.version}`;
  };
  return { find, url };
}

/** `GET /assets/…`. The gateway does not compress, so this does. */
export async function sendAsset(visit: Visit): Promise<Answer> {
  const asset = visit.site.assets.find(visit.parameters.path ?? '');
  if (asset === null) return notFoundPage(visit);
  const gzipped = acceptsGzip(visit.headers) ? asset.gzipped : null;
  const isVersioned = visit.query.get('v') === asset.version;
  return {
    statusCode: 200,
    headers: {
      'content-type': asset.contentType,
      'cache-control': isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
      ...(asset.gzipped && { vary: 'accept-encoding' }),
      ...(gzipped && { 'content-encoding': 'gzip' }),
    },
    body: (gzipped ?? asset.content).toString('base64'),
    isBase64Encoded: true,
  };
}

const listFiles = (folder: string): (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => extname(file) in types)
    .map((file) => [relative(folder, file).replaceAll(sep, '/'), file]);

function readAsset(file: string): Asset {
  const type = types[extname(file)];
  if (type === undefined) throw new Error(`${file} has no content type.`);
  const content = readFileSync(file);
  return {
    contentType: type.contentType,
    version: createHash('sha256').update(content).digest('hex').slice(0, 12),
    content,
    gzipped: type.isText ? gzipSync(content) : null,
  };
}
