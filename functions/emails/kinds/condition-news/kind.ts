import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, day, type Kind, typed } from '../../kind.ts';

export const kind: Kind<'condition-news'> = {
  name: 'News of a condition',
  audience: 'developer',
  values: (data) => ({
    ...about(data),
    number: String(data.number),
    condition: typed(data.text ?? 'What it asks for stands in the letter.'),
    'day it is due': day(data.due),
    'what is so': soOf(data),
    'there is a reason': data.reason !== null,
    reason: typed(data.reason ?? ''),
    'it is near': data.what === 'near',
    'it is overdue': data.what === 'overdue',
    'it is accepted': data.what === 'accepted',
    'it has more time': data.what === 'extended',
    'evidence goes to an address': data.evidenceTo !== null,
    'address for evidence': data.evidenceTo ?? '',
    'evidence waits': data.evidence?.waits === true,
    'evidence was looked at': data.evidence?.waits === false,
    'day evidence came': data.evidence === null ? '' : day(data.evidence.receivedOn),
  }),
  action: () => null,
  kept: ['condition', 'what is so'],
};

/** What is so of a condition now, to stand after its number. */
const soOf = ({ what, due }: NoticeData<'condition-news'>): string =>
  ({
    near: `is due on ${day(due)}`,
    overdue: 'is overdue',
    accepted: 'is fulfilled',
    extended: 'has more time',
    'taken-back': 'is not fulfilled after all',
  })[what];
