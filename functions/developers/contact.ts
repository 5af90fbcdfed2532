import { randomInt, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { emailAddress, filledLine, slug } from '../../shared/contract/basics.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { getNotice, noticeIdOf, noticeWrite } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { getPeople } from '../people/storage.ts';
import { codePurpose } from '../sign-in-codes/code-purpose.ts';
import { codeAttempts, codeLimits, codeMinutes } from '../sign-in-codes/sign-in.ts';
import { countedWithin } from '../sign-in-codes/storage.ts';
import { limitItem } from '../sign-in-codes/stored-code.ts';
import { changeContact } from '../specifications/change-developer.ts';
import { getSpecification } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { keyedDigest, openText, sealText } from '../table/seal.ts';
import { putNewOrExpired, transact } from '../table/write.ts';
import { parseWhat } from '../use-case/parse-what.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { ukTime } from '../words/uk-time.ts';
import type { OwnPage } from './link.ts';
import { messageWrite } from './storage.ts';

const [hour, day] = [60 * 60, 24 * 60 * 60];

/** How long the email with a code stays in lists, beyond its code. */
const noticeSeconds = day;

/** Keeps that the contact is still the contact; once a day is enough. */
export async function confirmContact(
  services: Services,
  { round, contact }: OwnPage,
): Promise<Result<void, Problem>> {
  const about = 'contact-confirmed';
  const event = eventNow(services, contact.id, 'developer-wrote', { about });
  const message = {
    ...nothingWritten,
    about,
    id: `confirmed-${ukIsoDay(services.now())}-${contact.id}`.slice(0, 64),
    roundId: round.id,
    receivedAt: event.at,
    from: contact.id,
  } as const;
  const written = await transact(services.db, [
    messageWrite(round, message),
    eventWrite(keys.round(round.id), event),
  ]);
  // A second press of the day says nothing new.
  return written.ok || written.error.has('message') ? ok(undefined) : fail(problem('busy', 'Try again.'));
}

const nothingWritten = { condition: null, text: '', link: null, sha256: null, recordedBy: null } as const;

/** Who is to be the contact, as the contact enters them. */
const newContact = z.strictObject({ name: filledLine(200), email: emailAddress });

/**
 * Sends a code to the address of whoever is to be the contact. The same is done and answered whosever address it is, and
 * as often as whoever asks to sign in may: by caller, by address, and from one page.
 */
export async function sendContactCode(
  services: Services,
  { round, contact, specification }: OwnPage,
  entered: unknown,
  { caller, key }: { readonly caller: string; readonly key: string },
): Promise<Result<{ readonly codeId: string }, Problem>> {
  const { db } = services;
  const what: Result<z.output<typeof newContact>, Problem> = parseWhat(newContact, entered);
  if (!what.ok) return what;
  const at = services.now();
  const address = keys.email(what.value.email).pk;
  const soon = codeMinutes * 60;
  for (const [of, whom, most, seconds] of [
    ['limit caller', caller, codeLimits.caller, hour],
    ['limit contact of', specification.id, codeLimits.emails, soon],
    ['limit contact day', specification.id, codeLimits.fromOne, day],
    ['limit contact address', address, codeLimits.fromOne, day],
  ] as const) {
    const counted = await countedWithin(db, await keyedDigest(db, of, whom), { most, seconds }, at);
    if (!counted.ok) {
      const until = ukTime(new Date(counted.error * 1000).toISOString());
      return fail(
        problem('not-now', `Too many codes have been asked for. Ask again after ${until}.`, {
          rule: 'too-many-codes',
        }),
      );
    }
  }
  const made = String(randomInt(10 ** 8)).padStart(8, '0');
  const expires = Math.floor(at.getTime() / 1000) + soon;
  const cause = `contact-code ${round.id} ${await keyedDigest(db, 'contact code', key)}`;
  await transact(db, [
    noticeWrite({
      cause,
      notice: 'contact-code',
      personId: contact.id,
      roundId: round.id,
      createdAt: at.toISOString(),
      expiresAt: expires + noticeSeconds,
      data: {
        ...aboutRound(round),
        code: await sealText(db, codePurpose, made),
        expiresAt: new Date(expires * 1000).toISOString(),
        to: what.value,
      },
    }),
  ]);
  return ok({ codeId: noticeIdOf(cause, contact.id) });
}

/** The email that brought a code for this page; null where it brought none. */
async function codeFor(
  { db }: Services,
  { round, contact }: OwnPage,
  codeId: string,
): Promise<NoticeItem<'contact-code'> | null> {
  // It comes out of an address: what is no id is looked up nowhere.
  const notice = slug.safeParse(codeId).success ? await getNotice(db, codeId) : null;
  const isFor = notice?.roundId === round.id && notice.personId === contact.id;
  return isFor && notice.notice === 'contact-code' ? notice : null;
}

/** Whether a code was sent for this page. */
export const hasSentCode = async (services: Services, own: OwnPage, codeId: string): Promise<boolean> =>
  (await codeFor(services, own, codeId)) !== null;

const over = problem('not-now', 'This code does not work any more. Go back and ask for a new one.');

/**
 * Hands the contact over to whoever the code was sent to: a code works once, and bears five attempts. Why somebody cannot
 * be the contact is not said: it would tell who reviews, or whose address it is.
 */
export async function takeContactCode(
  services: Services,
  own: OwnPage,
  codeId: string,
  typed: string,
): Promise<Result<void, Problem>> {
  const { db } = services;
  const { round, contact, specification } = own;
  const notice = await codeFor(services, own, codeId);
  if (notice === null || notice.data.expiresAt <= services.now().toISOString()) return fail(over);
  const seconds = codeMinutes * 60;
  const attempts = await keyedDigest(db, 'contact code attempts', codeId);
  const counted = await countedWithin(db, attempts, { most: codeAttempts, seconds }, services.now());
  if (!counted.ok) return fail(over);
  const code = await openText(db, codePurpose, notice.data.code);
  const digest = async (text: string) =>
    Buffer.from(await keyedDigest(db, `contact code ${codeId}`, text.replace(/\D/g, '')));
  if (code === null || !timingSafeEqual(await digest(code), await digest(typed)))
    return fail(problem('not-now', 'This is not the code. Check the newest email.'));
  const used = await keyedDigest(db, 'used contact code', codeId);
  const { name, email } = notice.data.to;
  const besides: Parameters<typeof changeContact>[2] = (contactId, event) => [
    putNewOrExpired(
      'used',
      {
        ...keys.limit(used),
        ...limitItem.stamp,
        times: 1,
        sent: 0,
        latest: null,
        expiresAt: Math.floor(Date.parse(notice.data.expiresAt) / 1000),
      },
      services.now(),
    ),
    messageWrite(round, {
      ...nothingWritten,
      about: 'contact-changed',
      id: event.id,
      roundId: round.id,
      receivedAt: event.at,
      from: contactId,
    }),
    ...(['developer', 'former'] as const).flatMap((audience) =>
      tell([audience === 'developer' ? contactId : contact.id], {
        cause: `contact-changed ${event.id} ${audience}`,
        notice: 'contact-changed',
        roundId: round.id,
        createdAt: event.at,
        data: { ...aboutRound(round), audience },
      }),
    ),
  ];
  return retrying(async () => {
    const stands = await getSpecification(db, specification.id);
    if (stands === null) return fail(over);
    const { contactId, organisation } = stands.developer;
    if (contactId !== contact.id) {
      // Another code, or this one from another press, was taken meanwhile: what it came to is what stands.
      const is = (await getPeople(db, [contactId])).get(contactId);
      return is !== undefined && keys.email(is.email).pk === keys.email(email).pk
        ? ok(undefined)
        : fail(
            problem(
              'not-now',
              'Somebody else has become the contact meanwhile. This link leads nowhere now.',
            ),
          );
    }
    const changed = await changeContact(
      services,
      {
        by: contact,
        of: { specificationId: stands.id },
        what: { organisation, contactName: name, contactEmail: email },
        expected: stands.editVersion,
        key: '',
      },
      besides,
    );
    if (!changed.ok)
      return changed.error.code === 'stale'
        ? heldUp
        : fail(
            problem(
              'not-now',
              'The Centre cannot make this address the contact. Answer one of its emails instead.',
            ),
          );
    return changed.value.answer.developer.contactId === contact.id
      ? fail(problem('not-now', 'This is the address that the Centre writes to already.'))
      : ok(undefined);
  });
}
