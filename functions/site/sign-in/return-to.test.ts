import fc from 'fast-check';
import { expect, it } from 'vitest';
import { returnPath } from './return-to.ts';

const origin = 'https://reviews.example.nhs.uk';

it('keeps a path of the site with its query', () => {
  expect(returnPath('/rounds/a/result?b=c', origin)).toBe('/rounds/a/result?b=c');
});

it.each([
  null,
  '',
  'rounds',
  'https://example.org',
  '//example.org',
  '/\\example.org',
  '/\t/example.org',
  '/x/..//example.org',
  'javascript:alert(1)',
  `/${'a'.repeat(450_000)}`,
])('leads to the start page instead of %j', (wanted) => {
  expect(returnPath(wanted, origin)).toBe('/');
});

it('never leads a browser to another site', () => {
  const anything = fc.array(fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', '\t', '\n', 'http', 'e.org'));
  fc.assert(
    fc.property(anything, (parts) => {
      const path = returnPath(`/${parts.join('')}`, origin);
      expect(new URL(path, origin).origin).toBe(origin);
    }),
  );
});
