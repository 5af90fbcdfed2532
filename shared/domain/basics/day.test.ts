import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDays, dayInWords, laterByDays, laterByYears } from './day.ts';

test('a day is said with its month in words', () => {
  expect(['2026-08-06', '2026-01-31', '2027-12-01'].map(dayInWords)).toEqual([
    '6 August 2026',
    '31 January 2026',
    '1 December 2027',
  ]);
});

describe('days later', () => {
  test.each([
    ['2026-08-06', 0, '2026-08-06'],
    ['2026-08-06', 1, '2026-08-07'],
    ['2026-08-31', 1, '2026-09-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    // Clocks change between these days, which are days all the same.
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-11-01', -7, '2026-10-25'],
  ])('%s and %i days is %s', (day, days, later) => {
    expect(laterByDays(day, days)).toBe(later);
  });

  test('lead back by as many, and come after the day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: -1_000, max: 1_000 }), (day, n) => {
        const later = laterByDays(day, n);
        expect(laterByDays(later, -n)).toBe(day);
        expect(Math.sign(compareDays(later, day))).toBe(Math.sign(n));
        expect(laterByDays(laterByDays(day, n), 1)).toBe(laterByDays(day, n + 1));
      }),
    );
  });
});

test.each([
  ['2026-08-06', 3, '2029-08-06'],
  ['2028-02-29', 1, '2029-02-28'],
  ['2028-02-29', 4, '2032-02-29'],
  ['2028-02-28', 1, '2029-02-28'],
])('%s and %i years is %s', (day, years, later) => {
  expect(laterByYears(day, years)).toBe(later);
});
