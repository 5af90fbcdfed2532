import { dueEntry } from '../../../words/calendar-file.ts';
import { waysInWords } from '../../../words/ways.ts';
import { about, dates, type Kind, oneLine, time } from '../../kind.ts';

export const kind: Kind<'invitation'> = {
  name: 'Invitation',
  audience: 'reviewer',
  calendar: (data, { roundId, origin, changedAt }) => [
    dueEntry({ ...data, roundId }, data.reviewsDue, { changedAt, origin }),
  ],
  values: (data) => ({
    ...about(data),
    ...dates(data),
    'criteria set': oneLine(data.criteriaSetTitle),
    'time to answer by': time(data.answerBy),
  }),
  action: (_, { origin, invitation, doors }) => ({
    kind: 'action',
    text: 'Answer the invitation',
    link: invitation ?? `${origin}/my-reviews`,
    way: [`You need no account. You can do the review ${waysInWords(doors)}.`],
  }),
  kept: ['specification', 'time to answer by', 'time reviews are due'],
};
