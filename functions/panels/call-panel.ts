import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { mayDiscuss } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { judgedAsRead } from '../results/judged-round.ts';
import { overtaken } from '../rounds/change.ts';
import { changeRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { RoundRead } from '../rounds/view.ts';
import { retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import type { AssignmentItem } from './stored-assignment.ts';

/** `callPanel`: reviewers whose review is in, staff and the Oversight Group are told when and where it meets. */
export const callPanel =
  (services: Services): UseCase<(typeof panelOperations)['callPanel']> =>
  ({ by: person, of: { roundId }, what: body, expected }) =>
    retrying(async () => {
      const read = await judgedAsRead(services, roundId, expected);
      if (!read.ok) return read;
      const { round, panel, recommendation } = read.value;
      if (round.status === 'decided')
        return fail(problem('not-now', 'The round has been decided. There is nothing left to discuss.'));
      const now = services.now();
      const panelCall = {
        at: new Date(body.at).toISOString(),
        where: body.where,
        minutes: body.minutes ?? 60,
      };
      if (panelCall.at <= now.toISOString())
        return fail(
          invalidBody([
            { pointer: '/at', code: 'date-order', detail: 'Give a date and time in the future.' },
          ]),
        );
      const event = eventNow(services, person.id, 'panel-called', { at: panelCall.at }, now);
      const told = await panelNotices(services, { round, panel }, event, {
        ...panelCall,
        disputed: recommendation.recommendation.disputed.length,
        isCalledOff: false,
      });
      const written = await changeRound(services.db, round, { panelCall }, told, event);
      if (written.ok) return ok({ answer: panelCall });
      return overtaken(written.error);
    });

/** The writes that tell everybody whom a panel is called for: when and where it meets, or that it does not. */
async function panelNotices(
  { db }: Services,
  { round, panel }: Pick<RoundRead, 'round' | 'panel'>,
  { id, at: createdAt }: NewEvent,
  data: Pick<NoticeData<'panel-called'>, 'at' | 'where' | 'minutes' | 'disputed' | 'isCalledOff'>,
): Promise<readonly Write[]> {
  const reviewers = panel.filter(mayDiscuss).map(({ personId }) => personId);
  const centre = await staffAndOversight(db, 'panel-called');
  const told = (audience: 'reviewer' | 'centre', people: readonly string[]) =>
    tell(people, {
      cause: `panel-called ${id}`,
      notice: 'panel-called',
      roundId: round.id,
      createdAt,
      data: { ...aboutRound(round), ...data, audience },
    });
  return [
    ...told('reviewer', reviewers),
    // Somebody can be on the panel and in the Oversight Group: one email is enough.
    ...told(
      'centre',
      centre.filter((personId) => !reviewers.includes(personId)),
    ),
  ];
}

/** Most writes of a transaction, but for the round and its event. */
const maxWrites = 98;

/**
 * The writes that go with `others` and call off a panel that is still to meet. Where one transaction has no room for all,
 * reviewers are told first.
 */
export async function callOffWrites(
  services: Services,
  read: Pick<RoundRead, 'round' | 'panel'>,
  event: NewEvent,
  others: readonly Write[],
): Promise<readonly Write[]> {
  const { panelCall } = read.round;
  if (panelCall === null || panelCall.at <= event.at) return [];
  const told = await panelNotices(services, read, event, { ...panelCall, disputed: 0, isCalledOff: true });
  return told.slice(0, Math.max(0, maxWrites - others.length));
}

/** Whether somebody who leaves the panel may have been asked to a discussion that is still to come. */
export const panelToCome = (
  { panelCall }: Pick<RoundItem, 'panelCall'>,
  { submissions }: Pick<AssignmentItem, 'submissions'>,
  event: NewEvent,
) =>
  panelCall !== null && panelCall.at > event.at && submissions > 0 ? ({ isPanelToCome: true } as const) : {};
