import * as z from 'zod';
import { findPersonByEmail, findPersonBySubject } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { openText, sealText } from '../table/seal.ts';
import type { Services } from '../use-case/services.ts';
import { openSessionOf } from './sign-in.ts';

type Asking = Pick<Services, 'db' | 'now'>;

/** What a browser keeps from one page to another, sealed, so that nobody else can make or read it; and how long. */
const sealing = <T>(purpose: string, seconds: number, schema: z.ZodType<T>) => {
  const whole = z.strictObject({ what: schema, until: z.number() });
  return {
    seal: ({ db, now }: Asking, what: T): Promise<string> =>
      sealText(db, purpose, JSON.stringify({ what, until: now().getTime() + seconds * 1000 })),
    /** Null where it is none, or old. */
    open: async ({ db, now }: Asking, sealed: string | null): Promise<T | null> => {
      const opened = sealed === null ? null : await openText(db, purpose, sealed);
      if (opened === null) return null;
      const { what, until } = whole.parse(JSON.parse(opened));
      return until <= now().getTime() ? null : what;
    },
  };
};

/** What is expected of the issuer, by a reviewer’s browser that is on its way there. */
export const onTheWay = sealing(
  'a reviewer on the way to the issuer',
  10 * 60,
  z.strictObject({
    codeVerifier: z.string(),
    state: z.string(),
    nonce: z.string(),
    returnTo: z.string(),
  }),
);

/** Whom the issuer has just vouched for, with a verified address. */
export const vouched = sealing(
  'a reviewer for whom the issuer vouches',
  60,
  z.strictObject({
    email: z.string(),
    issuer: z.string(),
    sub: z.string(),
    returnTo: z.string(),
  }),
);

/**
 * Opens the session of whom the issuer vouches for: the person whose account it is already, else whoever has the
 * address of a reviewer, as with a code that went there, unless another account of that issuer is theirs. It makes no
 * account anybody’s: reviewers’ pages may change no person. Null for everybody else.
 */
export async function signInVouched(
  asking: Asking,
  sealed: string | null,
): Promise<{
  readonly sessionId: string;
  readonly person: PersonItem;
  readonly returnTo: string;
} | null> {
  const who = await vouched.open(asking, sealed);
  if (who === null) return null;
  const person =
    (await findPersonBySubject(asking.db, who.issuer, who.sub)) ??
    (await findPersonByEmail(asking.db, who.email));
  if (person === null || (person.subjects[who.issuer] ?? who.sub) !== who.sub) return null;
  const sessionId = await openSessionOf(asking, person);
  return sessionId === null ? null : { sessionId, person, returnTo: who.returnTo };
}
