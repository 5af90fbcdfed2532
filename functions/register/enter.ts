import { isEndorsement } from '../../shared/domain/decisions/decision.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { stands } from '../decisions/steps.ts';
import { decisionWrite, getDecision, listConditions, stepWrites } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { readDecision } from '../decisions/view.ts';
import { letterSays } from '../letters/letter-says.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import type { Write } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { entered } from './happenings.ts';
import { endorsedNow, endorsementWrite, getEndorsement } from './storage.ts';
import { termWrites } from './terms.ts';

/**
 * The writes by which the earlier endorsement stands until the next review that a released decision says, unless another
 * one is there by now or it was withdrawn. A suspension that the decision did not know of stays.
 */
async function standingWrites(
  services: Services,
  { endorsement: fate, roundId, specificationId, decidedAt }: DecisionItem,
  { at, actor }: Pick<NewEvent, 'at' | 'actor'>,
): Promise<readonly Write[]> {
  if (fate?.becomes !== 'stands' || fate.until === null) return [];
  const [read, earlier] = await Promise.all([
    getEndorsement(services.db, specificationId),
    readDecision(services, fate.roundId),
  ]);
  const now = endorsedNow(read);
  if (now?.roundId !== fate.roundId || earlier === null) return [];
  const { suspended } = earlier.decision;
  const { step, happens, action } = stands(fate.until, suspended !== null && suspended.at < decidedAt);
  const on = new Date(at);
  return [
    ...stepWrites(earlier, step),
    endorsementWrite(specificationId, read, { entry: happens(now, ukIsoDay(on)) }),
    eventWrite(
      keys.round(fate.roundId),
      eventNow(services, actor, action, { until: fate.until, decision: roundId }, on),
    ),
  ];
}

/**
 * The writes that make the register say what a decision does to it, as its letter is released: an endorsement enters in
 * place of the one that is there, whose conditions are no longer asked for; another decision may let that one stand. Of
 * its conditions everybody may read what the body of the `letter` says.
 * Null where the endorsement does not wait any more: its letter was released or withheld meanwhile.
 */
export async function enteringWrites(
  services: Services,
  round: RoundItem,
  letter: string,
  { at, actor }: Pick<NewEvent, 'at' | 'actor'>,
): Promise<readonly Write[] | null> {
  const { db } = services;
  const { specificationId, specificationVersion } = round;
  const decision = await getDecision(db, round.id);
  if (decision === null) return [];
  if (decision.reviewBy === null || !isEndorsement(decision.outcome))
    return standingWrites(services, decision, { at, actor });
  const [specification, version, read, conditions] = await Promise.all([
    getSpecification(db, specificationId),
    getSpecificationVersion(db, specificationId, specificationVersion),
    getEndorsement(db, specificationId),
    listConditions(db, round.id),
  ]);
  if (specification === null || version === null)
    throw new Error(`Round ${round.id} has lost its specification`);
  if (read?.awaits !== round.id) return null;
  const { title, areaOfPractice, credentialType, professions, documentUrl, documentSha256 } = version.content;
  const entry = entered(
    {
      specificationId,
      specificationVersion,
      roundId: round.id,
      title,
      areaOfPractice,
      credentialType,
      professions,
      documentUrl,
      documentSha256,
      organisation: specification.developer.organisation,
      outcome: decision.outcome,
      reviewBy: decision.reviewBy,
      conditionsOutstanding: decision.outstanding,
      conditionsTold: conditions.flatMap(({ number, text }) => (letterSays(letter, text) ? [number] : [])),
      sample: round.sample,
    },
    read.entry,
    ukIsoDay(new Date(at)),
  );
  const earlier = endorsedNow(read);
  const replaced = earlier === null ? null : await readDecision(services, earlier.roundId);
  const inItsPlace = { roundId: round.id, specificationVersion };
  return [
    decisionWrite(decision, { enteredAt: at }),
    endorsementWrite(specificationId, read, { awaits: null, entry }),
    ...termWrites(entry),
    ...(replaced === null
      ? []
      : [
          ...stepWrites(replaced, { replaced: { at, ...inItsPlace } }),
          eventWrite(
            keys.round(replaced.decision.roundId),
            eventNow(
              services,
              actor,
              'endorsement-replaced',
              { version: specificationVersion },
              new Date(at),
            ),
          ),
        ]),
  ];
}
