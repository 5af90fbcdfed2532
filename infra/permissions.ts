import { listKeys } from '../functions/storage/keys.ts';
import type { IndexName } from '../functions/storage/table.ts';
import type { FunctionName } from './function-names.ts';

/** What may be done to single items or to one partition. Nothing reads the whole table, nothing drops it. */
type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'ConditionCheckItem' | 'PutItem' | 'UpdateItem';

/** What a function may do with the table. Each step of a transaction needs the permission of its own action. */
export interface TablePermissions {
  readonly actions: readonly TableAction[];
  /** The indexes that it may query. */
  readonly indexes: readonly IndexName[];
  /** Of other indexes the one partition that it may query. */
  readonly partitions?: Readonly<Partial<Record<IndexName, string>>>;
  /** Partitions whose items it may delete. */
  readonly deletes?: string;
}

const readAndWrite = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'ConditionCheckItem',
  'PutItem',
  'UpdateItem',
] as const satisfies readonly TableAction[];

/** What each function may do with the table. */
export const tablePermissions: Readonly<Record<FunctionName, TablePermissions>> = {
  // Staff are told of interests that reviewers declare. What else is on lists is not for reviewers.
  'reviewer-api': {
    actions: readAndWrite,
    indexes: ['owner'],
    partitions: { list: listKeys.role('staff') },
  },
  'staff-api': { actions: readAndWrite, indexes: ['owner', 'list', 'todo'] },
  // Reads people and the set that is asked for; binding a token's subject at its first use writes.
  'criteria-set-files': { actions: readAndWrite, indexes: [] },
  // Signing out deletes the session, so that the cookie is worth nothing from then on.
  'staff-site': { actions: readAndWrite, indexes: ['owner', 'list', 'todo'], deletes: 'SESSION#*' },
  // Staff and oversight, whom a recommendation goes to, are listed by role.
  projector: { actions: readAndWrite, indexes: ['list'] },
  // What it does to a notice leaves an event.
  mailer: { actions: ['GetItem', 'PutItem', 'UpdateItem'], indexes: [] },
  // Rounds and recipients are found on lists, what is due or stale on what waits for somebody.
  clock: { actions: readAndWrite, indexes: ['list', 'todo'] },
  // SES names the notice, and the notice its recipient: nothing is looked for.
  'ses-events': { actions: ['GetItem', 'PutItem', 'UpdateItem'], indexes: [] },
};
