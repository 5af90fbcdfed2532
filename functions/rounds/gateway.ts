import { type GatewayLack, gatewayLack, latestDecision } from '../../shared/domain/decisions/gateway.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import type { Database } from '../table/database.ts';
import { listRoundsOfSpecification } from './storage.ts';
import type { RoundItem } from './stored-round.ts';

/** How many rounds of a specification, the newest first, are looked through for decisions of the gateway. */
const maxLooked = 100;

/** How the gateway stands on the specification of a round. */
export interface GatewayRead {
  /** What is lacking; null where the gateway has said yes, of whichever version, and for a round of the gateway itself. */
  readonly lack: GatewayLack | null;
  /** Its latest decision, which says so; null where there is none, or none is needed. */
  readonly latest: DecisionItem | null;
}

/** Reads how the gateway stands on a specification, before a round on it is opened. */
export async function readGateway(
  db: Database,
  { criteriaSetKind, specificationId }: Pick<RoundItem, 'criteriaSetKind' | 'specificationId'>,
): Promise<GatewayRead> {
  if (criteriaSetKind === 'gateway') return { lack: null, latest: null };
  const { rounds } = await listRoundsOfSpecification(db, specificationId, { limit: maxLooked });
  const decisions = await getDecisionsOf(
    db,
    rounds.filter((round) => round.criteriaSetKind === 'gateway'),
  );
  const latest = latestDecision([...decisions.values()]);
  return { lack: gatewayLack(latest), latest };
}
