import type { Database } from '../../storage/database.ts';
import { listEventsSince } from '../../storage/events.ts';
import type { Partition } from '../../storage/keys.ts';
import { getPeople } from '../../storage/people.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { detailsInWords } from './event-details.ts';
import { eventInWords } from './event-words.ts';

/**
 * Who did what to something since an instant, without the last full stop: “Ann Example changed the round’s dates on
 * …. Reviews are due on …”.
 */
export async function changesSince(
  db: Database,
  concerns: Partition,
  seenAt: string,
): Promise<readonly string[]> {
  const events = await listEventsSince(db, concerns, seenAt);
  const people = await getPeople(
    db,
    events.flatMap(({ actor, details }) =>
      typeof details.personId === 'string' ? [actor, details.personId] : [actor],
    ),
  );
  const nameOf = (id: string) => people.get(id)?.name ?? (id === 'system' ? 'The system' : erasedPerson);
  return events.map(({ actor, action, at, details }) =>
    [`${nameOf(actor)} ${eventInWords(action)} on ${ukTime(at)}`, ...detailsInWords(details, nameOf)]
      .map((sentence) => sentence.trim().replace(/\.$/, ''))
      .join('. '),
  );
}
