import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptsGzip, compressed } from './compressed.ts';

describe('gzip', () => {
  it.each(['gzip', 'br, gzip', 'gzip;q=0.5', 'deflate, GZIP ; q=1', '*', 'x-gzip', 'identity;q=0, *;q=0.1'])(
    'is taken by whoever says %s',
    (header) => expect(acceptsGzip({ 'accept-encoding': header })).toBe(true),
  );

  it.each([
    undefined,
    '',
    'br',
    'identity',
    'gzip;q=0',
    'gzip; q=0.0, br',
    '*;q=0',
    'gzip;q=0, *',
    'gzipped',
  ])('is not taken by whoever says %s', (header) =>
    expect(acceptsGzip({ 'accept-encoding': header })).toBe(false),
  );
});

const page = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>Met</p>'.repeat(200) };
const gzip = { 'accept-encoding': 'gzip' };

it('a page leaves compressed for whoever takes that, and as it is for others, and caches know', () => {
  const packed = compressed(page, gzip);
  expect(packed.headers).toEqual({
    'content-type': 'text/html',
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
  });
  expect(gunzipSync(Buffer.from(packed.body ?? '', 'base64')).toString()).toBe(page.body);
  expect(compressed(page, {})).toEqual({ ...page, headers: { ...page.headers, vary: 'accept-encoding' } });
});

it('what is small, or packed already, leaves as it is', () => {
  const small = { ...page, body: '<p>Met</p>' };
  const file = { ...page, isBase64Encoded: true };
  expect([compressed(small, gzip), compressed(file, gzip)]).toEqual([small, file]);
});
