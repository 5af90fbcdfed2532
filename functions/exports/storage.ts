import * as z from 'zod';
import { listEventsOf } from '../centre/events-storage.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { assignmentItem } from '../panels/stored-assignment.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { eachRound } from '../rounds/storage.ts';
import { DamagedCursorError, decodeCursor, encodeCursor } from '../table/cursor.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, ownerKeys, partitionOf, ranges } from '../table/keys.ts';
import {
  getItem,
  getItems,
  type ItemPage,
  type Paging,
  queryIndexPage,
  queryItems,
  queryItemsPage,
} from '../table/read.ts';

const anyItem = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });

/** An item of whatever kind, as it is kept. */
export type AnyItem = z.output<typeof anyItem>;

/** A page of everything of a round, in key order. */
export const listEverythingOf = (db: Database, roundId: string, paging: Paging): Promise<ItemPage<AnyItem>> =>
  queryItemsPage(db, ranges.everything(partitionOf('round', roundId)), anyItem, paging);

type Person = Pick<PersonItem, 'id' | 'email' | 'subjects'>;
type Assignment = z.output<typeof assignmentItem>;

/** A part of what there is about a person, a page at a time. */
type Part = (db: Database, person: Person, cursor: string | undefined) => Promise<ItemPage<AnyItem>>;

/** Small items of a page, and such as may be letters. */
const [small, larger] = [100, 20];

/** Submissions of a page: the largest are 400 KB, and Lambda answers at most 6 MB. */
const submissionsPerPage = 8;

const itself: Part = (db, { id }, cursor) =>
  queryItemsPage(db, ranges.everything(partitionOf('person', id)), anyItem, { limit: small, cursor });

const accounts: Part = async (db, { email, subjects }) => {
  const wanted = [
    keys.email(email),
    ...Object.entries(subjects).map(([issuer, sub]) => keys.subject(issuer, sub)),
  ];
  return { items: await getItems(db, wanted, anyItem), next: null };
};

/** Items of the index `owner`: assignments and notices, or events of somebody's doing. */
const owned =
  (partition: (personId: string) => string, limit: number): Part =>
  async (db, { id }, cursor) => {
    const { entries, next } = await queryIndexPage(db, 'owner', partition(id), { limit, cursor });
    return { items: await getItems(db, entries, anyItem), next };
  };

/** Assignments to drafts, which no index shows, with what is on record of them. */
const drafts: Part = async (db, person) => {
  const items: AnyItem[] = [];
  for await (const rounds of eachRound(db, 'draft'))
    for (const assignment of (await getAssignmentsOn(db, rounds, person.id)).values())
      items.push(anyItem.parse(assignment), ...(await whatOthersDid(db, assignment)));
  return { items, next: null };
};

/** One assignment of a person to a round that was opened, and where the next one is. */
async function assignmentAt(db: Database, { id }: Person, cursor: string | undefined) {
  const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(id), { limit: 1, cursor });
  const [entry] = entries;
  // Notices lie behind all assignments.
  if (entry?.kind !== 'assignment') return { assignment: null, next: null };
  const { pk, sk } = entry;
  return { assignment: await getItem(db, { pk, sk }, assignmentItem), next };
}

/** Of each round its draft review, what others did about the reviewer, and the findings that they took part in. */
const rounds: Part = async (db, person, cursor) => {
  const { assignment, next } = await assignmentAt(db, person, cursor);
  if (assignment === null) return { items: [], next };
  const [review, findings, events] = await Promise.all([
    getItems(db, [keys.review(assignment.roundId, person.id)], anyItem),
    queryItems(db, ranges.findings(assignment.roundId), withTookPart),
    whatOthersDid(db, assignment),
  ]);
  const theirs = findings.filter(({ tookPart }) => tookPart.reviewers.includes(assignment.place ?? 0));
  return { items: [...review, ...theirs, ...events], next };
};

const withTookPart = anyItem.extend({ tookPart: z.looseObject({ reviewers: z.array(z.number()) }) });

/** Events of a round that others caused and that are about a reviewer. */
async function whatOthersDid(db: Database, { roundId, personId }: Assignment): Promise<AnyItem[]> {
  const found: AnyItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEventsOf(db, partitionOf('round', roundId), { limit: small, cursor });
    for (const event of page.items)
      if (event.actor !== personId && Object.values(event.details).includes(personId))
        found.push(anyItem.parse(event));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** The submissions of each round. The cursor says of which assignment, and how many of it were given. */
const submissions: Part = async (db, person, cursor = '0 ') => {
  const [, given, at] = /^(\d{1,6}) (.*)$/.exec(cursor) ?? [];
  if (given === undefined) throw new DamagedCursorError('The cursor names no submission.');
  const { assignment, next } = await assignmentAt(db, person, at || undefined);
  if (assignment === null) return { items: [], next: null };
  const first = Number(given) + 1;
  const last = Math.min(assignment.submissions, Number(given) + submissionsPerPage);
  const wanted: Key[] = [];
  for (let n = first; n <= last; n++) wanted.push(keys.submission(assignment.roundId, person.id, n));
  const items = await getItems(db, wanted, anyItem);
  if (last < assignment.submissions) return { items, next: `${last} ${at}` };
  return { items, next: next && `0 ${next}` };
};

const parts: readonly Part[] = [
  itself,
  accounts,
  drafts,
  owned(ownerKeys.person, larger),
  rounds,
  submissions,
  owned(ownerKeys.actor, small),
];

/**
 * A page of everything about a person: their own items, what they were asked, wrote and were sent, what others did
 * about them in their rounds, and what they did. Pages may be empty before the last one.
 *
 * @throws DamagedCursorError where the cursor is not of ours
 */
export async function listAboutPerson(
  db: Database,
  person: Person,
  cursor: string | undefined,
): Promise<ItemPage<AnyItem>> {
  const [, number = '', within] = /^(\d)(?:-(.+))?$/.exec(cursor ?? '0') ?? [];
  const at = Number(number);
  const part = number === '' ? undefined : parts[at];
  if (part === undefined) throw new DamagedCursorError('The cursor names no part of an export.');
  const { items, next } = await part(db, person, within === undefined ? undefined : decodeCursor(within));
  if (next !== null) return { items, next: `${at}-${encodeCursor(next)}` };
  return { items, next: at + 1 < parts.length ? `${at + 1}` : null };
}
