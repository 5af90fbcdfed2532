import { about, dates, longTitle, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'reminder'> = {
  '7 days before': { ...about, ...dates, when: 'seven-days', isOverdue: false, hasStarted: false },
  '1 day before': { ...about, ...dates, when: 'one-day', isOverdue: false, hasStarted: true },
  overdue: { ...ownCriteria, ...dates, when: 'overdue', isOverdue: true, hasStarted: true },
  'overdue and not started': { ...longTitle, ...dates, when: 'overdue', isOverdue: true, hasStarted: false },
  'the day before closing': { ...about, ...dates, when: 'closing', isOverdue: true, hasStarted: true },
  'asked by staff': { ...about, ...dates, when: 'asked', isOverdue: false, hasStarted: true },
  'asked by staff when overdue': { ...about, ...dates, when: 'asked', isOverdue: true, hasStarted: false },
};
