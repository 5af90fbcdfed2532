import { dayInWords } from '../../shared/domain/basics/day.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';
import { pointer } from '../../shared/domain/basics/result.ts';
import { isEndorsement } from '../../shared/domain/decisions/decision.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { letterNotice } from '../letters/letter-notice.ts';
import { endorsedNow, endorsementWrite, getEndorsement } from '../register/storage.ts';
import type { EndorsementItem, RegisterEntry } from '../register/stored-endorsement.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { keys } from '../table/keys.ts';
import type { Write } from '../table/write.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import type { NewDecision } from './decidable.ts';
import { stepNoticeWrites } from './step-notices.ts';
import { type Done, type StepTaken, suspended, withdrawn } from './steps.ts';
import { stepWrites } from './storage.ts';
import type { DecisionItem } from './stored-decision.ts';
import { readDecision } from './view.ts';

/** What a decision on a round has to say something of: none for a round of the gateway, which endorses nothing. */
export const earlierEndorsement = async (
  { db }: Services,
  { criteriaSetKind, specificationId }: Pick<RoundItem, 'criteriaSetKind' | 'specificationId'>,
): Promise<EndorsementItem | null> =>
  criteriaSetKind === 'gateway' ? null : getEndorsement(db, specificationId);

/** Whether a decision changes the register when its letter is released, and not before. */
const waitsForLetter = ({ outcome, endorsement }: NewDecision): boolean =>
  isEndorsement(outcome) || endorsement?.becomes === 'stands';

/** Why no round of a specification is decided now: the register changes with a letter that waits. Null where none does. */
export const notWhileOneWaits = (read: EndorsementItem | null): Problem<'not-now'> | null =>
  (read?.awaits ?? null) === null
    ? null
    : problem(
        'not-now',
        'Another round of this specification was decided, and its letter has not been released: the register changes with it. Release that letter, or withdraw that decision where it endorses, then decide on this round.',
      );

/** An endorsement as somebody who decides sees it. */
export const seenOf = ({ roundId, status, reviewBy, reconsiderBy }: RegisterEntry) => ({
  roundId,
  status,
  until: reconsiderBy ?? reviewBy,
});

/** What is wrong where whoever decides has seen another endorsement than the one that the register has now. */
export function otherThanSeen({ endorsement }: NewDecision, read: EndorsementItem | null): readonly Defect[] {
  const now = endorsedNow(read);
  const seen = endorsement?.seen;
  if (now === null || seen === undefined) return [];
  const { roundId, status, until } = seenOf(now);
  if (seen.roundId === roundId && seen.status === status && seen.until === until) return [];
  const where = status === 'suspended' ? 'suspended, and is considered again' : 'endorsed, and is reviewed';
  return [
    {
      pointer: pointer('endorsement', 'seen'),
      code: 'other-endorsement',
      detail: `The endorsement has changed since you looked at it: version ${now.specificationVersion} is ${where} by ${dayInWords(until)}. Say again what becomes of it.`,
    },
  ];
}

/** What is said of an endorsement as the decision keeps it; null where there is none. */
export function fateKept(
  { endorsement }: Pick<NewDecision, 'endorsement'>,
  read: EndorsementItem | null,
): DecisionItem['endorsement'] {
  const now = endorsedNow(read);
  if (endorsement === null || now === null) return null;
  const { becomes, until, message } = endorsement;
  const { roundId, specificationVersion } = now;
  return { roundId, specificationVersion, becomes, until, message };
}

/** What becomes of the earlier endorsement at once; null where it stays until the letter is released. */
function stepOf({ becomes, until }: NonNullable<NewDecision['endorsement']>, done: Done): StepTaken | null {
  if (becomes === 'withdrawn') return withdrawn(done);
  return becomes === 'suspended' && until !== null ? suspended(done, until) : null;
}

/**
 * The writes by which a decision changes what the register has of its specification, or makes sure that it has not
 * changed: an endorsement waits for its letter, and the earlier one is suspended or withdrawn at once, which the
 * developer's contact is told at once. What else becomes of it waits for the letter too.
 */
export async function endorsementWrites(
  services: Services,
  round: RoundItem,
  read: EndorsementItem | null,
  decision: NewDecision,
  { at, actor }: NewEvent,
): Promise<readonly Write[]> {
  if (round.criteriaSetKind === 'gateway') return [];
  const { specificationId } = round;
  const awaits = waitsForLetter(decision) ? { awaits: round.id } : {};
  const now = endorsedNow(read);
  const fate = decision.endorsement;
  const taken =
    fate === null || now === null
      ? null
      : stepOf(fate, {
          at,
          by: actor,
          reason: '',
          message: fate.message,
          roundId: round.id,
        });
  if (fate === null || now === null || taken === null)
    return [endorsementWrite(specificationId, read, awaits)];
  const [earlier, earlierRound] = await Promise.all([
    readDecision(services, now.roundId),
    getRound(services.db, now.roundId),
  ]);
  if (earlier === null || earlierRound === null)
    throw new Error(`The register has an endorsement of round ${now.roundId}, which has no decision`);
  const event = eventNow(
    services,
    actor,
    taken.action,
    {
      decision: round.id,
      ...(fate.until !== null && { until: fate.until }),
      ...(fate.looked && { looked: 'message' }),
    },
    new Date(at),
  );
  const letter = await letterNotice(services, earlierRound);
  const told = {
    before: now.reconsiderBy,
    wasTold: true,
    reason: fate.message,
    audience: 'developer' as const,
  };
  return [
    ...stepWrites(earlier, taken.step),
    endorsementWrite(specificationId, read, {
      ...awaits,
      entry: taken.happens(now, ukIsoDay(new Date(at))),
    }),
    eventWrite(keys.round(earlierRound.id), event),
    ...(letter === null ? [] : stepNoticeWrites(taken, earlierRound, event, told, [letter.personId])),
  ];
}
