import * as z from 'zod';
import type { SubjectKind } from '../../shared/domain/oversight/considerations.ts';
import { answerSize, mostBytes } from '../http/answer-size.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { type AssignmentItem, assignmentItem } from '../panels/stored-assignment.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { eachRound, getRounds } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { cursorBehind, DamagedCursorError, decodeCursor, encodeCursor } from '../table/cursor.ts';
import type { Database } from '../table/database.ts';
import {
  type Key,
  keys,
  ownAdvice,
  ownConcerns,
  ownerKeys,
  ownMessages,
  ownNotices,
  partitionOf,
  ranges,
  todoKeys,
} from '../table/keys.ts';
import { getItems, type ItemPage, queryItems, queryItemsPage } from '../table/read.ts';
import { type IndexEntry, queryIndexPage } from '../table/read-index.ts';
import { readBy } from '../table/stored.ts';

const anyItem = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });

/** An item of whatever kind, as it is kept. */
export type AnyItem = z.output<typeof anyItem>;

/** A part of an export, a page at a time. */
type Part = (cursor: string | undefined) => Promise<ItemPage<AnyItem>>;

/** Small items of a page. A letter, which may have 240 KB, takes the room of several. */
const [small, letter] = [100, 5];

/** Concerns of a page, which may have 24 KB each with their answers. */
const few = 50;

/** Items with texts of reviews that are read at once. */
const largeAtOnce = 20;

/**
 * A page of several parts, one after the other. Pages may be empty before the last one.
 *
 * @throws DamagedCursorError where the cursor is not of ours
 */
async function pageOf(parts: readonly Part[], cursor: string | undefined): Promise<ItemPage<AnyItem>> {
  const [, number = '', within] = /^(\d{1,2})(?:-(.+))?$/.exec(cursor ?? '0') ?? [];
  const at = Number(number);
  const part = number === '' ? undefined : parts[at];
  if (part === undefined) throw new DamagedCursorError('The cursor names no part of an export.');
  const { items, next } = await part(within === undefined ? undefined : decodeCursor(within));
  if (next !== null) return { items, next: `${at}-${encodeCursor(next)}` };
  return { items, next: at + 1 < parts.length ? `${at + 1}` : null };
}

/**
 * Items with texts of reviews, as many as one page may hold. The cursor says how many of them were given; what is no
 * longer there is passed over.
 */
const written =
  (db: Database, wanted: readonly Key[]): Part =>
  async (cursor = '0') => {
    if (!/^\d{1,6}$/.test(cursor)) throw new DamagedCursorError('The cursor says no number.');
    const items: AnyItem[] = [];
    let [at, bytes] = [Number(cursor), 0];
    while (at < wanted.length) {
      const some = wanted.slice(at, at + largeAtOnce);
      const found = new Map(
        (await getItems(db, some, anyItem)).map((item) => [`${item.pk} ${item.sk}`, item]),
      );
      for (const { pk, sk } of some) {
        const item = found.get(`${pk} ${sk}`);
        bytes += item === undefined ? 0 : answerSize(item);
        if (bytes > mostBytes && items.length > 0) return { items, next: String(at) };
        if (item !== undefined) items.push(item);
        at += 1;
      }
    }
    return { items, next: null };
  };

/** A page of everything of a round but its reviews, then of these submissions, and what the Oversight Group was asked about it. */
export function listEverythingOf(
  db: Database,
  roundId: string,
  submissions: readonly Key[],
  withConsidered: boolean,
  cursor: string | undefined,
): Promise<ItemPage<AnyItem>> {
  const all = ranges.everything(partitionOf('round', roundId));
  // Reviews lie behind everything but the round itself.
  const besides: Part = (within) =>
    queryItemsPage(db, all, anyItem, { limit: small, cursor: within, before: 'REVIEW#' });
  const itself: Part = async () => ({
    items: await getItems(db, [keys.round(roundId)], anyItem),
    next: null,
  });
  const considered =
    (kind: SubjectKind): Part =>
    async (within) => {
      const page = { limit: few, cursor: within };
      const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.considered(kind, roundId), page);
      return { items: await getItems(db, entries, anyItem), next };
    };
  return pageOf(
    [
      ...[besides, itself, written(db, submissions)],
      ...(withConsidered ? [considered('recommendation'), considered('withdrawal')] : []),
    ],
    cursor,
  );
}

/** What of a reviewer’s part in a round is handed out. */
export interface HandedOut {
  readonly draft: boolean;
  readonly submissions: boolean;
  /** The discussions that they took part in. */
  readonly findings: boolean;
}

/** What there is of somebody’s part in a round: nothing is read that is not handed out. */
type Handing = (round: RoundItem) => HandedOut;

/**
 * A page of everything about a person: their own items, what they were asked, were sent and wrote, what others did about
 * them, and what they did.
 */
