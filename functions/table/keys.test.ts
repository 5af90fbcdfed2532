import { expect, test } from 'vitest';
import { concernsOf, keys, partitionOf, ranges } from './keys.ts';

test.each(['round', 'specification', 'criteria-set', 'person'] as const)(
  'a key in the partition of a %s says what it concerns',
  (kind) => {
    const event = keys.event(partitionOf(kind, 'some-id'), '2026-08-01T09:00:00.000Z', 'event-1');
    expect(concernsOf(event)).toEqual({ kind, id: 'some-id' });
  },
);

test('settings and notices have no pages that an event could lead to', () => {
  expect([keys.settings(), keys.notice('some-id')].map(concernsOf)).toEqual([null, null]);
});

test('a range holds the items of its kind in the order of their numbers, and no others', () => {
  const { pk, prefix } = ranges.submissions('some-round', 'ann');
  const sks = [9, 10].map((n) => keys.submission('some-round', 'ann', n).sk);
  expect(keys.submission('some-round', 'ann', 9).pk).toBe(pk);
  expect(sks.toSorted()).toEqual(sks);
  expect(sks.every((sk) => sk.startsWith(prefix))).toBe(true);
  expect(keys.submission('some-round', 'ann-other', 1).sk.startsWith(prefix)).toBe(false);
});
