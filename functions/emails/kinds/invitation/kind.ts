import { about, dates, type Kind, oneLine, toReviews } from '../../kind.ts';

export const kind: Kind<'invitation'> = {
  name: 'Invitation',
  audience: 'reviewer',
  values: (data) => ({ ...about(data), ...dates(data), 'criteria set': oneLine(data.criteriaSetTitle) }),
  action: toReviews,
};
