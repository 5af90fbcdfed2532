import type * as z from 'zod';
import type { priorityAnswer } from '../../shared/contract/priorities/schemas.ts';
import { listProposalsPage } from '../proposals/storage.ts';
import { listCompanions } from '../specifications/companions-storage.ts';
import { asRegistered, nowhere, standingsOf } from '../specifications/standing.ts';
import { getLatestVersions, getSpecifications, listSpecificationsPage } from '../specifications/storage.ts';
import { ownerKeys } from '../table/keys.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import type { PriorityItem } from './stored-priority.ts';

/** Most proposals of all areas, and most specifications of the area, that are looked through. */
const mostLooked = 100;

/**
 * What answers a priority: the proposals that name it, the specifications that came of them, and what else there is in
 * its area of practice.
 */
export async function answersTo({ db }: Services, priority: PriorityItem) {
  const [proposals, specifications] = await Promise.all([
    listProposalsPage(db, { limit: mostLooked }),
    listSpecificationsPage(db, { area: priority.areaOfPractice }, { limit: mostLooked }),
  ]);
  const area = ownerKeys.area(priority.areaOfPractice);
  const found = [
    ...(
      await getSpecifications(
        db,
        [...proposals.entries, ...specifications.entries].map(({ id }) => id),
        getReadable,
      )
    ).values(),
  ].filter(
    ({ priorityId, areaOfPractice }) =>
      priorityId === priority.id || (priorityId === null && ownerKeys.area(areaOfPractice) === area),
  );
  const ids = found.map(({ id }) => id);
  const [versions, standings, companions] = await Promise.all([
    getLatestVersions(db, found),
    standingsOf(db, ids),
    Promise.all(ids.map((id) => listCompanions(db, id))),
  ]);
  const answers = found.map(
    ({ id, title, stage, priorityId }, index): z.output<typeof priorityAnswer> => ({
      specificationId: id,
      title,
      stage,
      credentialType: versions.get(id)?.content.credentialType ?? null,
      professions: versions.get(id)?.content.professions ?? [],
      isNamed: priorityId === priority.id,
      companions: (companions[index] ?? []).map(({ companionId, companionKind }) => ({
        specificationId: companionId,
        kind: companionKind,
      })),
      standing: asRegistered(standings.get(id) ?? nowhere),
    }),
  );
  return { answers, isMore: proposals.next !== null || specifications.next !== null };
}
