import type { ApiClient } from '../../../infra/local/api-client.ts';
import type { operations } from '../../../shared/contract/operations.ts';
import type { World } from '../world.ts';

/** The id of an operation. */
export type OperationId = keyof typeof operations;

/** Something to be changed, and two changes of it that cannot both be made to it as it is. */
export interface ToChange {
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Undefined where the operation has no body. */
  readonly bodies?: readonly [unknown, unknown];
}

/** How an operation that changes what stands is tried: who may, what reads what it changes, and how to come to that. */
export interface Lock {
  readonly by: (world: World) => ApiClient | Promise<ApiClient>;
  /** Its ETag is what If-Match names. */
  readonly reads: OperationId;
  /** Whose answer a refusal holds; null where it tells the ETag alone. */
  readonly shows: OperationId | null;
  readonly make: (world: World) => Promise<ToChange>;
  /** What has become of the thing once it is done; it goes on, to be changed again, unless said. */
  readonly afterwards?: Afterwards;
}

/**
 * What has become of a thing that was changed, and so what the other of two at once is told: that it goes on, as the
 * next version (`stale`); that it is over with it (`not-now`, or `stale` where both began at one moment), or handed on to
 * the mailer, who changes it in turn; that it stands as asked, as an answer may have been lost (so it may be told of
 * success); that it is as it was, because something new was made of it (which is there already); or that it is gone.
 */
export type Afterwards = 'goes-on' | 'over' | 'handed-on' | 'stands-as-asked' | 'as-it-was' | 'gone';

/** The operations of a thing that change what stands, by id. */
export type Locks = { readonly [Id in OperationId]?: Lock };

/** A day or a time so many days from now. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

/** The staff of a world. */
export const byStaff = ({ staff }: World): ApiClient => staff;
