import { about, dates, ownCriteria, type Samples } from '../../sample.ts';

export const samples: Samples<'declaration-resolved'> = {
  cleared: { ...about, ...dates, resolution: 'cleared' },
  recused: { ...ownCriteria, ...dates, resolution: 'recused' },
};
