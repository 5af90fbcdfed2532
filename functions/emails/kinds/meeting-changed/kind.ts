import { type Kind, start, toMeeting, typed } from '../../kind.ts';

export const kind: Kind<'meeting-changed'> = {
  name: 'Meeting changed or called off',
  audience: 'centre',
  values: ({ at, where, was, calledOff }) => ({
    time: start(at),
    place: typed(where),
    'it is called off': calledOff !== null,
    reason: typed(calledOff ?? ''),
    'it was at another time': was !== at,
    'time that it was': start(was),
  }),
  action: toMeeting('See the meeting'),
  kept: ['time'],
};
