import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, each, longTitle, ownCriteria, type Samples } from '../../sample.ts';

const news: NoticeData<'condition-news'> = {
  ...about,
  number: 2,
  text: 'Say for each learning outcome who supervises it.\nAdd a timetable.',
  due: '2027-03-31',
  what: 'near',
  reason: null,
  evidenceTo: null,
  evidence: null,
};

const reason = 'The last of the supervisors starts in February.';

export const samples: Samples<'condition-news'> = {
  ...each(['near', 'overdue', 'accepted'] as const, (what) => ({ ...news, what })),
  ...each(['extended', 'taken-back'] as const, (what) => ({ ...news, what, reason })),
  'near, with an address for evidence': { ...news, ...ownCriteria, evidenceTo: 'evidence@example.org' },
  'extended, while evidence waits': {
    ...news,
    what: 'extended',
    reason,
    evidence: { receivedOn: '2027-03-20', waits: true },
  },
  'overdue, after evidence was looked at': {
    ...news,
    what: 'overdue',
    evidence: { receivedOn: '2027-03-20', waits: false },
  },
  'near, in the words of the letter alone': { ...news, text: null },
  'near, after the gateway, long title': { ...news, ...longTitle, criteriaSetKind: 'gateway' },
};
