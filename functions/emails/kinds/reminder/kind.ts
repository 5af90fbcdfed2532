import { about, dates, day, type Kind, time, toMyReviews, toReviews } from '../../kind.ts';

export const kind: Kind<'reminder'> = {
  name: 'Reminder',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    ...dates(data),
    'it asks for an answer': data.when === 'answer',
    'day to answer by': day(data.answerBy ?? data.reviewsDue),
    'time to answer by': time(data.answerBy ?? data.reviewsDue),
    'it is overdue': data.isOverdue || data.when === 'overdue',
    'it is the last reminder': data.when === 'one-day',
    'the round closes soon': data.when === 'closing',
    'the Centre asks': data.when === 'asked',
    'it is open again': data.isReopened,
    'they have started': data.hasStarted,
  }),
  // Invitations are answered on the site, whichever way the review is done.
  action: (data, places) => (data.when === 'answer' ? toMyReviews(data, places) : toReviews(data, places)),
};
