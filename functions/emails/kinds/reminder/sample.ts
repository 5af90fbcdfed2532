import { about, dates, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const reminder = {
  ...about,
  ...dates,
  answerBy: null,
  isOverdue: false,
  hasStarted: false,
  isReopened: false,
};

export const samples: Samples<'reminder'> = {
  'before the day to answer by': { ...reminder, when: 'answer', answerBy: '2026-07-15T16:00:00.000Z' },
  '7 days before': { ...reminder, when: 'seven-days' },
  '1 day before': { ...reminder, when: 'one-day', hasStarted: true },
  overdue: { ...reminder, ...ownCriteria, when: 'overdue', isOverdue: true, hasStarted: true },
  'overdue and not started': { ...reminder, ...longTitle, when: 'overdue', isOverdue: true },
  'the day before closing': { ...reminder, when: 'closing', isOverdue: true, hasStarted: true },
  'of a review that is open again': { ...reminder, when: 'one-day', hasStarted: true, isReopened: true },
  'asked by staff': { ...reminder, when: 'asked', hasStarted: true },
  'asked by staff when overdue': { ...reminder, when: 'asked', isOverdue: true },
};
