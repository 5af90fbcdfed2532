import { expect, test } from 'vitest';
import * as z from 'zod';
import { item } from './stored.ts';

const thing = item('thing', { title: z.string() });
const stored = { pk: 'THING#1', sk: 'THING', kind: 'thing', title: 'T' };

test('an item with an attribute that this release does not know is read without it', () => {
  expect(thing.parse({ ...stored, addedLater: 1 })).toEqual(stored);
});

test('an item of another kind, or without what its kind has, is refused', () => {
  expect(thing.safeParse({ ...stored, kind: 'other' }).success).toBe(false);
  expect(thing.safeParse({ ...stored, title: undefined }).success).toBe(false);
});
