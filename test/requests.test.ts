import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedCentre, cases, startAsked } from './support/asked.ts';

let centre: AskedCentre;

beforeAll(async () => {
  centre = await startAsked();
});
afterAll(() => centre.stop());

test.for(cases)('%s: at most so many requests to the table', async ([, asked, requests, inARow]) => {
  const { kinds, ...taken } = await asked(centre);
  expect(kinds.length, kinds.join(' ')).toBeLessThanOrEqual(requests);
  expect(taken.inARow, kinds.join(' ')).toBeLessThanOrEqual(inARow);
});

test('the page of a result takes at most 20 KB on its way', async () => {
  const { headers, body } = await centre.page(`/rounds/${centre.closed}/result`, 'session', {
    'accept-encoding': 'gzip',
  });
  expect(headers['content-encoding']).toBe('gzip');
  expect(Buffer.byteLength(body, 'base64')).toBeLessThanOrEqual(20 * 1024);
});

test.each([
  ['br, gzip;q=0.8', 'gzip'],
  ['gzip;q=0', undefined],
  [undefined, undefined],
])('a file comes as whoever asks with Accept-Encoding %s takes it', async (accepted, encoding) => {
  const asked = accepted === undefined ? {} : { 'accept-encoding': accepted };
  const { headers, body } = await centre.page(`/rounds/${centre.closed}/result.csv`, 'session', asked);
  expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding']);
  const bytes = Buffer.from(body, 'base64');
  expect((encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()).toContain('Mandatory');
});
