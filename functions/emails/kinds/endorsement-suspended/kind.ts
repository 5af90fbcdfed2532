import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, day, type Kind, toRound, typed } from '../../kind.ts';

export const kind: Kind<'endorsement-suspended'> = {
  name: 'Endorsement suspended',
  audience: ({ audience }) => audience,
  values: (data) => ({
    ...about(data),
    reason: typed(data.reason),
    'day it is considered again': day(data.reconsiderBy),
    'it stood': data.before === null,
    'it is longer': data.before !== null && data.before < data.reconsiderBy,
    'it is shorter': data.before !== null && data.before > data.reconsiderBy,
    outcome: outcomeOf(data),
    'it goes to the developer': data.audience === 'developer',
  }),
  action: (data, places) => (data.audience === 'developer' ? null : toDecision(data, places)),
  kept: ['outcome', 'reason', 'day it is considered again'],
};

/** What became of the endorsement or of its suspension. */
const outcomeOf = ({ before, reconsiderBy }: NoticeData<'endorsement-suspended'>): string =>
  before === null
    ? 'Endorsement suspended'
    : before < reconsiderBy
      ? 'Suspension extended'
      : before > reconsiderBy
        ? 'Suspension shortened'
        : 'Endorsement still suspended';

const toDecision = toRound('/decision', 'See the decision');
