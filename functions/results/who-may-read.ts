import type { EventAction } from '../../shared/contract/event-actions.ts';
import { staffAndOversight } from '../../shared/contract/roles.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isOver } from '../../shared/domain/rounds/round.ts';
import type { EventItem } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { getAssignment, getAssignmentsOn, listAssignmentsOf } from '../panels/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getRound, getRounds } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';

/** Whether somebody's roles let them read reviews and what comes of them. */
export const readsReviews = ({ roles }: PersonItem): boolean =>
  roles.some((role) => staffAndOversight.includes(role));

/**
 * The rounds among these of which somebody must not know what reviewers came to: they are, or were, asked to review in
 * them, whatever their other roles, and reviews are still to come, perhaps once more.
 */
export async function roundsKeptFrom(
  { db }: Services,
  { id }: PersonItem,
  roundIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rounds = [...(await getRounds(db, roundIds)).values()].filter(isUnderReview);
  return new Set((await getAssignmentsOn(db, rounds, id)).keys());
}

/** Whether somebody may know what goes on in a round: whoever is on its panel may not before it has closed. */
export async function mayReadRound(
  services: Services,
  roundId: string,
  by: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  return (await roundsKeptFrom(services, by, [roundId])).size === 0 ? ok(undefined) : fail(beforeItCloses);
}

/**
 * Whether somebody may see what reviewers say in a round, or counts of it. While it is open everybody sees by name who
 * submits: where the Centre's setting keeps names from places, whoever watched what is said grow would know who said it.
 */
export async function mayReadRatings(
  services: Services,
  roundId: string,
  by: PersonItem,
): Promise<Result<void, Problem<'own-panel' | 'not-now'>>> {
  const allowed = await mayReadRound(services, roundId, by);
  if (!allowed.ok) return allowed;
  const round = await getRound(services.db, roundId);
  if (round?.status !== 'open') return ok(undefined);
  const { namesOnCriterionPages } = await getSettings(services.db);
  return namesOnCriterionPages ? ok(undefined) : fail(whileReviewsComeIn);
}

const whileReviewsComeIn = problem(
  'not-now',
  'Reviews are still coming in. What they say is shown once the round has closed: whoever watched it grow could tell who said what.',
);

const beforeItCloses = problem(
  'own-panel',
  'You are, or were, on the panel of this round. You see what the other reviewers say once the round has closed.',
);

/** Whether somebody may read all that there is about a person: not while both are reviewers of an open round. */
export async function mayReadAllOf(
  { db }: Services,
  personId: string,
  { id }: PersonItem,
): Promise<Result<void, Problem<'own-panel'>>> {
  if (id === personId) return ok(undefined);
  const own = (await listAssignmentsOf(db, id)).filter(({ round }) => isUnderReview(round));
  const shared = await Promise.all(own.map(({ round }) => getAssignment(db, round.id, personId)));
  return shared.every((assignment) => assignment === null) ? ok(undefined) : fail(beforeItCloses);
}

/** Whether reviews of a round are still to come, so that nobody on its panel may see another's. */
export const isUnderReview = ({ status }: Pick<RoundItem, 'status'>): boolean => !isOver(status);

/** The part of an event that somebody may know from whom its round is kept; null where that it happened says too much. */
export function keptApart<E extends Pick<EventItem, 'action' | 'actor' | 'details'>>(
  event: E,
  { id }: PersonItem,
): E | null {
  if (event.actor === id || event.details.personId === id) return event;
  return tellsOfReviews(event.action) ? null : { ...event, details: {} };
}

/** That something of these kinds happened says what reviewers came to. */
const telling: readonly EventAction[] = ['panel-called', 'finding-recorded', 'review-reopened'];

const tellsOfReviews = (action: EventAction): boolean => telling.includes(action);

/**
 * A time at which a person did something, as somebody may know it: to the day for whoever reads results and does not
 * work with the people behind them.
 */
export const timeFor = <T extends string | null>(by: PersonItem, at: T): T =>
  at === null || knowsTimes(by) ? at : (`${at.slice(0, 10)}T00:00:00.000Z` as T);

/** Whether somebody knows times more exactly than to the day. */
export const knowsTimes = ({ roles }: PersonItem): boolean =>
  roles.some((role) => role === 'staff' || role === 'administrator');

/** Whether a notice would tell somebody more exactly than to the day when its recipient signed in. */
export const tellsWhen = (
  { notice, personId }: Pick<NoticeItem, 'notice' | 'personId'>,
  by: PersonItem,
): boolean => notice === 'sign-in-code' && personId !== by.id && !knowsTimes(by);
