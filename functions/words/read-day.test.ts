import { expect, test } from 'vitest';
import { readDay } from './read-day.ts';

test.each([
  '6/12/2026',
  '06.12.26',
  '6-12-2026',
  '6 Dec 26',
  '6th of December 2026',
  'Sunday 6th December 2026',
  'Sun, 6 Dec. 2026',
  'December 6, 2026',
  '2026-12-06',
  '2026/12/6',
  '06/12/2026 00:00:00',
  '2026-12-06T09:30:00Z',
])('“%s” is 6 December 2026', (written) => {
  expect(readDay(written)).toBe('2026-12-06');
});

test.each([
  '',
  'soon',
  '12/2026',
  '6/13/2026',
  '31/2/2026',
  '2026',
  'December 2026',
  '6 Dezember 2026',
  '46362',
])('“%s” is no day', (written) => {
  expect(readDay(written)).toBeNull();
});
