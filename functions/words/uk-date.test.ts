import { expect, test } from 'vitest';
import { isoDay, typedDay, ukInstant } from './uk-date.ts';

test.each([
  ['2026-08-06', '2026-08-06T16:00:00.000Z'],
  ['2026-12-06', '2026-12-06T17:00:00.000Z'],
  // The days on which clocks change.
  ['2026-03-29', '2026-03-29T16:00:00.000Z'],
  ['2026-10-25', '2026-10-25T17:00:00.000Z'],
])('5pm on %s is %s', (day, instant) => {
  expect(ukInstant(day, '17:00')).toBe(instant);
  expect(isoDay(typedDay(instant))).toBe(day);
});

test.each([
  ['6', '8', '2026', '2026-08-06'],
  ['31', '4', '2026', null],
  ['29', '2', '2028', '2028-02-29'],
  ['', '8', '2026', null],
  ['6', '8', '26', '2026-08-06'],
  ['6', 'August', '2026', '2026-08-06'],
  ['12', 'Dec', '26', '2026-12-12'],
  ['1', 'sept.', '2027', '2027-09-01'],
  ['1', 'Augst', '2026', null],
  ['1', 'j', '2026', null],
  ['1', '13', '2026', null],
  ['1', '8', '026', null],
  // Years before 1000 have no four figures on clocks.
  ['1', '8', '0000', null],
  ['1', '8', '0999', null],
])('%s %s %s is the day %s', (day, month, year, expected) => {
  expect(isoDay({ day, month, year })).toBe(expected);
});
