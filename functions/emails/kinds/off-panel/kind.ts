import { dueEntry } from '../../../words/calendar-file.ts';
import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'off-panel'> = {
  name: 'Taken off the panel',
  audience: 'reviewer',
  values: about,
  calendar: (data, { roundId, origin, changedAt }) =>
    dueEntry({ ...data, roundId }, null, { changedAt, origin }),
};
