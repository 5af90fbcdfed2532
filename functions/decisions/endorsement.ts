import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import type { Body } from '../../shared/contract/operation.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { isYes } from '../../shared/domain/decisions/decision.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { leakDefects } from '../letters/leaks.ts';
import { letterNotice } from '../letters/use-cases.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { withholdWrite } from '../notices/storage.ts';
import { readCountedRound } from '../results/judged-round.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { stale } from '../use-case/lock.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { type DecisionRead, fulfil, withdraw } from './storage.ts';
import { answerDecision, decisionView, readDecision } from './view.ts';

type Ops = typeof decisionOperations;

/** Reads a decision for a change of it; fails where it is not a yes that stands, or not the one that was read. */
async function readStanding(
  services: Services,
  roundId: string,
  expected: number,
): Promise<Result<DecisionRead, Problem<'not-found' | 'not-now' | 'stale'>>> {
  const read = await readDecision(services, roundId);
  if (read === null) return fail(notFound);
  const { decision } = read;
  if (expected !== decision.version) return fail(stale('decision', decision.version, decisionView(read)));
  if (!isYes(decision.outcome))
    return fail(problem('not-now', 'The decision has neither conditions nor anything to withdraw.'));
  if (decision.withdrawn !== null) return fail(problem('not-now', 'The decision has been withdrawn.'));
  return ok(read);
}

/** `fulfilCondition`. */
export const fulfilCondition =
  (services: Services): UseCase<Ops['fulfilCondition']> =>
  ({ by: person, of: { roundId, number }, what: { evidence }, expected }) =>
    retrying(async () => {
      const now = services.now();
      const read = await readStanding(services, roundId, expected);
      if (!read.ok) return read;
      const condition = read.value.conditions.find((c) => c.number === number);
      if (condition === undefined) return fail(notFound);
      if (condition.fulfilled !== null)
        return fail(problem('not-now', `Condition ${number} has been marked as fulfilled already.`));
      const written = await fulfil(
        services.db,
        read.value,
        condition,
        { at: now.toISOString(), by: person.id, evidence },
        eventNow(services, person.id, 'condition-fulfilled', { number }, now),
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });

/** `withdrawDecision`. */
export const withdrawDecision =
  (services: Services): UseCase<Ops['withdrawDecision']> =>
  ({ by: person, of: { roundId }, what: body, expected }) =>
    retrying(async () => {
      const now = services.now();
      const read = await readStanding(services, roundId, expected);
      if (!read.ok) return read;
      const counted = await readCountedRound(services, roundId);
      if (!counted.ok) return counted;
      const { reason, message, looked = false } = body;
      const leaks = await leakDefects(services, counted.value, [
        { name: 'reason', pointer: pointer('reason'), text: reason },
        { name: 'message', pointer: pointer('message'), text: message, looked },
      ]);
      if (leaks.length > 0) return fail(invalidBody(leaks));
      const event = eventNow(
        services,
        person.id,
        'decision-withdrawn',
        { reason, ...(looked && { looked: 'message' }) },
        now,
      );
      const written = await withdraw(
        services.db,
        read.value,
        { at: now.toISOString(), by: person.id, reason, message },
        await withdrawalNoticeWrites(services, counted.value.round, body, event),
        event,
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });

/**
 * The writes that tell staff and the Oversight Group of a withdrawal, and the developer’s contact in words meant for
 * them. A letter that still waits would say that the decision stands: it is withheld.
 */
async function withdrawalNoticeWrites(
  services: Services,
  round: RoundItem,
  { reason, message }: Body<Ops['withdrawDecision']>,
  { at }: NewEvent,
): Promise<readonly Write[]> {
  const [centre, letter] = await Promise.all([
    staffAndOversight(services.db, 'decision-withdrawn'),
    letterNotice(services, round),
  ]);
  if (letter === null) throw new Error(`Round ${round.id} has a decision and no letter`);
  const told = (audience: 'centre' | 'developer', why: string, people: readonly string[]): readonly Write[] =>
    tell(people, {
      cause: `decision-withdrawn ${round.id} ${audience}`,
      notice: 'decision-withdrawn',
      roundId: round.id,
      createdAt: at,
      data: {
        ...aboutRound(round),
        reason: why,
        audience,
      },
    });
  return [
    ...told('centre', reason, centre),
    ...told('developer', message, [letter.personId]),
    ...(letter.status === 'waiting' ? [withholdWrite(letter)] : []),
  ];
}
