import { about, atGateway, dates, type Samples } from '../../sample.ts';

export const samples: Samples<'review-file'> = {
  'sample criteria': { ...about, ...dates },
  'at the gateway': { ...atGateway, ...dates },
};
