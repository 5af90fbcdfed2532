import * as z from 'zod';
import { slug } from '../../../shared/contract/basics.ts';
import { item, type Stored } from '../../table/stored.ts';

/** A sign-in that is under way, or a session. The cookie holds its id and nothing else. */
export const sessionItem = item('session', {
  state: z.discriminatedUnion('step', [
    z.strictObject({
      step: z.literal('signing-in'),
      codeVerifier: z.string(),
      state: z.string(),
      nonce: z.string(),
      returnTo: z.string(),
    }),
    z.strictObject({ step: z.literal('signed-in'), personId: slug, issuer: z.string(), sub: z.string() }),
  ]),
  expiresAt: z.int(),
});

/** A sign-in or session, as it is read back. */
export type SessionItem = Stored<typeof sessionItem>;
