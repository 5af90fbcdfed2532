import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import { roundOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import type { Visit } from '../web/visit.ts';

type Decision = Answered<typeof decisionOperations.getDecision>;

/** A decision and the round that it is about. */
export interface About extends RoundWithCriteria {
  readonly decision: Decision;
}

/** Reads a decision and its round; null where there is none, or not for whoever asks. */
export async function loadDecided(visit: Visit): Promise<About | null> {
  const [found, decision] = await Promise.all([
    roundOf(visit),
    readFor(visit, 'getDecision', { roundId: visit.parameters.roundId ?? '' }),
  ]);
  return found === null || decision === null ? null : { ...found, decision };
}

/** Where forms about a decision lead back to. */
export const back = ({ round }: About) => ({
  text: 'Back to the decision',
  href: `/rounds/${round.id}/decision`,
});

/** What forms about a decision change. */
export const lock = ({ decision }: About) => ({
  version: decision.version,
  concerns: { kind: 'round' as const, id: decision.roundId },
});

/** What a yes of this round is called. */
export const yesOf = ({ round }: RoundWithCriteria) =>
  round.criteriaSetKind === 'gateway' ? 'go-ahead' : 'endorsement';

/** Says that a yes was withdrawn or replaced; null while it stands. */
export const withdrawn = ({ decision, ...about }: About): Message | null =>
  decision.replaced !== null
    ? {
        title: 'The endorsement has been replaced',
        paragraphs: [
          `The endorsement of version ${decision.replaced.specificationVersion} took its place in the register. Its conditions are no longer asked for.`,
        ],
        action: { text: 'See the decision on that', href: `/rounds/${decision.replaced.roundId}/decision` },
      }
    : decision.withdrawn === null
      ? null
      : {
          title: `The ${yesOf(about)} has been withdrawn`,
          paragraphs: ['Its conditions are no longer asked for.'],
        };
