import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { count } from '../../../../shared/domain/basics/words.ts';
import { day, type Kind, listOf } from '../../kind.ts';

export const kind: Kind<'digest'> = {
  name: 'Weekly digest',
  audience: 'centre',
  values: ({ week, counts, more }) => {
    const waiting = lines.flatMap(([name, one, many]) =>
      counts[name] === 0 ? [] : [count(counts[name], one, many)],
    );
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return {
      week: day(week),
      'nothing waits': all === 0 && !more,
      'things that wait': `${more ? 'At least ' : ''}${count(all, 'thing waits', 'things wait')}`,
      'what waits': listOf(waiting),
      'what waits, in one line': waiting.join(', '),
      'there is more': more,
    };
  },
  action: (_data, { origin }) => ({ kind: 'action', text: 'See what waits', link: `${origin}/`, way: [] }),
};

/** What is counted, most pressing first. */
const lines = [
  ['concerns', 'patient-safety concern to answer', 'patient-safety concerns to answer'],
  ['noticesFailed', 'email failed', 'emails failed'],
  ['addressesFailing', 'address does not take emails', 'addresses do not take emails'],
  ['interests', 'declared interest to resolve', 'declared interests to resolve'],
  ['reviewsOverdue', 'review overdue', 'reviews overdue'],
  ['reviewsIn', 'round with every review in', 'rounds with every review in'],
  ['panelsToCall', 'panel to call', 'panels to call'],
  ['toDecide', 'recommendation to decide on', 'recommendations to decide on'],
  ['noticesToRelease', 'letter to release', 'letters to release'],
  ['developerMessages', 'message of a developer to answer', 'messages of developers to answer'],
  ['conditionsDue', 'condition due', 'conditions due'],
  ['endorsementsToReview', 'endorsement to review', 'endorsements to review'],
  ['suspensionsToReconsider', 'suspension to reconsider', 'suspensions to reconsider'],
  ['roundsClosing', 'round closing soon', 'rounds closing soon'],
] as const satisfies readonly (readonly [keyof NoticeData<'digest'>['counts'], string, string])[];
