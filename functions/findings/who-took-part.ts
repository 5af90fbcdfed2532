import { byName } from '../../shared/domain/basics/fold.ts';
import { listPanel } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { getPeople } from '../people/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';

/** Who can have taken part in a panel discussion: reviewers by their place alone, others by name. */
export interface PossibleParticipants {
  readonly places: readonly number[];
  /** Staff and the Oversight Group, by name. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** Reads who can have taken part in the discussion of a round’s panel. */
export async function possibleParticipants({ db }: Services, roundId: string): Promise<PossibleParticipants> {
  const [panel, ids] = await Promise.all([
    listPanel(db, roundId),
    listPeopleWithRoles(db, ['staff', 'oversight']),
  ]);
  const people = await getPeople(db, ids, getReadable);
  return {
    places: panel.flatMap(({ place }) => (place === null ? [] : [place])).sort((a, b) => a - b),
    others: [...people.values()].map(({ id, name }) => ({ id, name })).sort(byName),
  };
}
