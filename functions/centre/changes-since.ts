import { withoutKeptConcerns } from '../concerns/who-may-read.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { keptApart, roundsKeptFrom } from '../results/who-may-read.ts';
import { keys, partitionOf } from '../table/keys.ts';
import type { Services } from '../use-case/services.ts';
import { type Concerning, type NameOf, namedIn, namesFor } from './event-names.ts';
import { roundOf } from './events.ts';
import { type EventItem, listEventsSince } from './events-storage.ts';

/** What somebody is changing, and others may be changing too. */
export type Changing = Concerning | { readonly kind: 'settings' };

/** What happened to something since an instant, in time order, and what those in it are called. */
export async function changesSince(
  services: Services,
  by: PersonItem,
  changing: Changing,
  since: string,
): Promise<{
  readonly events: readonly Pick<EventItem, 'at' | 'actor' | 'action' | 'details'>[];
  readonly nameOf: NameOf;
}> {
  const partition = changing.kind === 'settings' ? keys.settings() : partitionOf(changing.kind, changing.id);
  const all = await listEventsSince(services.db, partition, since);
  const found = await withoutKeptConcerns(services, by, all);
  const kept = await roundsKeptFrom(services, by, found.flatMap(roundOf));
  const events = kept.size === 0 ? found : found.flatMap((event) => keptApart(event, by) ?? []);
  const nameOf = await namesFor(services, by, events.flatMap(namedIn));
  return { events, nameOf };
}
