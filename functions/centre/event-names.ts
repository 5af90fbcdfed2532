import type * as z from 'zod';
import type { concerned } from '../../shared/contract/centre/schemas.ts';
import { listCriteriaSetsPage } from '../criteria-sets/storage.ts';
import { getMeetings } from '../oversight/storage.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getPriorities } from '../priorities/storage.ts';
import { readsReviews } from '../results/who-may-read.ts';
import { getRounds } from '../rounds/storage.ts';
import { getSpecifications } from '../specifications/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import { ukDay } from '../words/uk-time.ts';
import type { EventItem } from './events-storage.ts';

/** What an event is about, or names in its details. */
export interface Concerning {
  readonly kind: z.output<typeof concerned>;
  readonly id: string;
}

/** What somebody or something is called. */
export interface Called {
  /** A person’s name, or a title; a round has the title of the specification that it reviews. */
  readonly title: string;
  /** The version that a round reviews; null where it is no round. */
  readonly version: number | null;
}

/** What something is called; null where it is no longer there, or is not for whoever asks. */
export type NameOf = (one: Concerning) => Called | null;

/** Versions of criteria sets that are read for their titles: as many as one query gives. */
const maxSets = 100;

/** Whether somebody may know what something is called, and what happened to it in detail. */
export const mayReadAbout = (person: PersonItem, { kind }: Concerning): boolean =>
  kind === 'person' || readsReviews(person);

/** What people and things are called, as far as `by` may know. A few reads, however many there are. */
export async function namesFor(
  { db }: Services,
  by: PersonItem,
  all: readonly Concerning[],
): Promise<NameOf> {
  const allowed = all.filter((one) => mayReadAbout(by, one));
  const ids = (wanted: Concerning['kind']) =>
    allowed.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [rounds, specifications, priorities, meetings, people, sets] = await Promise.all([
    getRounds(db, ids('round'), getReadable),
    getSpecifications(db, ids('specification'), getReadable),
    getPriorities(db, ids('priority')),
    getMeetings(db, ids('meeting')),
    getPeople(db, ids('person'), getReadable),
    ids('criteria-set').length === 0 ? null : listCriteriaSetsPage(db, { limit: maxSets }),
  ]);
  const called = new Map<string, Called>();
  const name = (kind: Concerning['kind'], id: string, title: string, version: number | null = null) =>
    called.set(`${kind} ${id}`, { title, version });
  for (const { id, title, specificationVersion, criteriaSetKind } of rounds.values())
    name('round', id, criteriaSetKind === 'gateway' ? `${title} (gateway)` : title, specificationVersion);
  for (const { id, title } of specifications.values()) name('specification', id, title);
  for (const { id, title } of priorities) name('priority', id, title);
  for (const { id, at } of meetings) name('meeting', id, `Meeting on ${ukDay(at)}`);
  for (const person of people.values()) name('person', person.id, person.name);
  // A set that is not among those that were read is called by its id; of several versions the newest title stands.
  for (const id of ids('criteria-set')) name('criteria-set', id, id);
  for (const { id, title } of sets?.entries ?? [])
    if (called.has(`criteria-set ${id}`)) name('criteria-set', id, title);
  return ({ kind, id }) => called.get(`${kind} ${id}`) ?? null;
}

/** The people and things that an event names: who did it, and who and what stands in its details. */
export const namedIn = ({ actor, details }: Pick<EventItem, 'actor' | 'details'>): readonly Concerning[] => [
  { kind: 'person', id: actor },
  ...[details.personId, details.by].flatMap((id) =>
    typeof id === 'string' ? { kind: 'person' as const, id } : [],
  ),
  ...(typeof details.companionId === 'string'
    ? [{ kind: 'specification' as const, id: details.companionId }]
    : []),
];
