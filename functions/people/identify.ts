import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Database } from '../table/database.ts';
import { type Foresight, noForesight } from '../use-case/foreseen.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { bindSubject, findPersonByEmail, findPersonBySubject, getPerson } from './storage.ts';
import type { PersonItem } from './stored-person.ts';

/** What a verified identity token says of its owner. */
export interface Identity {
  readonly issuer: string;
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** Reads an identity from a token's claims, which API Gateway gives as strings; null where they are not there. */
export function identityOf(claims: Readonly<Record<string, unknown>>): Identity | null {
  const { iss, sub, email, email_verified } = claims;
  if (typeof iss !== 'string' || typeof sub !== 'string' || sub === '') return null;
  return {
    issuer: iss,
    sub,
    email: typeof email === 'string' ? email : '',
    emailVerified: String(email_verified) === 'true',
  };
}

/**
 * The person whom an identity stands for: by issuer and subject, which are bound to the invited
 * address at first use. A later change of the address in the token changes nothing. What is `foreseen` is read with
 * the account and the person, in the same requests.
 */
export async function identify(
  db: Database,
  identity: Identity,
  foreseen: Foresight = noForesight,
): Promise<Result<PersonItem, Problem<'email-not-verified' | 'not-known'>>> {
  if (!identity.emailVerified || identity.email === '')
    return fail(
      problem(
        'email-not-verified',
        'Your account has no verified email address. Verify it with your account’s provider.',
      ),
    );
  const known = await findPersonBySubject(db, identity.issuer, identity.sub, foreseen);
  if (known !== null) return ok(known);
  const invited = await findPersonByEmail(db, identity.email);
  const bound = invited && (await bindSubject(db, invited, identity.issuer, identity.sub));
  return bound?.ok
    ? bound
    : fail(
        problem(
          'not-known',
          'The Centre has not invited this account. Sign in with the account that your invitation went to, or ask the Centre.',
        ),
      );
}

/**
 * The person for whom a session was opened, as long as they have the account that it was opened with: who has been
 * given another address has lost it.
 */
export async function stillSignedIn(
  db: Database,
  { personId, issuer, sub }: { readonly personId: string; readonly issuer: string; readonly sub: string },
  foreseen: Foresight = noForesight,
): Promise<PersonItem | null> {
  await foreseen.person(personId);
  const person = await getPerson(db, personId);
  return person?.subjects[issuer] === sub ? person : null;
}
