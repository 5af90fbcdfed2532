import { panelEntry } from '../../../words/calendar-file.ts';
import { about, type Kind, start, toReviews, toRound, typed } from '../../kind.ts';

export const kind: Kind<'panel-called'> = {
  name: 'Panel called',
  audience: ({ audience }) => audience,
  values: (data) => ({
    ...about(data),
    time: start(data.at),
    'time it ends': start(new Date(Date.parse(data.at) + data.minutes * 60_000).toISOString()).replace(
      /^.* at\s/,
      '',
    ),
    'it is called off': data.isCalledOff,
    'time in short': start(data.at).replace(/\u00a0\d{4}/, ''),
    place: typed(data.where),
    'nothing is disputed': data.disputed === 0,
    'one criterion is disputed': data.disputed === 1,
    'number of disputes': `${data.disputed}`,
    'it goes to a reviewer': data.audience === 'reviewer',
  }),
  action: (data, places) => (data.audience === 'reviewer' ? toReviews : toResult)(data, places),
  calendar: (data, { roundId, origin, changedAt }) => [
    panelEntry({ ...data, roundId }, data, {
      changedAt,
      isCalledOff: data.isCalledOff,
      link: data.audience === 'reviewer' ? `${origin}/my-reviews` : `${origin}/rounds/${roundId}/panel`,
    }),
  ],
  kept: ['time', 'place'],
};

const toResult = toRound('/result', 'See the result and its disputes');
