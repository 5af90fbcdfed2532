import { slug } from '../../../shared/contract/basics.ts';
import { getCriteriaSet } from '../../criteria-sets/storage.ts';
import type { CriteriaSetItem } from '../../criteria-sets/stored-criteria-set.ts';
import { getRound } from '../../rounds/storage.ts';
import type { RoundItem } from '../../rounds/stored-round.ts';
import type { Visit } from '../web/visit.ts';

/** The round that a page's address names, with its criteria. */
export interface RoundOfPage {
  readonly round: RoundItem;
  readonly set: CriteriaSetItem;
}

/** Reads the round that an address names; null where there is none. */
export async function roundOf({ site: { db }, parameters }: Visit): Promise<RoundOfPage | null> {
  const roundId = slug.safeParse(parameters.roundId);
  const round = roundId.success ? await getRound(db, roundId.data) : null;
  const set = round && (await getCriteriaSet(db, round.criteriaSetId, round.criteriaSetVersion));
  return round === null || set === null ? null : { round, set };
}

/** "Frailty, version 2". */
export const titleOf = ({ title, specificationVersion }: RoundItem): string =>
  `${title}, version\u00a0${specificationVersion}`;
