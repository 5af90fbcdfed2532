import { about, dates, longTitle, type Samples } from '../../sample.ts';

const data = { ...about, closesAt: dates.closesAt, reviews: 3 };

export const samples: Samples<'reviews-in'> = {
  'sample criteria': data,
  'one reviewer': { ...data, reviews: 1 },
  'long title': { ...data, ...longTitle },
};
