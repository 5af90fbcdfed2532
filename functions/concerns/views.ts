import type * as z from 'zod';
import type { ownConcern as ownView, concernView as view } from '../../shared/contract/concerns/schemas.ts';
import { getPeople } from '../people/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Bare } from '../table/stored.ts';
import type { Services } from '../use-case/services.ts';
import type { ConcernItem } from './stored-concern.ts';

/** A concern as staff see it. */
export type ConcernView = z.output<typeof view>;

/** A concern as the reviewer sees it who raised it: of staff it says nobody. */
export const ownConcernView = (concern: Omit<Bare<ConcernItem>, 'version'>): z.output<typeof ownView> => ({
  ...raised(concern),
  answer: concern.answer && { text: concern.answer.text, answeredAt: concern.answer.answeredAt },
});

const raised = ({
  id,
  roundId,
  criterionId,
  text,
  raisedAt,
}: Omit<Bare<ConcernItem>, 'answer' | 'version'>) => ({
  concernId: id,
  roundId,
  criterionId,
  text,
  raisedAt,
});

/** Concerns as staff see them, those that wait first and the longest waiting before others. */
export async function concernViews(
  { db }: Services,
  concerns: readonly ConcernItem[],
): Promise<readonly ConcernView[]> {
  const people = await getPeople(
    db,
    concerns.flatMap(({ personId, answer }) => [personId, ...(answer === null ? [] : [answer.answeredBy])]),
    getReadable,
  );
  const nameOf = (id: string) => people.get(id)?.name ?? null;
  return concerns
    .toSorted(
      (a, b) => Number(a.answer !== null) - Number(b.answer !== null) || (a.raisedAt < b.raisedAt ? -1 : 1),
    )
    .map((concern) => ({
      ...raised(concern),
      personId: concern.personId,
      name: nameOf(concern.personId),
      answer: concern.answer && { ...concern.answer, answeredByName: nameOf(concern.answer.answeredBy) },
      editVersion: concern.version,
    }));
}

/** One concern as staff see it. */
export async function concernView(services: Services, concern: ConcernItem): Promise<ConcernView> {
  const [shown] = await concernViews(services, [concern]);
  if (shown === undefined) throw new Error('A concern that was read can be shown');
  return shown;
}
