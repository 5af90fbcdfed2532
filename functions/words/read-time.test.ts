import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

test.each([
  ['2pm', '14:00'],
  [' 9.30 AM ', '09:30'],
  ['14:30', '14:30'],
  ['12pm', '12:00'],
  ['12:15am', '00:15'],
  ['midday', '12:00'],
  ['0:05', '00:05'],
])('%s is %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test.each(['', '9', '25:00', '13pm', '0am', '10:75', 'soon', '2pm or so'])('“%s” is no time', (typed) => {
  expect(readTime(typed)).toBeNull();
});
