import { count } from '../../../../shared/domain/basics/words.ts';
import { ukTime } from '../../../words/uk-time.ts';
import { about, type Kind, toRound } from '../../kind.ts';

export const kind: Kind<'reviews-in'> = {
  name: 'Every review is in',
  audience: 'centre',
  values: (data) => ({
    ...about(data),
    reviews: count(data.reviews, 'reviewer has', 'reviewers have'),
    'closing date': ukTime(data.closesAt),
  }),
  action: toRound('/result', 'Look at the result'),
};
