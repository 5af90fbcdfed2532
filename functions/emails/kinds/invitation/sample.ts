import { about, atGateway, dates, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'invitation'> = {
  'at the gateway': { ...atGateway, ...dates, criteriaSetTitle: 'Sample gateway criteria' },
  'sample criteria': { ...about, ...dates, criteriaSetTitle: 'Sample endorsement criteria' },
  'long titles': {
    ...longTitle,
    ...dates,
    criteriaSetTitle: 'Sample criteria for endorsement of credential specifications, third edition',
  },
};
