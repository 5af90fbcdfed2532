import { type Changing, changesSince } from '../../centre/changes-since.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { detailsInWords } from '../events/event-details.ts';
import { eventInWords } from '../events/event-words.ts';
import { servicesOf } from './services-of.ts';
import type { Visit } from './visit.ts';

/**
 * Who did what to something since an instant, without the last full stop: “Ann Example changed the round’s dates on
 * …. Reviews are due on …”.
 */
export async function changesInWords(
  { site, person }: Visit,
  changing: Changing,
  seenAt: string,
): Promise<readonly string[]> {
  if (person === null) return [];
  const { events, nameOf } = await changesSince(servicesOf(site), person, changing, seenAt);
  const names = {
    person: (id: string) => nameOf({ kind: 'person', id })?.title ?? erasedPerson,
    specification: (id: string) => nameOf({ kind: 'specification', id })?.title ?? id,
  };
  return events.map((event) =>
    [
      `${event.actor === 'system' ? 'The system' : names.person(event.actor)} ${eventInWords(event.action)} on ${ukTime(event.at)}`,
      ...detailsInWords(event, names),
    ]
      .map((sentence) => sentence.trim().replace(/\.$/, ''))
      .join('. '),
  );
}
