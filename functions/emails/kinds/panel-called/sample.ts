import { about, longTitle, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'panel-called'> = {
  'to a reviewer': {
    ...about,
    at: '2026-09-03T13:30:00.000Z',
    where: 'Sample house, 1 Sample street, room 4',
    minutes: 90,
    isCalledOff: false,
    disputed: 1,
    audience: 'reviewer',
  },
  'to the Centre': {
    ...ownCriteria,
    at: '2026-09-03T13:30:00.000Z',
    where: 'Online: https://meet.example.org/sample-panel\nThe code is in the calendar.',
    minutes: 60,
    isCalledOff: false,
    disputed: 4,
    audience: 'centre',
  },
  'without disputes, long title': {
    ...longTitle,
    at: '2026-11-22T17:00:00.000Z',
    where: 'Online',
    minutes: 60,
    isCalledOff: false,
    disputed: 0,
    audience: 'centre',
  },
  'called off': {
    ...about,
    at: '2026-09-03T13:30:00.000Z',
    where: 'Sample house, 1 Sample street, room 4',
    minutes: 90,
    isCalledOff: true,
    disputed: 0,
    audience: 'reviewer',
  },
};
