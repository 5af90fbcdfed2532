import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'panel-called'> = {
  'to a reviewer': {
    ...about,
    at: '2026-09-03T13:30:00.000Z',
    where: 'Sample house, 1 Sample street, room 4',
    disputed: 1,
    audience: 'reviewer',
  },
  'to the Centre': {
    ...ownCriteria,
    at: '2026-09-03T13:30:00.000Z',
    where: 'Online: https://meet.example.org/sample-panel\nThe code is in the calendar.',
    disputed: 4,
    audience: 'centre',
  },
  'without disputes, long title': {
    ...longTitle,
    at: '2026-11-22T17:00:00.000Z',
    where: 'Online',
    disputed: 0,
    audience: 'centre',
  },
};
