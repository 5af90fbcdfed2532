import { expect, test } from 'vitest';
import { madeWhenRead } from './made-when-read.ts';

test('a member is made when it is first read, once; its name is known before', () => {
  const made: string[] = [];
  const make = (name: string) => () => {
    made.push(name);
    return { name };
  };
  const things = madeWhenRead({ first: make('first'), second: make('second') });
  expect(Object.keys(things)).toEqual(['first', 'second']);
  expect(made).toEqual([]);
  expect(things.second).toBe(things.second);
  expect(made).toEqual(['second']);
});
