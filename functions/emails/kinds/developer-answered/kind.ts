import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, day, type Kind, typed } from '../../kind.ts';

export const kind: Kind<'developer-answered'> = {
  name: 'Answer to the developer',
  audience: ({ audience }) => (audience === 'former' ? 'former-developer' : audience),
  values: (data) => ({
    ...about(data),
    'day it came': day(data.receivedOn),
    'it is an appeal': data.messageAbout === 'appeal',
    'it is about the contact': data.messageAbout.startsWith('contact'),
    'it is about facts': data.messageAbout === 'facts',
    'it is evidence': data.messageAbout === 'evidence',
    'the appeal is not upheld': data.outcome === 'not-upheld',
    'outcome of the appeal': data.outcome === null ? '' : appealInWords[data.outcome],
    'they are the contact no more': data.audience === 'former',
    answer: typed(data.text),
  }),
  kept: ['answer', 'outcome of the appeal'],
};

/** What came of an appeal, in a sentence. */
const appealInWords: Readonly<Record<NonNullable<NoticeData<'developer-answered'>['outcome']>, string>> = {
  upheld: 'The Centre has upheld the appeal.',
  'partly-upheld': 'The Centre has upheld the appeal in part.',
  'not-upheld': 'The Centre has not upheld the appeal.',
};
