import { about, dates, type Kind, toReviews, typed } from '../../kind.ts';

export const kind: Kind<'reopened'> = {
  name: 'Review reopened',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), ...dates(data), reason: typed(data.reason) }),
  action: toReviews,
  kept: ['reason'],
};
