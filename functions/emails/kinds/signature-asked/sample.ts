import { about, atGateway, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'signature-asked'> = {
  'a decision': { ...about, isWithdrawal: false },
  'at the gateway': { ...atGateway, isWithdrawal: false },
  'a withdrawal, long title': { ...longTitle, isWithdrawal: true },
};
