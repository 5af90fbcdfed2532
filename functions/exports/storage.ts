import * as z from 'zod';
import { listEventsOf } from '../centre/events-storage.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { type AssignmentItem, assignmentItem } from '../panels/stored-assignment.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { eachRound } from '../rounds/storage.ts';
import { cursorBehind, DamagedCursorError, decodeCursor, encodeCursor } from '../table/cursor.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, ownerKeys, partitionOf, ranges } from '../table/keys.ts';
import {
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

/** Rounds of a page, read at the same time: their reviews are at most 3.2 of the 6 MB that Lambda answers. */
const roundsPerPage = 8;

/** Of each round its draft review, what others did about the reviewer, and the findings that they took part in. */
const rounds: Part = async (db, person, cursor) => {
  const page = { limit: roundsPerPage, cursor };
  const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(person.id), page);
  const asked = entries.filter(({ kind }) => kind === 'assignment');
  const assignments = await getItems(db, asked, assignmentItem);
  const [reviews, ...others] = await Promise.all([
    getItems(
      db,
      assignments.map(({ roundId }) => keys.review(roundId, person.id)),
      anyItem,
    ),
    ...assignments.map(async (assignment) => {
      const [findings, events] = await Promise.all([
        queryItems(db, ranges.findings(assignment.roundId), withTookPart),
        whatOthersDid(db, assignment),
      ]);
      const theirs = findings.filter(({ tookPart }) => tookPart.reviewers.includes(assignment.place ?? 0));
      return [...theirs, ...events];
    }),
  ]);
  // Notices lie behind all assignments.
  return { items: [...reviews, ...others.flat()], next: asked.length < entries.length ? null : next };
};

const withTookPart = anyItem.extend({ tookPart: z.looseObject({ reviewers: z.array(z.number()) }) });

/** Events of a round that others caused and that are about a reviewer. */
async function whatOthersDid(db: Database, { roundId, personId }: AssignmentItem): Promise<AnyItem[]> {
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

/**
 * The submissions of each round, as many as fit. The cursor says behind which assignment they are, and how many of the
 * next one were given.
 */
const submissions: Part = async (db, person, cursor = '0 ') => {
  const [, given, at = ''] = /^(\d{1,6}) (.*)$/.exec(cursor) ?? [];
  if (given === undefined) throw new DamagedCursorError('The cursor names no submission.');
  const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(person.id), {
    limit: submissionsPerPage,
    cursor: at || undefined,
  });
  const asked = entries.filter(({ kind }) => kind === 'assignment');
  const wanted: Key[] = [];
  let [before, passed] = [at, Number(given)];
  for (const { roundId, submissions: count, ownerSk, pk, sk } of await getItems(db, asked, ownedAssignment)) {
    for (let n = passed + 1; n <= count; n++) {
      if (wanted.length === submissionsPerPage)
        return { items: await getItems(db, wanted, anyItem), next: `${n - 1} ${before}` };
      wanted.push(keys.submission(roundId, person.id, n));
    }
    passed = 0;
    before = cursorBehind(ownerSk, pk, sk);
  }
  const isMore = asked.length === entries.length && next !== null;
  return { items: await getItems(db, wanted, anyItem), next: isMore ? `0 ${next}` : null };
};

/** An assignment to a round that was opened, with its place in the index. */
const ownedAssignment = anyItem.extend({
  roundId: z.string(),
  submissions: z.number(),
  ownerSk: z.string(),
});

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
