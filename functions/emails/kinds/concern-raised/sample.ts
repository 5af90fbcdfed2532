import { about, longTitle, type Samples } from '../../sample.ts';

const concernId = 'a-sample-concern';

export const samples: Samples<'concern-raised'> = {
  'sample criteria': { ...about, concernId },
  'long title': { ...longTitle, concernId },
};
