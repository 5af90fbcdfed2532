import { isEndorsement } from '../../shared/domain/decisions/decision.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { getDecision, stepWrites } from '../decisions/storage.ts';
import { readDecision } from '../decisions/view.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import { check, type Write } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { entered } from './happenings.ts';
import { endorsedNow, endorsementWrite, getEndorsement } from './storage.ts';

/**
 * The writes that enter an endorsement into the register as its letter is released, in place of the one that is there:
 * that one's conditions are no longer asked for. None for other decisions; null where the endorsement does not wait any
 * more: its letter was released or withheld meanwhile.
 */
export async function enteringWrites(
  services: Services,
  round: RoundItem,
  { at, actor }: NewEvent,
): Promise<readonly Write[] | null> {
  const { db } = services;
  const { specificationId, specificationVersion } = round;
  const decision = await getDecision(db, round.id);
  if (decision === null || decision.reviewBy === null || !isEndorsement(decision.outcome)) return [];
  const [specification, version, read] = await Promise.all([
    getSpecification(db, specificationId),
    getSpecificationVersion(db, specificationId, specificationVersion),
    getEndorsement(db, specificationId),
  ]);
  if (specification === null || version === null)
    throw new Error(`Round ${round.id} has lost its specification`);
  if (read?.awaits !== round.id) return null;
  const { title, areaOfPractice, credentialType, documentUrl, documentSha256 } = version.content;
  const entry = entered(
    {
      specificationId,
      specificationVersion,
      roundId: round.id,
      title,
      areaOfPractice,
      credentialType,
      documentUrl,
      documentSha256,
      organisation: specification.developer.organisation,
      outcome: decision.outcome,
      reviewBy: decision.reviewBy,
      conditionsOutstanding: decision.outstanding,
      sample: round.sample,
    },
    read.entry,
    ukIsoDay(new Date(at)),
  );
  const earlier = endorsedNow(read);
  const replaced = earlier === null ? null : await readDecision(services, earlier.roundId);
  const inItsPlace = { roundId: round.id, specificationVersion };
  return [
    check('decision', decision, { version: decision.version }),
    endorsementWrite(specificationId, read, { awaits: null, entry }),
    ...(replaced === null
      ? []
      : [
          ...stepWrites(replaced, { set: { replaced: { at, ...inItsPlace } }, isOver: true }),
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
