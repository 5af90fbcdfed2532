import type { Database } from '../../storage/database.ts';
import { listEventsSince } from '../../storage/events.ts';
import type { Partition } from '../../storage/keys.ts';
import { getPeople } from '../../storage/people.ts';
import { ukTime } from '../../words/uk-time.ts';
import { eventInWords } from './event-words.ts';

/** Who did what to something since an instant, a sentence each: “Ann Example closed the round on …”. */
export async function changesSince(
  db: Database,
  concerns: Partition,
  seenAt: string,
): Promise<readonly string[]> {
  const events = await listEventsSince(db, concerns, seenAt);
  const people = await getPeople(
    db,
    events.map(({ actor }) => actor),
  );
  return events.map(({ actor, action, at }) => {
    const name = people.get(actor)?.name ?? (actor === 'system' ? 'The system' : 'Somebody');
    return `${name} ${eventInWords(action)} on ${ukTime(at)}`;
  });
}
