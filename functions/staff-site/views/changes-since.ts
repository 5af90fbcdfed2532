import type { Database } from '../../storage/database.ts';
import { listEventsSince } from '../../storage/events.ts';
import type { Partition } from '../../storage/keys.ts';
import { getPeople } from '../../storage/people.ts';
import { getSpecifications } from '../../storage/specifications.ts';
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
