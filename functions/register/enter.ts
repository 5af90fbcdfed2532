import { isEndorsement } from '../../shared/domain/decisions/decision.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { stands } from '../decisions/steps.ts';
import { decisionWrite, stepWrites } from '../decisions/storage.ts';
import { readDecision } from '../decisions/view.ts';
import { letterSays } from '../letters/letter-says.ts';
import type { StandingDecision } from '../letters/standing.ts';
import { endingWrites } from '../oversight/approving.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import type { Write } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { entered } from './happenings.ts';
import { endorsedNow, endorsementWrite } from './storage.ts';
import { termWrites } from './terms.ts';

/**
 * The writes by which the earlier endorsement stands until the next review that the released decision says, which lifts
 * the suspension that it knew of. What was done to it since the decision stays.
 */
async function standingWrites(
  services: Services,
  { decision, endorsement, standing }: StandingDecision,
  { at, actor }: Pick<NewEvent, 'at' | 'actor'>,
): Promise<readonly Write[]> {
  const { endorsement: fate, roundId, specificationId } = decision;
  if (fate === null) return [];
  if (fate.becomes !== 'stands' || fate.until === null)
    return [endorsementWrite(specificationId, endorsement, {})];
  const [now, earlier] = [endorsedNow(endorsement), await readDecision(services, fate.roundId)];
  if (now === null || earlier === null || standing.earlier?.becomes !== 'stands')
    return [endorsementWrite(specificationId, endorsement, { awaits: null })];
  const { step, happens, action } = stands(fate.until, earlier.decision.suspended !== null);
  const on = new Date(at);
  return [
    ...stepWrites(earlier, step),
    endorsementWrite(specificationId, endorsement, { awaits: null, entry: happens(now, ukIsoDay(on)) }),
    eventWrite(
      keys.round(fate.roundId),
      eventNow(services, actor, action, { until: fate.until, decision: roundId }, on),
    ),
  ];
}

/**
 * The writes that make the register say what a decision does to it, as its letter is released: an endorsement enters in
 * place of the one that is there, whose conditions are no longer asked for; another decision may let that one stand. Of
 * its conditions everybody may read what the body of the `letter` says. They fail where anything that the letter speaks
 * of has changed since `read`.
 */
export async function enteringWrites(
  services: Services,
  round: RoundItem,
  read: StandingDecision,
  letter: string,
  { at, actor }: Pick<NewEvent, 'at' | 'actor'>,
): Promise<readonly Write[]> {
  const { db } = services;
  const { decision, conditions, endorsement } = read;
  const { specificationId, specificationVersion } = round;
  if (decision.reviewBy === null || !isEndorsement(decision.outcome))
    return [decisionWrite(decision, {}), ...(await standingWrites(services, read, { at, actor }))];
  const [specification, version] = await Promise.all([
    getSpecification(db, specificationId),
    getSpecificationVersion(db, specificationId, specificationVersion),
  ]);
  if (specification === null || version === null)
    throw new Error(`Round ${round.id} has lost its specification`);
  const { title, areaOfPractice, credentialType, professions, documentUrl, documentSha256 } = version.content;
  if (credentialType === null || documentUrl === null || documentSha256 === null)
    throw new Error(`Round ${round.id} is on a proposal, which enters no register`);
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
    endorsement?.entry ?? null,
    ukIsoDay(new Date(at)),
  );
  const earlier = endorsedNow(endorsement);
  const replaced = earlier === null ? null : await readDecision(services, earlier.roundId);
  const inItsPlace = { roundId: round.id, specificationVersion };
  return [
    decisionWrite(decision, { enteredAt: at }),
    endorsementWrite(specificationId, endorsement, { awaits: null, entry }),
    ...termWrites(entry),
    ...(replaced === null
      ? []
      : [
          ...stepWrites(replaced, { replaced: { at, ...inItsPlace } }),
          ...(await endingWrites(services, replaced.decision.roundId, ['withdrawal'], at)),
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
