import { type GatewayLack, gatewayLack } from '../../shared/domain/decisions/gateway.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import type { Database } from '../table/database.ts';
import { listRoundsOfSpecification } from './storage.ts';
import type { RoundItem } from './stored-round.ts';

/** How many rounds of a specification, the newest first, are looked through for decisions of the gateway. */
const maxLooked = 100;

/**
 * What a specification lacks of the gateway, before a round on it is opened. Null where the gateway has said yes, of
 * whichever version, and for a round of the gateway itself.
 */
export async function lackOfGoAhead(
  db: Database,
  { criteriaSetKind, specificationId }: Pick<RoundItem, 'criteriaSetKind' | 'specificationId'>,
): Promise<GatewayLack | null> {
  if (criteriaSetKind === 'gateway') return null;
  const { rounds } = await listRoundsOfSpecification(db, specificationId, { limit: maxLooked });
  const decisions = await getDecisionsOf(
    db,
    rounds.filter((round) => round.criteriaSetKind === 'gateway'),
  );
  return gatewayLack([...decisions.values()]);
}
