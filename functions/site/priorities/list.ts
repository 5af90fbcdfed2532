import { type PriorityState, priorityStateInWords } from '../../../shared/domain/priorities/priority.ts';
import { ukDay } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { pagingOf } from '../web/paging.ts';
import type { Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { askPriorities } from './asked.ts';

const colours: Readonly<Record<PriorityState, Tag['colour']>> = {
  'under-consideration': 'blue',
  agreed: 'green',
  closed: 'grey',
};

/** Where a priority stands, as a tag. */
export const stateTag = (state: PriorityState): Tag => ({
  text: priorityStateInWords[state],
  colour: colours[state],
});

/** `GET /priorities`: by title. */
export async function listPrioritiesPage(visit: Visit): Promise<Answer> {
  const list = await askPriorities(visit, 'listPriorities');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'priorities/list.njk', {
    priorities: list.items.map(({ priorityId, title, areaOfPractice, since, state }) => ({
      href: `/priorities/${priorityId}`,
      title,
      areaOfPractice,
      since: ukDay(since),
      state: stateTag(state),
    })),
    paging: pagingOf(visit, list.next),
    isOversight: visit.person?.roles.includes('oversight'),
  });
}

/** Pages of priorities that are read to offer them. */
const mostPages = 4;

/** The priorities that can be chosen, by title: those that are not closed, of the first hundred. */
export async function prioritiesToOffer(visit: Visit) {
  const found: { readonly value: string; readonly text: string }[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < mostPages; read++) {
    const list = await askPriorities(visit, 'listPriorities', cursor === undefined ? {} : { cursor });
    for (const { priorityId, title, areaOfPractice, state } of list?.items ?? [])
      if (state !== 'closed') found.push({ value: priorityId, text: `${title} (${areaOfPractice})` });
    cursor = list?.next ?? undefined;
    if (cursor === undefined) break;
  }
  return found;
}
