import { about, dates, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const answerBy = null;

export const samples: Samples<'reminder'> = {
  'before the day to answer by': {
    ...about,
    ...dates,
    when: 'answer',
    answerBy: '2026-07-15T16:00:00.000Z',
    isOverdue: false,
    hasStarted: false,
  },
  '7 days before': { ...about, ...dates, when: 'seven-days', answerBy, isOverdue: false, hasStarted: false },
  '1 day before': { ...about, ...dates, when: 'one-day', answerBy, isOverdue: false, hasStarted: true },
  overdue: { ...ownCriteria, ...dates, when: 'overdue', answerBy, isOverdue: true, hasStarted: true },
  'overdue and not started': {
    ...longTitle,
    ...dates,
    when: 'overdue',
    answerBy,
    isOverdue: true,
    hasStarted: false,
  },
  'the day before closing': {
    ...about,
    ...dates,
    when: 'closing',
    answerBy,
    isOverdue: true,
    hasStarted: true,
  },
  'asked by staff': { ...about, ...dates, when: 'asked', answerBy, isOverdue: false, hasStarted: true },
  'asked by staff when overdue': {
    ...about,
    ...dates,
    when: 'asked',
    answerBy,
    isOverdue: true,
    hasStarted: false,
  },
};
