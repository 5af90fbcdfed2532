import { about, each, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'contact-changed'> = {
  ...each(['developer', 'former'] as const, (audience) => ({ ...about, audience })),
  'long title': { ...longTitle, audience: 'former' },
};
