import type { IndexName } from '../functions/table/definition.ts';
import { keys, partitionOf, ranges } from '../functions/table/keys.ts';
import type { FunctionName } from './function-names.ts';

/** What reads single items or one partition. Nothing reads the whole table. */
type ReadAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'ConditionCheckItem';

/** What writes single items. Nothing writes many without conditions, nothing drops the table. */
type WriteAction = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** What a function may do with the table. Each step of a transaction needs the permission of its own action. */
export interface TablePermissions {
  readonly reads: readonly ReadAction[];
  /** What it may write, by the partitions of the items: `ROUND#*` is every round and all that belongs to it. */
  readonly writes: Readonly<Partial<Record<WriteAction, readonly string[]>>>;
  /** The indexes that it may query. */
  readonly indexes: readonly IndexName[];
}

const everyRead = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'] as const;

const putAndUpdate = (...partitions: readonly string[]) => ({ PutItem: partitions, UpdateItem: partitions });

/** The same, and making what is never changed: the table’s key, by whoever first needs one. */
const putAndUpdateAndSeal = (...partitions: readonly string[]) => ({
  PutItem: [...partitions, keys.seal().pk],
  UpdateItem: partitions,
});

/** Every partition of a kind, as IAM spells patterns. */
const rounds = partitionOf('round', '*').pk;
const people = partitionOf('person', '*').pk;
const notices = keys.notice('*').pk;
const addresses = keys.email('*').pk;
const subjects = keys.subject('*', '*').pk;
const requests = keys.idempotency('*', '*').pk;
const sessions = keys.session('*').pk;
const pastRounds = ranges.pastRounds('*').pk;
const signedIn = keys.signedIn('*').pk;
const reviewerSessions = keys.reviewerSession('*').pk;

/** Binding a token's subject to a person at its first use, which every function does that people call. */
const binding = [subjects, people] as const;

/** What staff, the Oversight Group and administrators work on. */
const ofTheCentre = [
  ...binding,
  rounds,
  partitionOf('specification', '*').pk,
  partitionOf('criteria-set', '*').pk,
  partitionOf('priority', '*').pk,
  partitionOf('meeting', '*').pk,
  keys.framework('*').pk,
  keys.pastImports().pk,
  pastRounds,
  notices,
  addresses,
  requests,
  signedIn,
  keys.settings().pk,
  keys.recipients().pk,
  keys.retention().pk,
] as const;

/** A person who is erased is deleted, and so are an address and its accounts once they are nobody's. */
const erasing = [people, addresses, subjects] as const;

/** What each function may do with the table. */
export const tablePermissions: Readonly<Record<FunctionName, TablePermissions>> = {
  // What is on lists is not for reviewers.
  'reviewer-api': {
    reads: everyRead,
    writes: putAndUpdate(...binding, rounds, notices, requests),
    indexes: ['owner'],
  },
  'staff-api': {
    reads: everyRead,
    writes: { ...putAndUpdateAndSeal(...ofTheCentre), DeleteItem: [...erasing, pastRounds] },
    indexes: ['owner', 'list', 'todo'],
  },
  // What reviewers do, their own sessions, and that they have signed in: no person, no account, no session of staff’s.
  'reviewer-site': {
    reads: everyRead,
    writes: {
      ...putAndUpdateAndSeal(
        rounds,
        notices,
        requests,
        reviewerSessions,
        signedIn,
        keys.signInCode('*').pk,
        keys.limit('*').pk,
      ),
      DeleteItem: [reviewerSessions],
    },
    indexes: ['owner'],
  },
  // Reads who asks, and the set that is asked for.
  'criteria-set-files': { reads: ['GetItem'], writes: putAndUpdate(...binding), indexes: [] },
  // It counts what comes by a developer’s links. Signing out deletes the session, so that the cookie is worth nothing from then on.
  'staff-site': {
    reads: everyRead,
    writes: {
      ...putAndUpdateAndSeal(...ofTheCentre, sessions, keys.limit('*').pk),
      DeleteItem: [...erasing, pastRounds, sessions],
    },
    indexes: ['owner', 'list', 'todo'],
  },
  // A person's severity is theirs.
  projector: { reads: everyRead, writes: putAndUpdate(rounds, notices, people), indexes: [] },
  // A reviewer’s file that goes with an email is sealed.
  mailer: {
    reads: ['GetItem', 'BatchGetItem'],
    writes: { PutItem: [keys.seal().pk], UpdateItem: [notices] },
    indexes: [],
  },
  // Rounds are found on lists, what is due or stale on what waits for somebody.
  clock: {
    reads: everyRead,
    writes: putAndUpdate(rounds, notices, people, keys.retention().pk),
    indexes: ['list', 'todo'],
  },
  // SES names the notice, and the notice its recipient: nothing is looked for.
  'ses-events': { reads: ['GetItem'], writes: putAndUpdate(notices, people), indexes: [] },
};
