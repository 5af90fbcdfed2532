import { listEventsSince } from '../../centre/events-storage.ts';
import { getPeople } from '../../people/storage.ts';
import { getSpecifications } from '../../specifications/storage.ts';
import type { Database } from '../../table/database.ts';
import type { Partition } from '../../table/keys.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { detailsInWords } from '../events/event-details.ts';
import { eventInWords } from '../events/event-words.ts';

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
  const ids = (names: readonly string[]) =>
    events
      .flatMap(({ details }) => names.map((name) => details[name]))
      .filter((id) => typeof id === 'string');
  const [people, specifications] = await Promise.all([
    getPeople(db, [...events.map(({ actor }) => actor), ...ids(['personId', 'by'])]),
    getSpecifications(db, ids(['companionId'])),
  ]);
  const nameOf = (id: string) => people.get(id)?.name ?? (id === 'system' ? 'The system' : erasedPerson);
  const names = { person: nameOf, specification: (id: string) => specifications.get(id)?.title ?? id };
  return events.map((event) =>
    [
      `${nameOf(event.actor)} ${eventInWords(event.action)} on ${ukTime(event.at)}`,
      ...detailsInWords(event, names),
    ]
      .map((sentence) => sentence.trim().replace(/\.$/, ''))
      .join('. '),
  );
}
