import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import { compareDays, dayInWords } from '../../shared/domain/basics/day.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { dueDayDefect } from '../../shared/domain/decisions/due-day.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { leakDefects } from '../letters/leaks.ts';
import { lapsingWrites } from '../oversight/approving.ts';
import { readCountedRound } from '../results/judged-round.ts';
import { getRound } from '../rounds/storage.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { type ConditionNews, conditionEmail } from './condition-notices.ts';
import { readStanding } from './endorsement.ts';
import * as storage from './storage.ts';
import type { ConditionItem } from './stored-decision.ts';
import { answerDecision } from './view.ts';

type Ops = typeof decisionOperations;

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

/** What is to become of a condition, which the developer's contact is told and the log keeps. */
interface Plan {
  readonly set: storage.ConditionChange;
  readonly news: Omit<ConditionNews, 'due'>;
  readonly event: NewEvent;
}

/** Changes a condition of a decision that stands, as `plan` says of what was read. */
const changing = (
  services: Services,
  {
    of: { roundId, number },
    expected,
  }: { readonly of: { readonly roundId: string; readonly number: number }; readonly expected: number },
  plan: (
    condition: ConditionItem,
    now: Date,
  ) => Promise<Result<Plan, Problem<'not-found' | 'not-now' | 'invalid-body'>>>,
) =>
  retrying(async () => {
    const read = await readStanding(services, roundId, expected);
    if (!read.ok) return read;
    const condition = read.value.conditions.find((one) => one.number === number);
    if (condition === undefined) return fail(notFound);
    const planned = await plan(condition, services.now());
    if (!planned.ok) return planned;
    const { set, news, event } = planned.value;
    const due = set.due ?? condition.due;
    const besides = [
      ...(await told(services, condition, { ...news, due }, event)),
      ...(await lapsingWrites(services, roundId, event)),
    ];
    const written = await storage.changeCondition(services.db, read.value, condition, set, besides, event);
    return written.ok ? answerDecision(services, roundId) : heldUp;
  });

/** `fulfilCondition`. */
export const fulfilCondition =
  (services: Services): UseCase<Ops['fulfilCondition']> =>
  ({ by: { id: by }, what: { evidence }, ...asked }) =>
    changing(services, asked, async ({ number, fulfilled }, now) => {
      if (fulfilled !== null)
        return fail(
          problem('not-now', `Condition ${number} has been marked as fulfilled already.`, {
            rule: 'fulfilled-already',
          }),
        );
      const event = eventNow(services, by, 'condition-fulfilled', { number }, now);
      return ok({
        set: { fulfilled: { at: event.at, by, evidence } },
        news: { what: 'accepted', reason: null },
        event,
      });
    });

/** `extendCondition`. */
export const extendCondition =
  (services: Services): UseCase<Ops['extendCondition']> =>
  ({ by: { id: by }, what: { due, reason, looked }, ...asked }) =>
    changing(services, asked, async ({ roundId, number, due: was, fulfilled, extensions }, now) => {
      if (fulfilled !== null)
        return fail(
          problem('not-now', `Condition ${number} is fulfilled. It needs no more time.`, {
            rule: 'fulfilled',
          }),
        );
      const late =
        dueDayDefect('The new date', due, ukIsoDay(now)) ??
        (compareDays(due, was) > 0
          ? null
          : `The new date must be later than ${dayInWords(was)}, the date that it has.`);
      if (late !== null)
        return fail(invalidBody([{ pointer: pointer('due'), code: 'date-not-usable', detail: late }]));
      const kept = await leaksIn(services, roundId, reason, looked);
      if (!kept.ok) return kept;
      const event = eventNow(services, by, 'condition-extended', { number, until: due, reason }, now);
      return ok({
        set: { due, extensions: [...extensions, { at: event.at, by, reason, was }] },
        news: { what: 'extended', reason },
        event,
      });
    });

/** `takeBackFulfilment`. */
export const takeBackFulfilment =
  (services: Services): UseCase<Ops['takeBackFulfilment']> =>
  ({ by: { id: by }, what: { reason, looked }, ...asked }) =>
    changing(services, asked, async ({ roundId, number, fulfilled, takenBack }, now) => {
      if (fulfilled === null)
        return fail(
          problem('not-now', `Condition ${number} is not marked as fulfilled.`, { rule: 'not-fulfilled' }),
        );
      const kept = await leaksIn(services, roundId, reason, looked);
      if (!kept.ok) return kept;
      const event = eventNow(services, by, 'condition-taken-back', { number, reason }, now);
      const { evidence } = fulfilled;
      return ok({
        set: { fulfilled: null, takenBack: [...takenBack, { at: event.at, by, reason, evidence }] },
        news: { what: 'taken-back', reason },
        event,
      });
    });
