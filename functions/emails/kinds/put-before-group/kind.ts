import { type Kind, oneLine, start, toMeeting, typed } from '../../kind.ts';

export const kind: Kind<'put-before-group'> = {
  name: 'Put before the Oversight Group',
  audience: 'centre',
  values: ({ title, about, at, where }) => ({
    title: oneLine(title),
    'it is a proposal': about === 'proposal',
    'it is a recommendation': about === 'recommendation',
    'it is a priority': about === 'priority',
    time: start(at),
    place: typed(where),
  }),
  action: toMeeting('Read the paper and advise'),
  kept: ['time', 'place'],
};
