import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import { compareDays, dayInWords } from '../../shared/domain/basics/day.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { dueDayDefect } from '../../shared/domain/decisions/due-day.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { leakDefects } from '../letters/leaks.ts';
import { readCountedRound } from '../results/judged-round.ts';
import { getRound } from '../rounds/storage.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { type ConditionNews, conditionEmail } from './condition-notices.ts';
import { readStanding } from './endorsement.ts';
import * as storage from './storage.ts';
import type { ConditionItem } from './stored-decision.ts';
import { answerDecision } from './view.ts';

type Ops = typeof decisionOperations;

/** A condition of a decision that stands, as it was read. */
async function readCondition(services: Services, roundId: string, number: number, expected: number) {
  const read = await readStanding(services, roundId, expected);
  if (!read.ok) return read;
  const condition = read.value.conditions.find((one) => one.number === number);
  return condition === undefined ? fail(notFound) : ok({ read: read.value, condition });
}

/** The writes that tell the developer's contact what the Centre did about a condition; none before the letter. */
async function told(
  services: Services,
  condition: ConditionItem,
  news: ConditionNews,
  { id, at }: NewEvent,
): Promise<readonly Write[]> {
  const round = await getRound(services.db, condition.roundId);
  const email = round && (await conditionEmail(services, round, condition, news, id, at));
  return email === null ? [] : [email.write];
}

/** What must come out of a reason that is sent at once. */
async function leaksIn(services: Services, roundId: string, reason: string, looked = false) {
  const counted = await readCountedRound(services, roundId);
  if (!counted.ok) return counted;
  const leaks = await leakDefects(services, counted.value, [
    { name: 'reason', pointer: pointer('reason'), text: reason, looked },
  ]);
  return leaks.length > 0 ? fail(invalidBody(leaks)) : ok(undefined);
}

/** `fulfilCondition`. */
export const fulfilCondition =
  (services: Services): UseCase<Ops['fulfilCondition']> =>
  ({ by: person, of: { roundId, number }, what: { evidence }, expected }) =>
    retrying(async () => {
      const now = services.now();
      const found = await readCondition(services, roundId, number, expected);
      if (!found.ok) return found;
      const { read, condition } = found.value;
      if (condition.fulfilled !== null)
        return fail(problem('not-now', `Condition ${number} has been marked as fulfilled already.`));
      const event = eventNow(services, person.id, 'condition-fulfilled', { number }, now);
      const news = { what: 'accepted', due: condition.due, reason: null } as const;
      const written = await storage.fulfil(
        services.db,
        read,
        condition,
        { at: now.toISOString(), by: person.id, evidence },
        await told(services, condition, news, event),
        event,
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });

/** `extendCondition`. */
export const extendCondition =
  (services: Services): UseCase<Ops['extendCondition']> =>
  ({ by: person, of: { roundId, number }, what: { due, reason, looked }, expected }) =>
    retrying(async () => {
      const now = services.now();
      const found = await readCondition(services, roundId, number, expected);
      if (!found.ok) return found;
      const { read, condition } = found.value;
      if (condition.fulfilled !== null)
        return fail(problem('not-now', `Condition ${number} is fulfilled. It needs no more time.`));
      const late =
        dueDayDefect('The new date', due, ukIsoDay(now)) ??
        (compareDays(due, condition.due) > 0
          ? null
          : `The new date must be later than ${dayInWords(condition.due)}, the date that it has.`);
      if (late !== null)
        return fail(invalidBody([{ pointer: pointer('due'), code: 'date-not-usable', detail: late }]));
      const kept = await leaksIn(services, roundId, reason, looked);
      if (!kept.ok) return kept;
      const event = eventNow(services, person.id, 'condition-extended', { number, until: due, reason }, now);
      const extended = { at: event.at, by: person.id, reason, was: condition.due };
      const written = await storage.extendCondition(
        services.db,
        read,
        condition,
        { due, extensions: [...condition.extensions, extended] },
        await told(services, condition, { what: 'extended', due, reason }, event),
        event,
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });

/** `takeBackFulfilment`. */
export const takeBackFulfilment =
  (services: Services): UseCase<Ops['takeBackFulfilment']> =>
  ({ by: person, of: { roundId, number }, what: { reason, looked }, expected }) =>
    retrying(async () => {
      const found = await readCondition(services, roundId, number, expected);
      if (!found.ok) return found;
      const { read, condition } = found.value;
      if (condition.fulfilled === null)
        return fail(problem('not-now', `Condition ${number} is not marked as fulfilled.`));
      const kept = await leaksIn(services, roundId, reason, looked);
      if (!kept.ok) return kept;
      const event = eventNow(services, person.id, 'condition-taken-back', { number, reason });
      const { evidence } = condition.fulfilled;
      const written = await storage.takeBackFulfilment(
        services.db,
        read,
        condition,
        [...condition.takenBack, { at: event.at, by: person.id, reason, evidence }],
        await told(services, condition, { what: 'taken-back', due: condition.due, reason }, event),
        event,
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });
