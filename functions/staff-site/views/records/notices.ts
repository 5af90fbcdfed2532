import type { Answer as Answered } from '../../../../shared/contract/operation.ts';
import { recordOperations } from '../../../../shared/contract/record-operations.ts';
import { getPerson } from '../../../storage/people.ts';
import { getRounds } from '../../../storage/rounds.ts';
import { records } from '../../../use-cases/records.ts';
import { ukTime } from '../../../words/uk-time.ts';
import { notFoundPage, page } from '../../web/answer.ts';
import { pagingOf } from '../../web/paging.ts';
import { readFor } from '../../web/read.ts';
import type { Answer, Visit } from '../../web/visit.ts';
import type { Tag } from '../tags.ts';

type Notice = Answered<typeof recordOperations.listNotices>['items'][number];

const tags: Record<Notice['status'], Tag> = {
  pending: { text: 'Waiting to be sent', colour: 'white' },
  sending: { text: 'Being sent', colour: 'blue' },
  sent: { text: 'Sent', colour: 'green' },
  failed: { text: 'Failed', colour: 'red' },
};

const kinds: Readonly<Record<string, string>> = { recommendation: 'Recommendation' };

const statuses = [
  ['failed', 'Failed'],
  ['pending', 'Waiting to be sent'],
] as const;

/** `GET /notices`: what was sent to whom and when: those that failed or wait, or all of a round or person. */
export async function showNotices(visit: Visit): Promise<Answer> {
  const { db } = visit.site;
  const list = await readFor(
    visit,
    recordOperations.listNotices,
    (services) => records(services).listNotices,
  );
  if (list === null) return notFoundPage(visit);
  const roundId = visit.query.get('roundId');
  const personId = visit.query.get('personId');
  const [rounds, person] = await Promise.all([
    getRounds(db, [...list.items.map((notice) => notice.roundId), ...(roundId === null ? [] : [roundId])]),
    personId === null ? null : getPerson(db, personId),
  ]);
  const titleOf = (id: string) => {
    const round = rounds.get(id);
    return round === undefined ? 'a round' : `${round.title}, version\u00a0${round.specificationVersion}`;
  };
  const status = visit.query.get('status') ?? 'failed';
  const about = roundId !== null ? titleOf(roundId) : (person?.name ?? null);
  return page(visit, 'records/notices.njk', {
    about: about && `${roundId === null ? 'To' : 'About'} ${about}`,
    filters: statuses.map(([name, text]) => ({
      text,
      href: `/notices?status=${name}`,
      isCurrent: roundId === null && personId === null && name === status,
    })),
    isFiltered: about !== null,
    empty:
      about !== null
        ? 'There are no notices.'
        : status === 'failed'
          ? 'No notice has failed.'
          : 'No notice waits to be sent.',
    notices: list.items.map((notice) => ({
      kind: [kinds[notice.notice] ?? notice.notice, notice.number].join(' ').trimEnd(),
      round: { text: titleOf(notice.roundId), href: `/rounds/${notice.roundId}/result` },
      to: { text: notice.name ?? 'Somebody who was erased', href: `/notices?personId=${notice.personId}` },
      status: tags[notice.status],
      when:
        notice.sentAt !== null
          ? ukTime(notice.sentAt)
          : notice.nextAttemptAt !== null
            ? `Next attempt on ${ukTime(notice.nextAttemptAt)}`
            : `Since ${ukTime(notice.createdAt)}`,
      failure: notice.status === 'sent' ? null : notice.failure,
    })),
    paging: pagingOf(visit, list.next),
  });
}
