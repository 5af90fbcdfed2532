import { about, longTitle, type Samples } from '../../sample.ts';

const raisedAt = '2026-07-30T13:20:00.000Z';

export const samples: Samples<'concern-answered'> = {
  'sample criteria': { ...about, raisedAt },
  'long title': { ...longTitle, raisedAt },
};
