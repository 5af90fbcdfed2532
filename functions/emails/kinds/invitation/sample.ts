import { about, atGateway, dates, longTitle, type Samples } from '../../sample.ts';

const answerBy = '2026-07-15T16:00:00.000Z';

export const samples: Samples<'invitation'> = {
  'at the gateway': { ...atGateway, ...dates, criteriaSetTitle: 'Sample gateway criteria', answerBy },
  'sample criteria': { ...about, ...dates, criteriaSetTitle: 'Sample endorsement criteria', answerBy },
  'long titles': {
    ...longTitle,
    ...dates,
    criteriaSetTitle: 'Sample criteria for endorsement of credential specifications, third edition',
    answerBy,
  },
};
