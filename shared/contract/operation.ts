import type * as z from 'zod';
import type { ProblemCode } from './problems.ts';

/** A person's role. It comes from the person item, never from the token. */
export type Role = 'reviewer' | 'staff' | 'oversight' | 'administrator';

/** What one operation answers on success. */
export interface Success {
  readonly status: 200 | 201;
  readonly description: string;
  readonly body: z.ZodType;
  /** True where the answer carries an ETag for If-Match. */
  readonly etag?: true;
}

/** One operation of the API. Everything that is known of it outside its handler is written here, once. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** With API Gateway's placeholders: `/v1/rounds/{roundId}/form`. */
  readonly path: string;
  readonly summary: string;
  /** Who may call it: anybody with one of these roles, or `public` without a token. */
  readonly roles: readonly Role[] | 'public';
  /** Schemas of the path's placeholders. */
  readonly parameters?: z.ZodObject;
  /** Schemas of what may stand after the path (`?cursor=…`): all of it optional, all of it text. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Needs If-Match with the ETag last read. */
  readonly ifMatch?: true;
  /** Needs an Idempotency-Key. */
  readonly idempotencyKey?: true;
  readonly success: Success;
  /** Problems beyond those that every operation may answer. */
  readonly problems: readonly ProblemCode[];
}

/** Largest body in bytes of UTF-8. */
export const maxBodyBytes = 256 * 1024;

/** What an Idempotency-Key looks like: 16 to 128 letters, digits, hyphens and underscores. */
export const idempotencyKeyPattern = /^[A-Za-z0-9_-]{16,128}$/;

/** Declares an operation, keeping its exact type. */
export const operation = <const O extends Operation>(declared: O): O => declared;

/** The route key that API Gateway gives to an operation: `GET /v1/me/assignments`. */
export const routeKey = ({ method, path }: Pick<Operation, 'method' | 'path'>): string => `${method} ${path}`;

/** The problems that an operation’s use case may answer: those it declares, and those that its shape brings. */
export type AnswerableBy<O extends Operation> =
  | O['problems'][number]
  | (O extends { readonly parameters: z.ZodObject } ? 'not-found' : never)
  | (O extends { readonly body: z.ZodType } ? 'invalid-body' : never)
  | (O extends { readonly ifMatch: true } ? 'stale' : never)
  | (O extends { readonly idempotencyKey: true } ? 'idempotency-key-reused' : never);

/** The parsed path parameters of an operation. */
export type Parameters<O extends Operation> = O extends { parameters: infer P extends z.ZodObject }
  ? z.output<P>
  : Record<never, never>;

/** The parsed query of an operation. */
export type Query<O extends Operation> = O extends { query: infer Q extends z.ZodObject }
  ? z.output<Q>
  : Record<never, never>;

/** The parsed body of an operation. */
export type Body<O extends Operation> = O extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;

/** A body as a client may write it, before defaults are filled in. */
export type BodyInput<O extends Operation> = O extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;

/** What an operation answers on success. */
export type Answer<O extends Operation> = z.output<O['success']['body']>;
