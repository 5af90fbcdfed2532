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
    'the appeal is upheld': data.outcome === 'upheld',
    'the appeal is upheld in part': data.outcome === 'partly-upheld',
    'they are the contact no more': data.audience === 'former',
    answer: typed(data.text),
  }),
  kept: ['answer'],
};
