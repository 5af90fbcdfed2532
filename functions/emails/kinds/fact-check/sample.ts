import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, atGateway, longTitle, type Samples } from '../../sample.ts';

const asked: NoticeData<'fact-check'> = {
  ...about,
  recommendationNumber: 1,
  answerBy: '2026-09-14',
  text: 'Please tell the Centre where something rests on a fact that is not so.\n\n# Comments on the whole\n\n- Clear.',
};

export const samples: Samples<'fact-check'> = {
  asked,
  'at the gateway': { ...asked, ...atGateway },
  'long title': { ...asked, ...longTitle },
};
