import type { Samples } from '../../sample.ts';

const meeting = {
  meetingId: 'sample-meeting',
  at: '2026-09-10T13:30:00.000Z',
  where: 'Sample house, 1 Sample street, room 4',
  was: '2026-09-03T13:30:00.000Z',
  calledOff: null,
};

export const samples: Samples<'meeting-changed'> = {
  'at another time': meeting,
  'at another place': { ...meeting, was: meeting.at },
  'called off': { ...meeting, was: meeting.at, calledOff: 'There is nothing to conclude yet.' },
};