export function listAboutPerson(
  db: Database,
  { id, email, subjects }: Pick<PersonItem, 'id' | 'email' | 'subjects'>,
  handing: Handing,
  cursor: string | undefined,
): Promise<ItemPage<AnyItem>> {
  const itself: Part = (within) =>
    queryItemsPage(db, ranges.everything(partitionOf('person', id)), anyItem, {
      limit: small,
      cursor: within,
    });

  const accounts: Part = async () => {
    const bound = Object.entries(subjects).map(([issuer, sub]) => keys.subject(issuer, sub));
    return {
      items: await getItems(db, [keys.email(email), keys.signedIn(id), ...bound], anyItem),
      next: null,
    };
  };

  /** Assignments to drafts, and rounds of which they are a reserve reviewer: no index shows them. */
  const drafts: Part = async () => {
    const items: AnyItem[] = [];
    for (const status of ['draft', 'open'] as const)
      for await (const rounds of eachRound(db, status)) {
        if (status === 'draft')
          for (const assignment of (await getAssignmentsOn(db, rounds, id)).values())
            items.push(anyItem.parse(assignment));
        items.push(...rounds.flatMap((round) => reserveOn(round, id)));
      }
    return { items, next: null };
  };

  /** Entries of the index in which concerns and notices lie behind all assignments. */
  const asked = async (within: string | undefined) => {
    const page = { limit: small, cursor: within };
    const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(id), page);
    const found = entries.filter(({ kind }) => kind === 'assignment');
    return { found, next: found.length < entries.length ? null : next };
  };

  const assignments: Part = async (within) => {
    const { found, next } = await asked(within);
    return { items: await getItems(db, found, anyItem), next };
  };

  /** The patient-safety concerns they raised, as a developer’s contact what they sent, and what they advised. */
  const toCentre =
    (start: string): Part =>
    async (within) => {
      const page = { limit: few, cursor: within, start };
      const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(id), page);
      return { items: await getItems(db, entries, anyItem), next };
    };

  const notices: Part = async (within) => {
    const page = { limit: small, cursor: within, start: ownNotices };
    const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.person(id), page);
    const fitting = fewLetters(entries);
    const last = fitting.at(-1);
    return {
      items: await getItems(db, fitting, anyItem),
      next:
        last === undefined || fitting.length === entries.length
          ? next
          : cursorBehind(String(last.ownerSk), last.pk, last.sk),
    };
  };

  /** The draft and the submissions of one round after another, as many as fit, then the findings. The cursor says after which assignment to go on. */
  const reviews: Part = async (within = '0 ') => {
    const [, given, at = ''] = /^(\d{1,6}) (.*)$/.exec(within) ?? [];
    if (given === undefined) throw new DamagedCursorError('The cursor names no review.');
    const { found, next } = await asked(at || undefined);
    const mine = await getItems(db, found, assignmentItem);
    const rounds = await getRounds(
      db,
      mine.map(({ roundId }) => roundId),
    );
    const handed = mine.flatMap((assignment) => {
      const round = rounds.get(assignment.roundId);
      return round === undefined ? [] : [{ assignment, round, ...handing(round) }];
    });
    const wanted = handed.flatMap(({ assignment, draft, submissions }) => [
      ...(draft ? [keys.review(assignment.roundId, id)] : []),
      ...(submissions ? submissionsOf(assignment, 1) : []),
    ]);
    const page = await written(db, wanted)(given);
    if (page.next !== null) return { items: page.items, next: `${page.next} ${at}` };
    const findings = await Promise.all(
      handed
        // The first recommendation comes with the closing, and each finding brings another.
        .filter(({ round, findings }) => findings && round.recommendations > 1)
        .map(async ({ assignment: { roundId } }) => {
          const all = await queryItems(db, ranges.discussions(roundId), withAttended);
          return all.flatMap((one) => (one.attended.includes(id) ? { ...one, attended: [id] } : []));
        }),
    );
    return { items: [...page.items, ...findings.flat()], next: next === null ? null : `0 ${next}` };
  };

  const events =
    (index: 'owner' | 'todo', partition: string): Part =>
    async (within) => {
      const { entries, next } = await queryIndexPage(db, index, partition, { limit: small, cursor: within });
      return { items: await getItems(db, entries, anyItem), next };
    };

  const ofOthers = events('todo', todoKeys.about(id));
  const own = events('owner', ownerKeys.actor(id));
  return pageOf(
    [
      ...[itself, accounts, drafts, assignments, toCentre(ownConcerns), toCentre(ownMessages)],
      ...[toCentre(ownAdvice), notices, reviews, ofOthers, own],
    ],
    cursor,
  );
}

/** What a round keeps of somebody who may be asked next, as an item of its own: nobody else on that list is theirs to know. */
const reserveOn = (
  { pk, id: roundId, reserves }: RoundItem,
  personId: string,
): readonly (AnyItem & Record<string, unknown>)[] =>
  reserves
    .filter((one) => one.personId === personId)
    .map(({ reason }) => ({ pk, sk: `RESERVE#${personId}`, kind: 'reserve', roundId, personId, reason }));

const withAttended = readBy(anyItem.extend({ attended: z.array(z.string()) }));

/** The keys of somebody’s submissions on a round, from one on. */
export const submissionsOf = (
  { roundId, personId, submissions }: AssignmentItem,
  from: number,
): readonly Key[] =>
  Array.from({ length: Math.max(0, submissions + 1 - from) }, (_, i) =>
    keys.submission(roundId, personId, from + i),
  );

/** The first of these notices, of which a page holds fewer where they are letters. */
function fewLetters<T extends IndexEntry>(entries: readonly T[]): readonly T[] {
  let room = small;
  return entries.filter(({ summary }) => {
    room -= summary?.notice === 'letter' || summary?.notice === 'fact-check' ? letter : 1;
    return room >= 0;
  });
}
