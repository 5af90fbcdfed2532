import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A code that was sent, for the browser that asked for it. It is kept as a keyed digest, and so is the address. */
export const codeItem = item('sign-in-code', {
  /** Null where the address is no reviewer’s: then nobody has been sent the code. */
  personId: slug.nullable(),
  code: z.string(),
  address: z.string(),
  attemptsLeft: count,
  /** By what is counted how many emails its address gets because this caller asks; null for codes of before. */
  fromOne: z.string().nullable().default(null),
  /** Where to go after signing in. */
  returnTo: z.string(),
  /** The round whose invitation is accepted with it; null where it only signs in. */
  accepts: slug.nullable().default(null),
  expiresAt: z.int(),
});

/** A reviewer’s session of the site, which opens nothing that is staff’s. The cookie holds its id and nothing else. */
export const reviewerSessionItem = item('reviewer-session', {
  personId: slug,
  /** Keyed digest of the address that the code went to: whoever is given another one has to sign in anew. */
  address: z.string(),
  expiresAt: z.int(),
});

/** How often something was asked for until `expiresAt`, by a keyed digest of who asked or for which address. */
export const limitItem = item('limit', {
  times: count,
  /** How many emails were sent for it, since its reviewer signed in last. */
  sent: count.default(0),
  /** The code that was sent to the address last, sealed: more browsers than emails can ask for it. */
  latest: z.strictObject({ code: z.string(), expiresAt: z.int() }).nullable().default(null),
  expiresAt: z.int(),
});

/** What is kept of the code that was sent to an address last. */
export type LatestCode = NonNullable<Stored<typeof limitItem>['latest']>;

/** A code, as it is read back. */
export type CodeItem = Stored<typeof codeItem>;
