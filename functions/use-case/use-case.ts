import * as z from 'zod';
import type {
  Answer,
  AnswerableBy,
  Body,
  Operation,
  Parameters,
  Query,
} from '../../shared/contract/operation.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { DamagedCursorError } from '../table/cursor.ts';
import { BusyError, type Database } from '../table/database.ts';
import { openCursor, sealCursor } from '../table/seal.ts';
import { type Problem, problem, ruleOf } from './problem.ts';

/** Who asks: somebody whom the Centre knows, as they stand. */
export type Caller = PersonItem;

/** What somebody asks of an operation, by whichever door: everything but who asks. */
export interface Asked<O extends Operation> {
  /** What it is about: the ids of its address, and which part of a list. */
  readonly of: Parameters<O> & Query<O>;
  /** What is to be done: the operation’s body; undefined where it has none. */
  readonly what: Body<O>;
  /** The version under which the caller read what is to change; 0 where the operation does not lock. */
  readonly expected: number;
  /** Tells a repeated request from a new one; empty where the operation takes no Idempotency-Key. */
  readonly key: string;
}

/** The same with who asks; null for operations that anybody may ask. */
export interface Command<O extends Operation> extends Asked<O> {
  readonly by: O['roles'] extends 'public' ? null : Caller;
}

/** An answer, but for what whoever carries out operations says in it: how much could not be read. */
type Made<A> = A extends { readonly unreadable: number } ? Omit<A, 'unreadable'> : A;

/** What came of a command. */
export type Done<O extends Operation, A = Made<Answer<O>>> = {
  readonly answer: A;
} & (O['success'] extends { readonly etag: true }
  ? {
      /** The version of what was read or changed: the next change has to name it. */
      readonly version: number;
    }
  : { readonly version?: undefined });

/** Carries out one operation, whose role has been checked. It may answer only the problems that its operation declares. */
export type UseCase<O extends Operation> = (
  command: Command<O>,
) => Promise<Result<Done<O>, Problem<AnswerableBy<O>>>>;

/** Several operations by their ids. */
export type Operations = Readonly<Record<string, Operation>>;

/**
 * Finds what else is wrong with what was asked when its schema has refused it, so that the caller learns of
 * everything at once. Must tell a caller nothing of what is not the caller's.
 */
export type FurtherDefects = (
  by: Caller,
  of: Readonly<Record<string, unknown>>,
  what: unknown,
) => Promise<readonly Defect[]>;

/** A use case for each operation. */
export type UseCases<Ops extends Operations> = { readonly [Id in keyof Ops]: UseCase<Ops[Id]> };

/** Has an operation carried out for somebody: what every door asks. */
export type Perform<Ops extends Operations> = <Id extends keyof Ops & string>(
  id: Id,
  by: Caller | null,
  /** Says what is asked, after the role has been checked: whoever may not ask learns nothing of what is wrong with it. */
  read: () => Result<Asked<Ops[Id]>, Problem> | Promise<Result<Asked<Ops[Id]>, Problem>>,
) => Promise<Result<Done<Ops[Id], Answer<Ops[Id]>>, Problem>>;

const damagedCursor = problem(
  'invalid-request',
  'The cursor is not one that a page of this list gave. Start the list from its beginning.',
);

/** Said where others held what was asked for through every attempt. */
export const busy = problem(
  'busy',
  'Many people are working on this at once. Nothing was changed; try again in a moment.',
);

/** The part of a list that is asked for, or answered. */
interface Cursors {
  readonly cursor?: string | undefined;
  readonly next?: string | null;
}

/**
 * Carries out operations by their use cases, which read from `db`. Here, and nowhere else, it is checked who may ask,
 * cursors are opened and sealed, and it is said how much could not be read and that a change came to nothing where
 * others held what it was to change. What is refused is noted.
 */
export function performing<Ops extends Operations>(
  operations: Ops,
  useCases: UseCases<Ops>,
  db: Database,
): Perform<Ops> {
  const perform: Perform<Ops> = async (id, by, read) => {
    const { method, roles, query, success }: Operation = operations[id] as Operation;
    if (roles !== 'public' && !by?.roles.some((role) => roles.includes(role)))
      return fail(
        problem('role-needed', `This is for people with the role ${roles.join(' or ')}.`, {
          rule: roles.join('-or-'),
        }),
      );
    try {
      const asked = await read();
      if (!asked.ok) return asked;
      const { cursor } = asked.value.of as Cursors;
      const of = {
        ...asked.value.of,
        ...(cursor !== undefined && { cursor: await openCursor(db, id, cursor) }),
      };
      const command = { ...asked.value, of, by: roles === 'public' ? null : by };
      const done = await useCases[id](command as Command<Ops[typeof id]>);
      if (!done.ok) return done;
      const isList = success.body instanceof z.ZodObject && 'unreadable' in success.body.shape;
      const { next } = done.value.answer as Cursors;
      const answer = {
        ...(done.value.answer as object),
        ...(isList && { unreadable: db.unreadable?.size ?? 0 }),
        ...(query && 'cursor' in query.shape && next && { next: await sealCursor(db, id, next) }),
      };
      return ok({ ...done.value, answer: answer as Answer<Ops[typeof id]> });
    } catch (error) {
      if (error instanceof DamagedCursorError) return fail(damagedCursor);
      // What only reads is no more than a page that could not be shown.
      if (error instanceof BusyError && method !== 'GET') return fail(busy);
      throw error;
    }
  };
  return async (id, by, read) => {
    const done = await perform(id, by, read);
    if (!done.ok) noteRefusal(db, id, done.error);
    return done;
  };
}

/** Notes for the log which rule of an operation refused. */
export const noteRefusal = ({ refused }: Database, operation: string, failed: Problem): unknown =>
  refused?.push(`${operation} ${ruleOf(failed)}`);
