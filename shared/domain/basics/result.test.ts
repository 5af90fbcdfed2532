import { expect, it } from 'vitest';
import { fail, ok, pointer } from './result.ts';

it('points at a place of a document as RFC 6901 says', () => {
  expect(pointer()).toBe('');
  expect(pointer('sections', 0, 'criteria', 12, 'id')).toBe('/sections/0/criteria/12/id');
  expect(pointer('a/b', 'm~n', '~1', '')).toBe('/a~1b/m~0n/~01/');
  expect(pointer('a/b/c~d~e')).toBe('/a~1b~1c~0d~0e');
});

it('tells success from failure', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(fail('late')).toEqual({ ok: false, error: 'late' });
});
