import { timingSafeEqual } from 'node:crypto';
import { isOptional, type OptionalNotice, optionalNotices } from '../../shared/contract/notices/kinds.ts';
import type { noticeOperations } from '../../shared/contract/notices/operations.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { chooseEmails } from '../people/choose-emails.ts';
import { getPerson } from '../people/storage.ts';
import { type PersonItem, personItem } from '../people/stored-person.ts';
import { stale } from '../use-case/lock.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import type { EmailLink } from './link-key.ts';
import { wants } from './outbox.ts';
import { getNotice } from './storage.ts';

type Choice = Answer<(typeof noticeOperations)['getMyEmails']>;

const choiceOf = (person: Pick<PersonItem, 'unwanted' | 'editVersion'>): Choice => ({
  optional: optionalNotices.map((notice) => ({ notice, wanted: wants(person, notice) })),
  editVersion: person.editVersion,
});

const overtakenBy = (now: PersonItem | null): Problem<'stale' | 'not-known'> =>
  now === null
    ? problem('not-known', 'The Centre does not know you any more.')
    : stale('choice of emails', now.editVersion, choiceOf(now));

/** Keeps which optional emails a person wants, as they were read; fails with the person as they stand now. */
async function keep(
  { db }: Services,
  person: PersonItem,
  wanted: readonly string[],
): Promise<Result<Choice, PersonItem | null>> {
  const unwanted = optionalNotices.filter((notice) => !wanted.includes(notice));
  const kept = await chooseEmails(db, person, unwanted);
  return kept.ok
    ? ok(choiceOf({ unwanted, editVersion: person.editVersion + 1 }))
    : fail(kept.error && personItem.parse(kept.error));
}

/** Everybody’s own choice of the emails that people may do without. */
export const choosingEmails = (services: Services) =>
  ({
    getMyEmails: async ({ by }) => ok({ answer: choiceOf(by), version: by.editVersion }),

    chooseMyEmails: async ({ by, what: { wanted }, expected }) => {
      if (expected !== by.editVersion) return fail(overtakenBy(by));
      const kept = await keep(services, by, wanted);
      return kept.ok
        ? ok({ answer: kept.value, version: kept.value.editVersion })
        : fail(overtakenBy(kept.error));
    },
  }) satisfies Partial<UseCases<typeof noticeOperations>>;

/** The person a link was made for, and the kind of email it came in; null where it leads nowhere. */
async function recipientOf(
  { db }: Services,
  { noticeId, key }: EmailLink,
): Promise<{ readonly person: PersonItem; readonly kind: OptionalNotice } | null> {
  const notice = await getNotice(db, noticeId);
  if (notice === null || notice.linkKey === null || !isOptional(notice.notice)) return null;
  const [given, kept] = [Buffer.from(key), Buffer.from(notice.linkKey)];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) return null;
  const person = await getPerson(db, notice.personId);
  return person && { person, kind: notice.notice };
}

/** The choice of the recipient of an email, who need not sign in; null where the link leads nowhere. */
export async function choiceBehind(services: Services, link: EmailLink): Promise<Choice | null> {
  const found = await recipientOf(services, link);
  return found && choiceOf(found.person);
}

/** Keeps what the recipient of an email chose on the page behind its link; null where it leads nowhere. */
export async function chooseBehind(
  services: Services,
  link: EmailLink,
  { wanted, expected }: { readonly wanted: readonly string[]; readonly expected: number | null },
): Promise<Result<Choice, Problem<'stale' | 'not-known'>> | null> {
  const found = await recipientOf(services, link);
  if (found === null) return null;
  if (expected !== found.person.editVersion) return fail(overtakenBy(found.person));
  const kept = await keep(services, found.person, wanted);
  return kept.ok ? kept : fail(overtakenBy(kept.error));
}

/**
 * Turns the kind off that an email is of, as the button of a mail program asks (RFC 8058), whatever else is chosen
 * meanwhile; null where the link leads nowhere.
 */
export async function turnOffBehind(services: Services, link: EmailLink): Promise<Choice | null> {
  const found = await recipientOf(services, link);
  return found && turnOff(services, found.person, found.kind);
}

async function turnOff(services: Services, person: PersonItem, kind: OptionalNotice): Promise<Choice | null> {
  if (!wants(person, kind)) return choiceOf(person);
  const others = optionalNotices.filter((one) => one !== kind && wants(person, one));
  const kept = await keep(services, person, others);
  if (kept.ok) return kept.value;
  return kept.error && turnOff(services, kept.error, kind);
}
