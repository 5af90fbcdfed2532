import { expect, test } from 'vitest';
import { allowList } from './allow-list.ts';

test('a star alone lets everybody be written to', () => {
  expect(allowList('*')('anybody@example.org')).toBe(true);
});

test('patterns let whole domains and single addresses through, and nobody else', () => {
  const mayWrite = allowList('*@example.nhs.uk, tester@example.org');
  expect(mayWrite('Somebody@Example.NHS.uk')).toBe(true);
  expect(mayWrite('tester@example.org')).toBe(true);
  expect(mayWrite('stranger@example.org')).toBe(false);
  expect(mayWrite('stranger@example.nhs.uk.example.org')).toBe(false);
});

test('a dot in a pattern is a dot', () => {
  expect(allowList('*@example.org')('somebody@exampleXorg')).toBe(false);
});

test('an empty list is a mistake, not a deployment that writes to nobody', () => {
  expect(() => allowList(' , ')).toThrow('empty');
});
