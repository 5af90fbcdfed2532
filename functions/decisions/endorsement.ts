import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import type { Body } from '../../shared/contract/operation.ts';
import { dayInWords } from '../../shared/domain/basics/day.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { isYes } from '../../shared/domain/decisions/decision.ts';
import { dueDayDefect } from '../../shared/domain/decisions/due-day.ts';
import { leakDefects } from '../letters/leaks.ts';
import { letterNotice } from '../letters/letter-notice.ts';
import { withholdWrite } from '../letters/letter-storage.ts';
import { staffAndOversight } from '../notices/outbox.ts';
import { endingWrites, usingForWithdrawal } from '../oversight/approving.ts';
import { readCountedRound } from '../results/judged-round.ts';
import { contactOf } from '../specifications/contact.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { stale } from '../use-case/lock.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { stepNoticeWrites } from './step-notices.ts';
import { type Done, type StepTaken, suspended, suspensionLifted, withdrawn } from './steps.ts';
import { type DecisionRead, isOver, ownEntry, takeStep, waitsForLetter } from './storage.ts';
import { answerDecision, decisionView, readDecision } from './view.ts';

type Ops = typeof decisionOperations;

/** Reads a decision for a change of it; fails where it is not a yes that stands, or not the one that was read. */
export async function readStanding(
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
  if (decision.replaced !== null)
    return fail(
      problem(
        'not-now',
        `The endorsement of version ${decision.replaced.specificationVersion} has taken the place of this one. Go to the decision on that.`,
        { rule: 'replaced-by-a-newer-version' },
      ),
    );
  return ok(read);
}

/** What staff say of what they do to a decision that stands. */
type Said = Body<Ops['withdrawDecision']>;

/** Does something to a decision that stands, which staff and the Oversight Group and the developer's contact are told at once. */
async function take(
  services: Services,
  read: DecisionRead,
  by: string,
  { reason, message, looked = false }: Said,
  step: (done: Done) => StepTaken,
  approved: readonly Write[] = [],
) {
  const now = services.now();
  const { roundId } = read.decision;
  const counted = await readCountedRound(services, roundId);
  if (!counted.ok) return counted;
  const { round } = counted.value;
  const leaks = await leakDefects(services, counted.value, [
    { name: 'reason', pointer: pointer('reason'), text: reason },
    { name: 'message', pointer: pointer('message'), text: message, looked },
  ]);
  if (leaks.length > 0) return fail(invalidBody(leaks));
  const taken = step({ at: now.toISOString(), by, reason, message, roundId: null });
  const until = taken.step.suspended?.reconsiderBy;
  const event = eventNow(
    services,
    by,
    taken.action,
    { reason, ...(until !== undefined && { until }), ...(looked && { looked: 'message' }) },
    now,
  );
  const [centre, letter, contactId] = await Promise.all([
    staffAndOversight(services.db, taken.action),
    letterNotice(services, round),
    contactOf(services, round),
  ]);
  if (letter === null) throw new Error(`Round ${roundId} has a decision and no letter`);
  const told = (audience: 'centre' | 'developer', why: string, people: readonly string[]) =>
    stepNoticeWrites(
      taken,
      round,
      event,
      {
        before: read.decision.suspended?.reconsiderBy ?? null,
        wasTold: letter.status !== 'waiting',
        reason: why,
        audience,
      },
      people,
    );
  const written = await takeStep(
    services.db,
    read,
    taken.step,
    taken.happens,
    [
      ...told('centre', reason, centre),
      ...told('developer', message, [contactId]),
      // A letter that still waits would say that the decision stands.
      ...(isOver(taken.step) && letter.status === 'waiting' ? [withholdWrite(letter)] : []),
      ...(isOver(taken.step) ? await endingWrites(services, roundId, ['decision'], event.at) : []),
      ...approved,
    ],
    event,
  );
  return written.ok ? answerDecision(services, roundId) : heldUp;
}

/** `withdrawDecision`. */
export const withdrawDecision =
  (services: Services): UseCase<Ops['withdrawDecision']> =>
  ({ by, of: { roundId }, what, expected }) =>
    retrying(async () => {
      const read = await readStanding(services, roundId, expected);
      if (!read.ok) return read;
      const approved = await usingForWithdrawal(services, roundId, by.id, services.now().toISOString());
      if (!approved.ok) return approved;
      return take(services, read.value, by.id, what, withdrawn, approved.value);
    });

/** A decision whose endorsement is in the register now, for a change of where it stands there. */
async function readRegistered(services: Services, roundId: string, expected: number) {
  const read = await readStanding(services, roundId, expected);
  if (!read.ok) return read;
  if (waitsForLetter(read.value))
    return fail(
      problem(
        'not-now',
        'The endorsement is not in the register before its letter is released. Withdraw it if it is not to stand.',
      ),
    );
  return ownEntry(read.value) === null
    ? fail(problem('not-now', 'The decision has no endorsement in the register.'))
    : read;
}

/** `suspendEndorsement`. */
export const suspendEndorsement =
  (services: Services): UseCase<Ops['suspendEndorsement']> =>
  ({ by, of: { roundId }, what: { reconsiderBy, ...said }, expected }) =>
    retrying(async () => {
      const read = await readRegistered(services, roundId, expected);
      if (!read.ok) return read;
      const late = dueDayDefect(
        'The date when it is considered again',
        reconsiderBy,
        ukIsoDay(services.now()),
      );
      const wrong =
        late ??
        (reconsiderBy === read.value.decision.suspended?.reconsiderBy
          ? `It is suspended until ${dayInWords(reconsiderBy)} already. Enter another date.`
          : null);
      if (wrong !== null)
        return fail(
          invalidBody([{ pointer: pointer('reconsiderBy'), code: 'date-not-usable', detail: wrong }]),
        );
      return take(services, read.value, by.id, said, (done) => suspended(done, reconsiderBy));
    });

/** `liftSuspension`. */
export const liftSuspension =
  (services: Services): UseCase<Ops['liftSuspension']> =>
  ({ by, of: { roundId }, what, expected }) =>
    retrying(async () => {
      const read = await readRegistered(services, roundId, expected);
      if (!read.ok) return read;
      if (read.value.decision.suspended === null)
        return fail(problem('not-now', 'The endorsement is not suspended.'));
      return take(services, read.value, by.id, what, () => suspensionLifted);
    });
