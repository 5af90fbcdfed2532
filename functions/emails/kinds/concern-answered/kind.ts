import { about, type Kind, time, toReviews } from '../../kind.ts';

export const kind: Kind<'concern-answered'> = {
  name: 'Answer to a concern',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), 'time it was raised': time(data.raisedAt) }),
  action: toReviews,
};
