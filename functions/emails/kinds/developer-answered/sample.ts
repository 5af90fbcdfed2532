import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, each, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const answer: NoticeData<'developer-answered'> = {
  ...about,
  messageAbout: 'letter',
  receivedOn: '2026-09-14',
  outcome: null,
  text: 'Thank you for this.\nThe next round looks at it.',
  audience: 'developer',
};

export const samples: Samples<'developer-answered'> = {
  'to an answer': answer,
  'to evidence': { ...answer, ...ownCriteria, messageAbout: 'evidence' },
  'to evidence of a contact before': { ...answer, messageAbout: 'evidence', audience: 'former' },
  'to a contact': { ...answer, messageAbout: 'contact-confirmed' },
  'to a fact check': { ...answer, messageAbout: 'facts' },
  'to an answer, long title': { ...answer, ...longTitle },
  ...each(['upheld', 'partly-upheld', 'not-upheld'] as const, (outcome) => ({
    ...answer,
    messageAbout: 'appeal',
    outcome,
  })),
};
