import { slug } from '../../../shared/contract/basics.ts';
import { type RoundWithCriteria, roundWithCriteria } from '../../rounds/with-criteria.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';

/** The id of the round that an address names; null where it can be none. */
export const roundIdOf = ({ parameters }: Visit): string | null =>
  slug.safeParse(parameters.roundId).data ?? null;

/** Reads the round that an address names, with its criteria; null where there is none that the visitor may see. */
export async function roundOf(visit: Visit): Promise<RoundWithCriteria | null> {
  const roundId = roundIdOf(visit);
  return roundId === null ? null : roundWithCriteria(servicesOf(visit.site), roundId, visit.person);
}

/** "Frailty, version 2", and "(gateway)" where the round is the gateway’s. */
export const titleOf = ({
  title,
  specificationVersion,
  criteriaSetKind,
}: Pick<RoundWithCriteria['round'], 'title' | 'specificationVersion' | 'criteriaSetKind'>): string =>
  `${title}, version\u00a0${specificationVersion}${criteriaSetKind === 'gateway' ? ' (gateway)' : ''}`;
