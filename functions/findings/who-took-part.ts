import { byName } from '../../shared/domain/basics/fold.ts';
import { listPanel } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { getPeople } from '../people/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';

/** Somebody who can have taken part in a panel discussion. */
export interface Participant {
  readonly id: string;
  readonly name: string;
}

/** The ids of whoever can take part in the discussion of a round: its panel, staff and the Oversight Group. */
export async function possibleParticipants({ db }: Services, roundId: string): Promise<ReadonlySet<string>> {
  const [panel, centre] = await Promise.all([
    listPanel(db, roundId),
    listPeopleWithRoles(db, ['staff', 'oversight']),
  ]);
  return new Set([...panel.map(({ personId }) => personId), ...centre]);
}

/** The same by name, in the order of names: nothing of it says a panel place. */
export async function namedParticipants(
  services: Services,
  roundId: string,
): Promise<readonly Participant[]> {
  const ids = await possibleParticipants(services, roundId);
  const people = await getPeople(services.db, [...ids], getReadable);
  return [...people.values()].map(({ id, name }) => ({ id, name })).sort(byName);
}
