import type { Role } from '../../../shared/contract/operation.ts';
import { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import { closingTime, ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { roundTag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** Who sees rounds and what belongs to them. */
export const readers: readonly Role[] = roundOperations.listRounds.roles;

const statuses = ['draft', 'open', 'closed', 'decided', 'cancelled'] as const;

/** `GET /rounds?status=…`: the rounds of one status. */
export async function listRoundsPage(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listRounds');
  if (list === null) return notFoundPage(visit);
  const status = visit.query.get('status') ?? 'open';
  return page(visit, 'rounds/list.njk', {
    statuses: statuses.map((one) => ({
      text: roundTag(one).text,
      href: `/rounds?status=${one}`,
      isCurrent: one === status,
    })),
    status,
    statusName: roundTag(statuses.find((one) => one === status) ?? 'open').text,
    rounds: list.items.map((round) => ({
      href: `/rounds/${round.roundId}`,
      title: `${round.title}, version\u00a0${round.specificationVersion}`,
      sample: round.sample,
      isGateway: round.criteriaSetKind === 'gateway',
      reviews: round.progress === null ? '' : `${round.progress.submitted} of ${round.progress.of}`,
      isComplete: round.progress !== null && round.progress.submitted === round.progress.of,
      reviewsDue: ukTime(round.reviewsDue),
      closesAt: closingTime(round, visit.site.now()),
    })),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}
