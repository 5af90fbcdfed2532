import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { count } from '../../../../shared/domain/basics/words.ts';
import { day, type Kind, listOf } from '../../kind.ts';

export const kind: Kind<'digest'> = {
  name: 'Weekly digest',
  audience: 'centre',
  values: ({ week, counts, more }) => {
    const waiting = Object.entries(lines).flatMap(([name, [one, many]]) => {
      const waits = counts[name as keyof typeof counts];
      return waits === 0 ? [] : [count(waits, one, many)];
    });
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

/** What is counted, most pressing first; whatever waits and is left out here fails the types. */
const lines: Readonly<Record<keyof NoticeData<'digest'>['counts'], readonly [string, string]>> = {
  concerns: ['patient-safety concern to answer', 'patient-safety concerns to answer'],
  noticesFailed: ['email failed', 'emails failed'],
  addressesFailing: ['address does not take emails', 'addresses do not take emails'],
  interests: ['declared interest to resolve', 'declared interests to resolve'],
  declined: [
    'reviewer has declined: the next on the list can be asked',
    'reviewers have declined: the next on the list can be asked',
  ],
  conflicts: ['conflict of interest to look at', 'conflicts of interest to look at'],
  reviewsOverdue: ['review overdue', 'reviews overdue'],
  unanswered: [
    'reviewer has not answered: somebody else can be asked',
    'reviewers have not answered: somebody else can be asked',
  ],
  reviewsIn: ['round with every review in', 'rounds with every review in'],
  panelsToCall: ['panel to call', 'panels to call'],
  toDecide: ['recommendation to decide on', 'recommendations to decide on'],
  approvals: ['signature or agreement to give', 'signatures or agreements to give'],
  meetings: ['meeting of the Oversight Group', 'meetings of the Oversight Group'],
  noticesToRelease: ['letter to release', 'letters to release'],
  developerMessages: ['message of a developer to answer', 'messages of developers to answer'],
  conditionsDue: ['condition due', 'conditions due'],
  endorsementsToReview: ['endorsement to review', 'endorsements to review'],
  suspensionsToReconsider: ['suspension to reconsider', 'suspensions to reconsider'],
  newerVersions: ['round with a newer version', 'rounds with a newer version'],
  roundsClosing: ['round closing soon', 'rounds closing soon'],
};
