import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { endorsedNow } from '../register/storage.ts';
import { readJudgedRound } from '../results/judged-round.ts';
import { getRecommendation } from '../results/storage.ts';
import type { RecommendationItem } from '../results/stored-recommendation.ts';
import { type RoundWithCriteria, roundWithCriteria } from '../rounds/with-criteria.ts';
import { getSpecification } from '../specifications/storage.ts';
import { invalidBody } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { NewDecision } from './decidable.ts';
import { leaksOfDecision } from './decide.ts';
import { earlierEndorsement } from './earlier-endorsement.ts';

/** What somebody who decides goes by. */
export interface ToDecide extends RoundWithCriteria {
  /** Null while it is being derived, and before the round closes. */
  readonly recommendation: RecommendationItem | null;
  /** The endorsement that the register has of the specification; null where none stands, and for a round of the gateway. */
  readonly endorsed: ReturnType<typeof endorsedNow>;
  /** The round of an endorsement that waits for its letter: until that is released no other is decided. */
  readonly awaits: string | null;
  /** The developer’s, which owns conditions unless somebody says otherwise. */
  readonly organisation: string;
}

/** Reads what a decision on a round is about, for somebody who may see it; null where there is nothing to see. */
export async function toDecide(
  services: Services,
  roundId: string,
  by: PersonItem | null,
): Promise<ToDecide | null> {
  const found = await roundWithCriteria(services, roundId, by);
  if (found === null) return null;
  const { id, recommendations, specificationId } = found.round;
  const [recommendation, specification, earlier] = await Promise.all([
    getRecommendation(services.db, id, recommendations),
    getSpecification(services.db, specificationId),
    earlierEndorsement(services, found.round),
  ]);
  return {
    ...found,
    recommendation,
    endorsed: endorsedNow(earlier),
    awaits: earlier?.awaits ?? null,
    organisation: specification?.developer.organisation ?? '',
  };
}

/** Whether what staff write in a decision may be kept; fails with what must come out of it. For whoever may decide. */
export async function mayBeKept(services: Services, roundId: string, decision: NewDecision) {
  const judged = await readJudgedRound(services, roundId);
  if (!judged.ok) return judged;
  const earlier = await earlierEndorsement(services, judged.value.round);
  const leaks = await leaksOfDecision(services, judged.value, decision, earlier);
  return leaks.length > 0 ? fail(invalidBody(leaks)) : ok(undefined);
}
