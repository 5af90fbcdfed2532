import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { EventItem } from '../centre/events-storage.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getRounds } from '../rounds/storage.ts';
import { concernsOf } from '../table/keys.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';

/**
 * The rounds among these whose concerns somebody must know nothing of: all of them where they are not staff, because a
 * concern says who raised it, and else those in which they were asked to review, however that ended.
 */
export async function roundsWithConcernsKeptFrom(
  { db }: Services,
  { id, roles }: Pick<PersonItem, 'id' | 'roles'>,
  roundIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!roles.includes('staff')) return new Set(roundIds);
  const rounds = [...(await getRounds(db, roundIds)).values()];
  const assignments = await getAssignmentsOn(db, rounds, id);
  return new Set(
    [...assignments.values()].flatMap(({ roundId, place }) => (place === null ? [] : [roundId])),
  );
}

/** Whether a member of staff may read and answer the concerns of a round. */
export async function mayReadConcerns(
  services: Services,
  roundId: string,
  by: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  const kept = await roundsWithConcernsKeptFrom(services, by, [roundId]);
  return kept.has(roundId)
    ? fail(
        problem(
          'own-panel',
          'You are, or were, on the panel of this round. Somebody else of the Centre’s staff reads its concerns and answers them.',
        ),
      )
    : ok(undefined);
}

/** Events that tell that there is a concern, and whose it is. */
const events: readonly EventAction[] = ['concern-raised', 'concern-answered'];

const notices: readonly NoticeKind[] = ['concern-raised', 'concern-answered'];

/** Whether an email tells that there is a concern, or whose it is. */
export const isAboutConcern = (notice: NoticeKind): boolean => notices.includes(notice);

/** These events without those of concerns that somebody must know nothing of; their own they may. */
export async function withoutKeptConcerns<E extends Pick<EventItem, 'pk' | 'action' | 'actor'>>(
  services: Services,
  by: PersonItem,
  found: readonly E[],
): Promise<readonly E[]> {
  const roundOf = (event: E) => concernsOf(event)?.id ?? '';
  const telling = found.filter(({ action, actor }) => events.includes(action) && actor !== by.id);
  if (telling.length === 0) return found;
  const kept = await roundsWithConcernsKeptFrom(services, by, telling.map(roundOf));
  return found.filter((event) => !(telling.includes(event) && kept.has(roundOf(event))));
}
