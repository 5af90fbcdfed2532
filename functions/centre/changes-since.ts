import type { PersonItem } from '../people/stored-person.ts';
import { keys, partitionOf } from '../table/keys.ts';
import type { Services } from '../use-case/services.ts';
import { type Concerning, type NameOf, namedIn, namesFor } from './event-names.ts';
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
  const events = await listEventsSince(services.db, partition, since);
  const nameOf = await namesFor(services, by, events.flatMap(namedIn));
  return { events, nameOf };
}
