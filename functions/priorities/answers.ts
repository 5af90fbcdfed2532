import type * as z from 'zod';
import type { priorityAnswer } from '../../shared/contract/priorities/schemas.ts';
import { listCompanions } from '../specifications/companions-storage.ts';
import { asRegistered, nowhere, standingsOf } from '../specifications/standing.ts';
import { getLatestVersions, getSpecifications, listForPriority } from '../specifications/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import { getPriorities } from './storage.ts';
import type { PriorityItem } from './stored-priority.ts';

/**
 * What answers a priority: what was made for it in whatever area, and what else there is in its own area of practice,
 * also where that was made for another priority: it answers both.
 */
export async function answersTo({ db }: Services, priority: PriorityItem) {
  const { ids: listed, isMore } = await listForPriority(db, priority);
  // Indexes lag by moments: where it stands now is what its item says.
  const found = [...(await getSpecifications(db, listed, getReadable)).values()];
  const ids = found.map(({ id }) => id);
  const others = found.flatMap(({ priorityId }) => priorityId ?? []).filter((id) => id !== priority.id);
  const [versions, standings, companions, named] = await Promise.all([
    getLatestVersions(db, found),
    standingsOf(db, ids),
    Promise.all(ids.map((id) => listCompanions(db, id))),
    getPriorities(db, others),
  ]);
  const titles = new Map(named.map(({ id, title }) => [id, title]));
  const answers = found.map(
    ({ id, title, areaOfPractice, stage, priorityId }, index): z.output<typeof priorityAnswer> => ({
      specificationId: id,
      title,
      areaOfPractice,
      stage,
      credentialType: versions.get(id)?.content.credentialType ?? null,
      professions: versions.get(id)?.content.professions ?? [],
      isNamed: priorityId === priority.id,
      madeFor:
        priorityId === null || priorityId === priority.id
          ? null
          : { priorityId, title: titles.get(priorityId) ?? priorityId },
      companions: (companions[index] ?? []).map(({ companionId, companionKind }) => ({
        specificationId: companionId,
        kind: companionKind,
      })),
      standing: asRegistered(standings.get(id) ?? nowhere),
    }),
  );
  return { answers, isMore };
}
