import type { Result } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { behindSince, getRounds } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { cursorBehind } from '../table/cursor.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, listKeys, ownerKeys, ranges, roundOf, todoKeys } from '../table/keys.ts';
import { foresee, getItem, getItems, getReadable, type Paging, queryItems } from '../table/read.ts';
import { type IndexPage, queryIndex, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { check, putNewOrExpired, transact, type Unmet, update, type Write } from '../table/write.ts';
import { assignmentSummary, listingOfAssignment } from './assignment-listing.ts';
import { type AssignmentItem, assignmentItem, hasConflict } from './stored-assignment.ts';

/** Whether an assignment still counts: whoever was taken off a draft is deleted by TTL, which is late. */
const isKept = ({ expiresAt }: AssignmentItem): boolean => expiresAt === undefined;

/** A reviewer's assignment to a round. */
export async function getAssignment(
  db: Database,
  roundId: string,
  personId: string,
): Promise<AssignmentItem | null> {
  const assignment = await getItem(db, keys.assignment(roundId, personId), assignmentItem);
  return assignment !== null && isKept(assignment) ? assignment : null;
}

/** A person's assignments to those of these rounds that they were ever on, by round. */
export async function getAssignmentsOn(
  db: Database,
  rounds: readonly RoundItem[],
  personId: string,
): Promise<ReadonlyMap<string, AssignmentItem>> {
  const wanted = rounds.map(({ id }) => keys.assignment(id, personId));
  const assignments = await getItems(db, wanted, assignmentItem);
  return new Map(assignments.filter(isKept).map((assignment) => [assignment.roundId, assignment]));
}

/** Every assignment of a round. */
export const listPanel = async (db: Database, roundId: string): Promise<AssignmentItem[]> =>
  (await queryItems(db, ranges.panel(roundId), assignmentItem)).filter(isKept);

/** A person's assignment with its round. */
export interface Asked {
  readonly assignment: AssignmentItem;
  readonly round: RoundItem;
}

/** Most assignments that are listed for a reviewer: those due last. */
const maxAssignments = 200;

/** A person's assignments to rounds that have been opened, with their rounds, the next due first. */
export async function listAssignmentsOf(
  db: Database,
  personId: string,
  read = getItems,
): Promise<readonly Asked[]> {
  const { asked } = await listAssignmentsPage(db, personId, { limit: maxAssignments }, read);
  return asked.toReversed();
}

/** Where to start from the end: notices lie in the same partition, behind all dates. */
const behindAllDates = cursorBehind(':');

const assignmentEntries = (db: Database, personId: string, { limit, cursor }: Paging): Promise<IndexPage> =>
  queryIndexPage(db, 'owner', ownerKeys.person(personId), {
    limit,
    cursor: cursor ?? behindAllDates,
    order: 'last-first',
  });

/** Where the assignments lie that `listAssignmentsOf` reads: asked while it is read whose they are. */
export const foreseeAssignmentsOf = (db: Database, personId: string): Promise<unknown> =>
  assignmentEntries(db, personId, { limit: maxAssignments });

/** A page of a person's assignments to rounds that have been opened, with their rounds, the last due first. */
export async function listAssignmentsPage(
  db: Database,
  personId: string,
  paging: Paging,
  read = getReadable,
): Promise<{ readonly asked: readonly Asked[]; readonly next: string | null }> {
  const { entries, next } = await assignmentEntries(db, personId, paging);
  const mine = entries.filter(({ kind }) => kind === 'assignment');
  await foresee(
    db,
    mine.flatMap((entry) => [entry, roundOf(entry)]),
  );
  const assignments = await read(db, mine, assignmentItem);
  const rounds = await getRounds(
    db,
    assignments.map(({ roundId }) => roundId),
    read,
  );
  const asked = assignments.flatMap((assignment) => {
    const round = rounds.get(assignment.roundId);
    return round === undefined ? [] : [{ assignment, round }];
  });
  return { asked, next };
}

/** The write that puts a reviewer on a round, at `now`. Assignments show in the reviewer's list once it is open. */
export const newAssignmentWrite = (
  roundId: string,
  personId: string,
  place: number | null,
  /** When reviews are due and the reviewer is invited; null while the round is a draft. */
  opened: { readonly due: string; readonly invitedAt: string } | null,
  now: Date,
): Write =>
  putNewOrExpired(
    'assignment',
    {
      ...keys.assignment(roundId, personId),
      ...assignmentItem.stamp,
      roundId,
      personId,
      place,
      status: 'invited',
      interest: 'not-declared',
      interestDescription: null,
      submissions: 0,
      submittedAt: null,
      door: null,
      invitedAt: opened?.invitedAt ?? null,
      acceptedAt: null,
      reopenedBecause: null,
      insteadAsked: false,
      conflictWith: null,
      version: 0,
      ...listingOfAssignment(
        {
          roundId,
          personId,
          status: 'invited',
          interest: 'not-declared',
          invitedAt: opened?.invitedAt ?? null,
          acceptedAt: null,
          insteadAsked: false,
          conflictWith: null,
        },
        { due: opened?.due ?? null, since: null, roundIsOpen: true },
      ),
    },
    now,
  );

/**
 * The write that takes a reviewer off a round that is still a draft, as if they had never been on it; its condition
 * is `assignment`. Nothing of a round may be deleted by the functions themselves, so TTL does it.
 */
export const removedAssignmentWrite = (assignment: AssignmentItem, now: Date): Write =>
  update(
    'assignment',
    assignment,
    { set: { expiresAt: Math.floor(now.getTime() / 1000) }, add: { version: 1 } },
    { version: assignment.version },
  );

/**
 * The write that stops an assignment from waiting for its reviewer, because its round is not open any more.
 * An interest still waits for staff while the round is closed, not when it is cancelled. Its condition is
 * `assignment`, which whatever the reviewer does at the same moment makes fail.
 */
export function settledAssignmentWrite(assignment: AssignmentItem, round: 'closed' | 'cancelled'): Write {
  const { interest, version } = assignment;
  const stillWaits =
    round === 'closed' &&
    (interest === 'declared' || hasConflict(assignment)) &&
    isOnPanel(assignment.status);
  return update(
    'assignment',
    assignment,
    {
      set: {
        listPk: undefined,
        listSk: undefined,
        ...(!stillWaits && { todoPk: undefined, todoSk: undefined }),
      },
      add: { version: 1 },
    },
    { version },
  );
}

/** When a reviewer's review is due, which may be another day than the round's; null before the round opens. */
export const dueOf = ({ ownerSk }: AssignmentItem): string | null => ownerSk?.split('#')[0] ?? null;

/** What may change of an assignment. */
export type AssignmentChange = Partial<
  Pick<
    AssignmentItem,
    | 'place'
    | 'status'
    | 'interest'
    | 'interestDescription'
    | 'submissions'
    | 'submittedAt'
    | 'door'
    | 'invitedAt'
    | 'acceptedAt'
    | 'reopenedBecause'
    | 'insteadAsked'
    | 'conflictWith'
  >
> & {
  /** When reviews are due: lists the assignment among the reviewer's. */
  readonly due?: string;
};

/** The write that changes an assignment as it was read; its condition is `assignment`. */
export function assignmentWrite(
  assignment: AssignmentItem,
  change: AssignmentChange,
  at: string,
  roundIsOpen = true,
): Write {
  const { due = dueOf(assignment), ...set } = change;
  const after = { ...assignment, ...set };
  const since =
    assignment.todoPk === todoKeys.interest
      ? (assignment.todoSk ?? null)
      : `${at}#${assignment.roundId}#${assignment.personId}`;
  return update(
    'assignment',
    assignment,
    {
      set: { ...set, ...listingOfAssignment(after, { due, since, roundIsOpen }) },
      add: { version: 1 },
    },
    { version: assignment.version, ...(change.submissions !== undefined && { place: assignment.place }) },
  );
}

/**
 * The writes that move a reviewer to another place, with what they have submitted; the condition of each is
 * `assignment`. The version stays, in which everybody would see whom a late joiner has drawn the place of: to the
 * reviewer nothing has changed. Whoever submits at the same moment names the place that they read, and so does whoever
 * moves them.
 */
export const movedPlaceWrites = (assignment: AssignmentItem, place: number): readonly Write[] => {
  const { roundId, personId, status, submissions, place: before } = assignment;
  const moved = (item: Key, stands: Readonly<Record<string, unknown>>) =>
    update('assignment', item, { set: { place } }, { place: before, ...stands });
  return [
    moved(assignment, { submissions, status }),
    ...Array.from({ length: submissions }, (_, i) => moved(keys.submission(roundId, personId, i + 1), {})),
  ];
};

/** The check that an assignment is still as it was read; its condition is `assignment`. */
export const assignmentStands = (assignment: AssignmentItem): Write =>
  check('assignment', assignment, { version: assignment.version });

/** What a change of an assignment needs of its round, and does to it. */
export interface RoundEffect {
  /** The status that the round must still have. */
  readonly status: RoundItem['status'];
  readonly affectsResult?: true;
  readonly recommendationDue?: true;
}

/**
 * Changes an assignment as it was read while its round keeps its status, and raises the round's revision
 * where the result is affected, with whatever else belongs to the change. Fails with `assignment` or `round` where
 * either changed meanwhile.
 */
export async function changeAssignment(
  db: Database,
  assignment: AssignmentItem,
  change: AssignmentChange,
  event: NewEvent,
  { status, affectsResult, recommendationDue }: RoundEffect,
  besides: readonly Write[] = [],
): Promise<Result<void, Unmet>> {
  const key = keys.round(assignment.roundId);
  const add = {
    ...(affectsResult && { revision: 1 }),
    // Findings and the decision rest on the recommendation: an edit of theirs in hand is refused.
    ...(recommendationDue && { recommendations: 1, editVersion: 1 }),
  };
  return transact(db, [
    assignmentWrite(assignment, change, event.at, status === 'open'),
    Object.keys(add).length > 0
      ? update('round', key, { set: behindSince(assignment.roundId, event.at), add }, { status })
      : check('round', key, { status }),
    ...besides,
    eventWrite(key, event),
  ]);
}

/** Reviews that one person is counted for. */
const maxWaiting = 100;

/** How many reviews are asked of a person now, and how many of them are overdue; counted up to 100. */
export async function countWaiting(
  db: Database,
  personId: string,
  now: Date,
): Promise<{ waiting: number; overdue: number }> {
  const entries = await queryIndex(db, 'list', listKeys.awaited(personId), maxWaiting);
  const overdue = summariesOf(db, entries, assignmentSummary).filter(({ due }) => due < now.toISOString());
  return { waiting: entries.length, overdue: overdue.length };
}
