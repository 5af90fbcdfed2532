import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { findPersonByEmail, getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { type Database, readingAnew } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { keyedDigest, openText, sealText } from '../table/seal.ts';
import { inTurn } from '../use-case/once.ts';
import type { Services } from '../use-case/services.ts';
import { codePurpose } from './code-purpose.ts';
import {
  countedWithin,
  deleteReviewerSession,
  getCode,
  getReviewerSession,
  openReviewerSession,
  putCode,
  reachedUntil,
  takeAttempt,
} from './storage.ts';

/** How long a code can be used, in minutes. */
export const codeMinutes = 15;

/** How often a code can be entered wrongly in one browser before another one is needed. */
export const codeAttempts = 5;

/**
 * How much can be asked for, of addresses known or not.
 *
 * - One caller asks so often within an hour, whatever the addresses. Others are not kept out by that.
 * - Within the time of a code, an address gets so many `emails`; whoever asks for it after that can use the code that
 *   came last. Each browser tries as often as the first, so their number has an end too (`asks`): it is far above what
 *   one caller may.
 * - Within a day, an address gets so many emails in all, and only some of them because one caller asked (`fromOne`, which
 *   begins anew once they have signed in): a stranger can neither fill somebody’s inbox nor use up their emails. Several
 *   network addresses together, for half an hour, can: then no code goes to that address until the day is over. Declining
 *   by the invitation's link, the add-on and the Centre's issuer need none.
 */
export const codeLimits = { caller: 40, emails: 3, asks: 250, aDay: 40, fromOne: 5 } as const;

const hour = 60 * 60;
const day = 24 * hour;

/** A working day, as for staff. */
const sessionSeconds = 8 * 60 * 60;

type Asking = Pick<Services, 'db' | 'now'>;

/** A secret of a browser’s: whoever sends the same form again is given the same one, and nobody else can tell it. */
const secretFor = async (db: Database, of: string, sent: string | null): Promise<string> =>
  sent === null
    ? randomBytes(32).toString('base64url')
    : Buffer.from(await keyedDigest(db, `secret of ${of}`, sent), 'hex').toString('base64url');

/** An address as one is compared with another. */
const spelt = (address: string): string => keys.email(address).pk;

/** Whether somebody can sign in by code: reviewers can, for what is theirs as reviewers. */
const isReviewer = (person: PersonItem | null): person is PersonItem =>
  person?.roles.includes('reviewer') ?? false;

/** Until when no code can be asked for from here. */
interface TooMany {
  readonly until: Date;
}

/** What a browser asks for a code with. */
export interface CodeAsked {
  readonly email: string;
  /** The network address of whoever asks. Only keyed digests of it are kept, for a day at most. */
  readonly caller: string;
  /** Where to go afterwards: a path of the site. */
  readonly returnTo: string;
  /** The round whose invitation is accepted by entering the code; null for signing in alone. */
  readonly accepts: string | null;
  /** What tells this sending of its form from any other, so that a button pressed twice sends one email; null for none. */
  readonly sent: string | null;
}

type Asked = Result<{ readonly id: string }, TooMany>;

/** Whose keys those of forms are that nobody has signed in for. */
const nobody = 'nobody';

/**
 * Sends a code to an address, if it is a reviewer’s and has not been sent enough of them. Answers the id under which this
 * browser can use the latest, the same way and after the same work whether or not anybody has that address; fails where
 * too many were asked for.
 */
export async function askForCode(asking: Asking, asked: CodeAsked): Promise<Asked> {
  const { sent } = asked;
  const id = await secretFor(asking.db, 'code', sent);
  if (sent === null) return sendCode(asking, asked, id);
  const done = await inTurn(
    asking,
    { personId: nobody, key: `code-${sent}`, fingerprint: sent },
    () => sendCode(asking, asked, id),
    ({ ok: isSent }) => isSent || null,
  );
  if (done.ok && 'made' in done.value) return done.value.made;
  // The same form once more. Where its code is of no use any more, another one is asked for.
  const code = await getCode(asking.db, id, asking.now());
  if (code !== null && code.attemptsLeft > 0) return ok({ id });
  return sendCode(asking, asked, await secretFor(asking.db, 'code', null));
}

async function sendCode(
  { db, now }: Asking,
  { email, caller, returnTo, accepts }: CodeAsked,
  id: string,
): Promise<Asked> {
  const at = now();
  const address = await keyedDigest(db, 'address', spelt(email));
  const made = String(randomInt(10 ** 8)).padStart(8, '0');
  const expiresAt = Math.floor(at.getTime() / 1000) + codeMinutes * 60;
  const sending = { code: await sealText(db, codePurpose, made), expiresAt };
  const until = (seconds: number): Result<never, TooMany> => fail({ until: new Date(seconds * 1000) });
  const byCaller = { most: codeLimits.caller, seconds: hour };
  const asked = await countedWithin(db, await keyedDigest(db, 'limit caller', caller), byCaller, at);
  if (!asked.ok) return until(asked.error);
  const fromOne = await keyedDigest(db, 'limit address caller', `${spelt(email)} ${caller}`);
  const ofTheDay = [
    { whom: await keyedDigest(db, 'limit address day', spelt(email)), most: codeLimits.aDay, seconds: day },
    { whom: fromOne, most: codeLimits.fromOne, seconds: day },
  ];
  const full = (await Promise.all(ofTheDay.map(({ whom, most }) => reachedUntil(db, whom, most, at)))).filter(
    (end) => end !== null,
  );
  const forAddress = {
    most: codeLimits.asks,
    seconds: codeMinutes * 60,
    sending: { most: full.length === 0 ? codeLimits.emails : 0, latest: sending },
  };
  const counted = await countedWithin(db, await addressLimit(db, email), forAddress, at);
  if (!counted.ok) return until(counted.error);
  const { latest } = counted.value;
  const code = latest && (await openText(db, codePurpose, latest.code));
  if (latest === null || code === null) return until(Math.max(expiresAt, ...full));
  if (latest === sending) for (const { whom, ...limit } of ofTheDay) await countedWithin(db, whom, limit, at);

  // Nobody has this id: a second read is done for addresses that are nobody’s too.
  const found = (await findPersonByEmail(db, email)) ?? (await getPerson(db, nobody));
  const isForThem = isReviewer(found);
  await putCode(
    db,
    id,
    {
      personId: isForThem ? found.id : null,
      code: await keyedDigest(db, `${codePurpose} ${id}`, code),
      address,
      attemptsLeft: codeAttempts,
      returnTo,
      accepts,
      expiresAt: latest.expiresAt,
      fromOne,
      sealed: latest === sending ? sending.code : null,
    },
    at.toISOString(),
  );
  return ok({ id });
}

const addressLimit = (db: Database, email: string): Promise<string> =>
  keyedDigest(db, 'limit address', spelt(email));

/** Somebody who has signed in. */
export interface SignedIn {
  readonly sessionId: string;
  readonly person: PersonItem;
  readonly returnTo: string;
  readonly accepts: string | null;
}

/** What a browser signs in with; `sent` tells this sending of its form from any other. */
export interface CodeEntered {
  readonly id: string;
  readonly code: string;
  readonly sent: string | null;
}

/**
 * Opens a session with the code that this browser asked for: `wrong` where it is another one, `over` where there is
 * none to be used (any more). A button that is pressed twice leads to the one session both times.
 */
export const takeCode = (
  { db, now }: Asking,
  { id, code: typed, sent }: CodeEntered,
): Promise<Result<SignedIn, 'wrong' | 'over'>> =>
  retrying(async () => {
    const at = now();
    const code = await getCode(db, id, at);
    if (code === null) return fail('over');
    const sessionId = await secretFor(db, 'session', sent && `${id} ${sent}`);
    const leading = { returnTo: code.returnTo, accepts: code.accepts };
    const pressedBefore = async (): Promise<Result<SignedIn, 'over'>> => {
      const by = await reviewerOf({ db: readingAnew(db), now }, sessionId);
      return by === null ? fail('over') : ok({ sessionId, person: by, ...leading });
    };
    if (code.attemptsLeft === 0) return pressedBefore();
    if (!(await takeAttempt(db, code))) return heldUp;
    const digits = typed.replace(/\D/g, '');
    const given = Buffer.from(await keyedDigest(db, `${codePurpose} ${id}`, digits));
    const isRight = timingSafeEqual(given, Buffer.from(code.code));
    const person = await getPerson(db, code.personId ?? nobody);
    const isTheirs =
      isReviewer(person) && (await keyedDigest(db, 'address', spelt(person.email))) === code.address;
    if (!isRight || !isTheirs) return fail(code.attemptsLeft > 1 ? 'wrong' : 'over');
    const session = {
      personId: person.id,
      address: code.address,
      expiresAt: Math.floor(at.getTime() / 1000) + sessionSeconds,
    };
    const used = {
      code: await keyedDigest(db, 'used code', `${code.address} ${digits}`),
      address: await addressLimit(db, person.email),
      fromOne: code.fromOne,
    };
    return (await openReviewerSession(db, sessionId, session, { code, used }, at))
      ? ok({ sessionId, person, ...leading })
      : pressedBefore();
  });

/** Opens a session for a reviewer whom an issuer vouches for, by the address that they have now; null for others. */
export async function openSessionOf({ db, now }: Asking, person: PersonItem): Promise<string | null> {
  if (!isReviewer(person)) return null;
  const sessionId = randomBytes(32).toString('base64url');
  const at = now();
  const session = {
    personId: person.id,
    address: await keyedDigest(db, 'address', spelt(person.email)),
    expiresAt: Math.floor(at.getTime() / 1000) + sessionSeconds,
  };
  return (await openReviewerSession(db, sessionId, session, null, at)) ? sessionId : null;
}

/**
 * The reviewer of a session, read anew at every request: whoever is no reviewer any more, has been erased or given
 * another address is signed out at once.
 */
export async function reviewerOf({ db, now }: Asking, sessionId: string): Promise<PersonItem | null> {
  const session = await getReviewerSession(db, sessionId, now());
  const person = session && (await getPerson(db, session.personId));
  if (session === null || !isReviewer(person)) return null;
  return (await keyedDigest(db, 'address', spelt(person.email))) === session.address ? person : null;
}

/** Signs out: whoever has copied the cookie is signed out with them. */
export const endSession = ({ db }: Pick<Asking, 'db'>, sessionId: string): Promise<void> =>
  deleteReviewerSession(db, sessionId);
