import type * as z from 'zod';
import type {
  proposalStanding,
  specificationStanding,
} from '../../shared/contract/specifications/schemas.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import { getEndorsements } from '../register/storage.ts';
import { listLatestRounds } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';

type Standing = z.output<typeof specificationStanding>;

/** Where a specification stands that has had no round. */
export const nowhere: Standing = { round: null, endorsement: null, awaitsLetter: false };

/** The same without the register, which knows nothing of a proposal. */
export const withoutRegister = ({ round, awaitsLetter }: Standing): z.output<typeof proposalStanding> => ({
  round,
  awaitsLetter,
});

/** Where something stands, with the register only where that knows of it. */
export const asRegistered = (standing: Standing): Standing | z.output<typeof proposalStanding> =>
  standing.endorsement === null ? withoutRegister(standing) : standing;

/**
 * Where specifications stand, by their ids: the latest round of each, and what the register says of it. A request for
 * each, and one for all that was decided: a page of a list has 25.
 */
export async function standingsOf(
  db: Database,
  specificationIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const [latest, endorsements] = await Promise.all([
    Promise.all(specificationIds.map((id) => listLatestRounds(db, id, 1))),
    getEndorsements(db, specificationIds),
  ]);
  const decisions = await getDecisionsOf(db, latest.flat());
  return new Map(
    specificationIds.map((id, index) => {
      const round = latest[index]?.[0];
      const { entry = null, awaits = null } = endorsements.get(id) ?? {};
      return [
        id,
        {
          round:
            round === undefined
              ? null
              : {
                  roundId: round.id,
                  criteriaSetKind: round.criteriaSetKind,
                  status: round.status,
                  closesAt: round.closesAt,
                  progress: round.progress,
                  decided: decisions.get(round.id)?.outcome ?? null,
                },
          endorsement: entry && {
            status: entry.status,
            since: entry.since,
            reviewBy: entry.reviewBy,
          },
          awaitsLetter: awaits !== null,
        },
      ];
    }),
  );
}
