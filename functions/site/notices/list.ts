import { type Concerning, namesFor } from '../../centre/event-names.ts';
import { kinds } from '../../emails/kinds.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { servicesOf } from '../web/services-of.ts';
import { timeInWords } from '../web/time-in-words.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { statusTags } from './kinds.ts';

const statuses = [
  ['failed', 'Failed'],
  ['waiting', 'Waiting for release'],
  ['pending', 'Waiting to be sent'],
] as const;

const none: Readonly<Record<string, string>> = {
  failed: 'No notice has failed.',
  waiting: 'No letter waits for release.',
  pending: 'No notice waits to be sent.',
};

/** `GET /notices`: what was sent to whom and when: those that failed or wait, or all of a round or person. */
export async function showNotices(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listNotices');
  if (list === null || visit.person === null) return notFoundPage(visit);
  const roundId = visit.query.get('roundId');
  const personId = visit.query.get('personId');
  const roundOf = (id: string | null): Concerning[] => (id === null ? [] : [{ kind: 'round', id }]);
  const toWhom: Concerning[] = personId === null ? [] : [{ kind: 'person', id: personId }];
  const nameOf = await namesFor(servicesOf(visit.site), visit.person, [
    ...list.items.flatMap((notice) => roundOf(notice.roundId)),
    ...roundOf(roundId),
    ...toWhom,
  ]);
  const titleOf = (id: string) => {
    const round = nameOf({ kind: 'round', id });
    return round === null ? 'a round' : `${round.title}, version\u00a0${round.version}`;
  };
  const status = visit.query.get('status') ?? 'failed';
  const [recipient] = toWhom;
  const about = roundId !== null ? titleOf(roundId) : ((recipient && nameOf(recipient)?.title) ?? null);
  return page(visit, 'notices/list.njk', {
    about: about && `${roundId === null ? 'To' : 'About'} ${about}`,
    filters: statuses.map(([name, text]) => ({
      text,
      href: `/notices?status=${name}`,
      isCurrent: roundId === null && personId === null && name === status,
    })),
    isFiltered: about !== null,
    ofRound: roundId !== null,
    empty: about !== null ? 'There are no notices.' : (none[status] ?? ''),
    notices: list.items.map((notice) => ({
      href: `/notices/${notice.noticeId}`,
      kind: [kinds[notice.notice].name, notice.number].join(' ').trimEnd(),
      round: notice.roundId && { text: titleOf(notice.roundId), href: `/rounds/${notice.roundId}` },
      to: { text: notice.name ?? 'Somebody who was erased', href: `/notices?personId=${notice.personId}` },
      status: statusTags[notice.status],
      when:
        notice.sentAt !== null
          ? timeInWords(visit)(notice.sentAt)
          : notice.nextAttemptAt !== null
            ? `Next attempt on ${timeInWords(visit)(notice.nextAttemptAt)}`
            : `Since ${timeInWords(visit)(notice.createdAt)}`,
      failure: notice.status === 'sent' ? null : notice.failure,
    })),
    paging: pagingOf(visit, list.next),
  });
}
