import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutRound, tell, thoseWhoWant } from '../notices/outbox.ts';
import { callOffWrites } from '../panels/call-panel.ts';
import { notOnPanel } from '../panels/own-panel.ts';
import { settledAssignmentWrite } from '../panels/storage.ts';
import type { Write } from '../table/write.ts';
import { problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { type AskedMove, move } from './move.ts';
import type { RoundRead } from './view.ts';

type Ops = typeof roundOperations;

/** Closes an open round: its recommendation falls due. */
const close = (services: Services, asked: AskedMove, onlyWhenDue: boolean) =>
  move(services, 'close', asked, async (read, event) => {
    if (onlyWhenDue && read.round.closesAt > event.at)
      return fail(problem('not-now', `The round closes on ${read.round.closesAt}.`, { rule: 'too-early' }));
    const allowed = notOnPanel(
      read.panel,
      asked.personId,
      'You are on the panel of this round. Somebody else closes it or opens it again.',
    );
    if (!allowed.ok) return allowed;
    return ok({
      change: { affectsResult: true, recommendationDue: true },
      writes: await noLongerOpenWrites(services, read, 'closed', event),
    });
  });

/** `closeRound`: early, by staff. */
export const closeRound =
  (services: Services): UseCase<Ops['closeRound']> =>
  ({ by: person, of: { roundId }, what: { reason }, expected }) =>
    close(services, { personId: person.id, roundId, expected, reason }, false);

/** Closes a round whose time has come, as the clock does; not one that was extended or closed meanwhile. */
export const closeRoundThatIsDue = (services: Services, roundId: string) =>
  close(
    services,
    { personId: 'system', roundId, expected: null, reason: 'The closing date has come.' },
    true,
  );

/** `cancelRound`. */
export const cancelRound =
  (services: Services): UseCase<Ops['cancelRound']> =>
  ({ by: person, of: { roundId }, what: { reason }, expected }) =>
    move(services, 'cancel', { personId: person.id, roundId, expected, reason }, async (read, event) => {
      const writes = await noLongerOpenWrites(services, read, 'cancelled', event);
      return ok({
        change: { affectsResult: true },
        writes: [...writes, ...(await callOffWrites(services, read, event, writes))],
      });
    });

/**
 * The writes after which nobody on the panel of a round is waited for, because it is no longer open. Everybody who was
 * asked is told.
 */
async function noLongerOpenWrites(
  { db }: Services,
  { round, panel }: RoundRead,
  how: 'closed' | 'cancelled',
  { id, at }: NewEvent,
): Promise<readonly Write[]> {
  const asked = round.status === 'draft' ? [] : panel.filter(({ status }) => isOnPanel(status));
  const told = await thoseWhoWant(
    db,
    'round-closed',
    asked.map(({ personId }) => personId),
  );
  const submitted = new Set(asked.filter((one) => one.submissions > 0).map(({ personId }) => personId));
  return [
    ...panel.map((assignment) => settledAssignmentWrite(assignment, how)),
    ...tell(told, {
      cause: `round-closed ${id}`,
      notice: 'round-closed',
      roundId: round.id,
      createdAt: at,
      data: (personId) => ({ ...aboutRound(round), how, hasSubmitted: submitted.has(personId) }),
    }),
  ];
}
