import { criteriaInEmail } from '../../shared/contract/notices/kinds.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { SpecificationVersion } from '../../shared/domain/specifications/specification.ts';
import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { listPanel } from '../panels/storage.ts';
import { listRoundsOfSpecification } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import type { Write } from '../table/write.ts';
import { getSpecificationVersion } from './storage.ts';

/** How many rounds of a specification, the newest first, are looked through for open ones. */
const maxLooked = 50;

/** Most open rounds whose reviewers are told at once: a panel has up to 20 of them, and all is one transaction. */
const maxRounds = 4;

/** Which rounds are open on an older version, and the writes that tell their reviewers that there is another, and what differs. */
export async function tellReviewers(
  db: Database,
  specificationId: string,
  added: { readonly version: number; readonly content: SpecificationVersion },
  { at }: NewEvent,
): Promise<{ readonly roundIds: readonly string[]; readonly writes: readonly Write[] }> {
  const { rounds } = await listRoundsOfSpecification(db, specificationId, { limit: maxLooked });
  const open = rounds.filter(({ status }) => status === 'open').slice(0, maxRounds);
  const writes = open.map(async (round) => {
    const [panel, reviewed] = await Promise.all([
      listPanel(db, round.id),
      getSpecificationVersion(db, specificationId, round.specificationVersion),
    ]);
    if (reviewed === null) throw new Error(`Round ${round.id} has lost its version`);
    const changes = diffSpecificationVersions(reviewed.content, added.content).map(
      ({ sentence }) => sentence,
    );
    return tell(
      panel.filter(({ status }) => isOnPanel(status)).map(({ personId }) => personId),
      {
        cause: `version-added ${round.id} ${added.version}`,
        notice: 'version-added',
        roundId: round.id,
        createdAt: at,
        data: {
          ...aboutRound(round),
          newVersion: added.version,
          changes: changes.slice(0, criteriaInEmail),
          moreChanges: Math.max(0, changes.length - criteriaInEmail),
        },
      },
    );
  });
  return { roundIds: open.map(({ id }) => id), writes: (await Promise.all(writes)).flat() };
}
