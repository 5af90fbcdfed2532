import { expect, it } from 'vitest';
import { ukStart, ukTime } from './uk-time.ts';

it.each([
  ['2026-11-22T17:30:00.000Z', '22 November 2026 at 5:30pm'],
  ['2026-08-06T16:30:00Z', '6 August 2026 at 5:30pm'],
  ['2026-08-06T08:00:00Z', '6 August 2026 at 9am'],
  ['2026-08-06T11:00:00Z', '6 August 2026 at midday'],
  ['2026-08-05T23:00:00Z', '5 August 2026 at midnight'],
  ['2027-01-01T00:00:00.000Z', '31 December 2026 at midnight'],
  ['2026-11-22T00:05:00Z', '22 November 2026 at 12:05am'],
])('%s is %s in the UK', (instant, shown) => {
  expect(ukTime(instant)).toBe(shown);
});

it.each([
  ['2026-08-05T23:00:00Z', '6 August 2026 at 12am'],
  ['2027-01-01T00:00:00.000Z', '1 January 2027 at 12am'],
  ['2026-08-06T11:00:00Z', '6 August 2026 at midday'],
  ['2026-08-06T16:30:00Z', '6 August 2026 at 5:30pm'],
])('what begins at %s begins on %s in the UK', (instant, shown) => {
  expect(ukStart(instant)).toBe(shown);
});
