import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getPeople } from '../people/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import type { Write } from '../table/write.ts';
import { type Addressed, conflictsOf } from './conflicts.ts';
import { assignmentWrite, listPanel } from './storage.ts';

/** Most panel members who are marked at once: there is so much room in a transaction. */
const maxMarked = 30;

/**
 * The writes that mark whoever is on a panel and has the mail domain of another contact of the developer's, who came
 * after them; and take the mark from others. Their condition is `assignment`.
 */
export async function laterConflictWrites(
  db: Database,
  rounds: readonly RoundItem[],
  contact: Addressed,
  at: string,
): Promise<readonly Write[]> {
  const underWay = rounds.filter(
    ({ status }) => status === 'draft' || status === 'open' || status === 'closed',
  );
  const panels = await Promise.all(underWay.map(({ id }) => listPanel(db, id)));
  const members = panels.flat().filter(({ status }) => isOnPanel(status));
  const [people, { sharedDomains }] = await Promise.all([
    getPeople(
      db,
      members.map(({ personId }) => personId),
    ),
    getSettings(db),
  ]);
  return members
    .flatMap((member) => {
      const person = people.get(member.personId);
      if (person === undefined) return [];
      // Of the developer's organisation they were asked as they joined: another contact there is no news.
      const { id, email } = person;
      const isTorn = conflictsOf({ id, email }, contact, [], sharedDomains).length > 0;
      const conflictWith = isTorn ? contact.id : null;
      const isOpen = underWay.some(({ id, status }) => id === member.roundId && status === 'open');
      return conflictWith === member.conflictWith
        ? []
        : [assignmentWrite(member, { conflictWith }, at, isOpen)];
    })
    .slice(0, maxMarked);
}
