import type { Result } from '../../shared/domain/result.ts';
import {
  check,
  type Database,
  getItem,
  getItems,
  putNew,
  queryIndex,
  queryItems,
  transact,
  update,
  type Write,
} from './database.ts';
import { eventWrite, type NewEvent } from './events.ts';
import { type AssignmentItem, assignmentItem, type RoundItem, roundItem } from './items.ts';
import { keys, listKeys, ownerKeys, todoKeys } from './keys.ts';

/** A round. */
export const getRound = (db: Database, roundId: string): Promise<RoundItem | null> =>
  getItem(db, keys.round(roundId), roundItem);

/** A reviewer's assignment to a round. */
export const getAssignment = (
  db: Database,
  roundId: string,
  personId: string,
): Promise<AssignmentItem | null> => getItem(db, keys.assignment(roundId, personId), assignmentItem);

/** Every assignment of a round. */
export const listPanel = (db: Database, roundId: string): Promise<AssignmentItem[]> =>
  queryItems(db, { pk: keys.round(roundId).pk, prefix: 'ASSIGNMENT#' }, assignmentItem);

/** Most assignments that are listed for one person: the next due ones. */
const maxAssignments = 200;

/** A person's assignments to rounds that have been opened, with their rounds, the next due first. */
export async function listAssignmentsOf(
  db: Database,
  personId: string,
): Promise<{ assignment: AssignmentItem; round: RoundItem }[]> {
  const entries = await queryIndex(db, 'owner', ownerKeys.person(personId), maxAssignments);
  const mine = entries.filter((entry) => entry.kind === 'assignment');
  const assignments = await getItems(db, mine, assignmentItem);
  const rounds = await getItems(
    db,
    assignments.map((a) => keys.round(a.roundId)),
    roundItem,
  );
  const byId = new Map(rounds.map((round) => [round.id, round]));
  return assignments
    .flatMap((assignment) => {
      const round = byId.get(assignment.roundId);
      return round === undefined ? [] : [{ assignment, round }];
    })
    .sort((a, b) => (a.round.reviewsDue < b.round.reviewsDue ? -1 : 1));
}

type RoundState = Pick<
  RoundItem,
  'id' | 'title' | 'specificationVersion' | 'sample' | 'status' | 'reviewsDue' | 'closesAt'
>;

/** The index attributes that follow from a round's state. */
const listing = ({ id, title, specificationVersion, sample, status, reviewsDue, closesAt }: RoundState) => ({
  listPk: listKeys.rounds(status),
  listSk: `${closesAt}#${id}`,
  todoPk: status === 'open' ? todoKeys.roundClosing : undefined,
  todoSk: status === 'open' ? `${closesAt}#${id}` : undefined,
  summary: { id, title, specificationVersion, sample, status, reviewsDue, closesAt },
});

/** What is given when a round is created. */
export type NewRound = Omit<
  RoundItem,
  'pk' | 'sk' | 'kind' | 'summary' | 'status' | 'revision' | 'editVersion' | 'recommendations' | 'createdAt'
>;

/** The writes that create a round, a draft. */
export const newRoundWrites = (round: NewRound, event: NewEvent): readonly Write[] => {
  const key = keys.round(round.id);
  return [
    putNew('round', {
      ...key,
      kind: 'round',
      ...round,
      status: 'draft',
      revision: 0,
      editVersion: 0,
      recommendations: 0,
      createdAt: event.at,
      ownerPk: ownerKeys.specification(round.specificationId),
      ownerSk: `${event.at}#${round.id}`,
      ...listing({ ...round, status: 'draft' }),
    }),
    eventWrite(key, event),
  ];
};

/** What staff may change of a round. */
export interface RoundChange {
  readonly status?: RoundItem['status'];
  readonly reviewsDue?: string;
  readonly closesAt?: string;
  /** Whether the result is affected. */
  readonly affectsResult?: true;
  /** Whether a recommendation is due. */
  readonly recommendationDue?: true;
}

/**
 * Changes a round as it was read, with whatever else belongs to the change. Fails with `round` where
 * somebody else edited it meanwhile; submissions do not count as edits.
 */
export async function changeRound(
  db: Database,
  round: RoundItem,
  change: RoundChange,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, readonly string[]>> {
  const { affectsResult, recommendationDue, ...state } = change;
  return transact(db, [
    update(
      'round',
      round,
      {
        set: { ...state, ...listing({ ...round, ...state }) },
        add: {
          editVersion: 1,
          ...(affectsResult && { revision: 1 }),
          ...(recommendationDue && { recommendations: 1 }),
        },
      },
      { editVersion: round.editVersion, status: round.status },
    ),
    ...besides,
    eventWrite(round, event),
  ]);
}

/** The write that invites a reviewer to a round. Assignments show in the reviewer's list once `due` is given. */
export const newAssignmentWrite = (
  roundId: string,
  personId: string,
  place: number | null,
  due: string | null,
): Write =>
  putNew('assignment', {
    ...keys.assignment(roundId, personId),
    kind: 'assignment',
    roundId,
    personId,
    place,
    status: 'invited',
    interest: 'not-declared',
    interestDescription: null,
    submissions: 0,
    reopenedBecause: null,
    version: 0,
    ...(due !== null && { ownerPk: ownerKeys.person(personId), ownerSk: `${due}#${roundId}` }),
  });

/** What may change of an assignment. */
export type AssignmentChange = Partial<
  Pick<
    AssignmentItem,
    'place' | 'status' | 'interest' | 'interestDescription' | 'submissions' | 'reopenedBecause'
  >
> & {
  /** When reviews are due: lists the assignment among the reviewer's. */
  readonly due?: string;
};

/** The write that changes an assignment as it was read; its condition is `assignment`. */
export function assignmentWrite(assignment: AssignmentItem, change: AssignmentChange, at: string): Write {
  const { due, ...set } = change;
  const interest = set.interest ?? assignment.interest;
  const waits = interest === 'declared';
  return update(
    'assignment',
    assignment,
    {
      set: {
        ...set,
        ...(due !== undefined && {
          ownerPk: ownerKeys.person(assignment.personId),
          ownerSk: `${due}#${assignment.roundId}`,
        }),
        todoPk: waits ? todoKeys.interest : undefined,
        todoSk: waits
          ? (assignment.todoSk ?? `${at}#${assignment.roundId}#${assignment.personId}`)
          : undefined,
      },
      add: { version: 1 },
    },
    { version: assignment.version },
  );
}

/** What a change of an assignment needs of its round, and does to it. */
export interface RoundEffect {
  /** The status that the round must still have. */
  readonly status: RoundItem['status'];
  readonly affectsResult?: true;
  readonly recommendationDue?: true;
}

/**
 * Changes an assignment as it was read while its round keeps its status, and raises the round's revision
 * where the result is affected. Fails with `assignment` or `round` where either changed meanwhile.
 */
export async function changeAssignment(
  db: Database,
  assignment: AssignmentItem,
  change: AssignmentChange,
  event: NewEvent,
  { status, affectsResult, recommendationDue }: RoundEffect,
): Promise<Result<void, readonly string[]>> {
  const key = keys.round(assignment.roundId);
  const add = { ...(affectsResult && { revision: 1 }), ...(recommendationDue && { recommendations: 1 }) };
  return transact(db, [
    assignmentWrite(assignment, change, event.at),
    Object.keys(add).length > 0 ? update('round', key, { add }, { status }) : check('round', key, { status }),
    eventWrite(key, event),
  ]);
}
