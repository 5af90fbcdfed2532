import { offPanelEntries } from '../../../words/calendar-file.ts';
import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'off-panel'> = {
  name: 'Taken off the panel',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), 'a panel discussion is to come': data.isPanelToCome === true }),
  calendar: (data, { roundId, origin, changedAt }) =>
    offPanelEntries({ ...data, roundId }, { changedAt, origin }),
};
