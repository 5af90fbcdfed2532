import { expect, test } from 'vitest';
import { detailsInWords } from './event-details.ts';

const names = { person: (id: string) => `Person ${id}`, specification: (id: string) => `Title ${id}` };

test('an event says which criterion, dates and reason it is about, and no number that says nothing', () => {
  const finding = { criterion: '4.1', criterionId: 'safety', number: 1, status: 'met' };
  expect(detailsInWords({ action: 'finding-recorded', details: finding }, names)).toEqual([
    'Criterion 4.1',
    'Met',
  ]);
  const dates = {
    reviewsDue: '2026-08-06T16:00:00.000Z',
    closesAt: '2026-08-13T16:00:00.000Z',
    reason: 'Holidays',
  };
  expect(detailsInWords({ action: 'round-extended', details: dates }, names)).toEqual([
    'Reviews are due on 6 August 2026 at 5pm',
    'The round closes on 13 August 2026 at 5pm',
    'Reason: Holidays',
  ]);
  const replaced = { personId: 'a', by: 'b', reason: '' };
  expect(detailsInWords({ action: 'reviewer-replaced', details: replaced }, names)).toEqual([
    'About Person a',
    'By Person b',
  ]);
  expect(detailsInWords({ action: 'companion-linked', details: { companionId: 'c' } }, names)).toEqual([
    'With Title c',
  ]);
  expect(detailsInWords({ action: 'condition-fulfilled', details: { number: 2 } }, names)).toEqual([
    'Condition 2',
  ]);
});
