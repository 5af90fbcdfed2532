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
  /** Whether nothing is left once it is done. */
  readonly leavesNothing?: true;
}

/** The operations of a thing that change what stands, by id. */
export type Locks = { readonly [Id in OperationId]?: Lock };
