import { goesToDeveloper } from '../../shared/contract/notices/kinds.ts';
import { laterByDays } from '../../shared/domain/basics/day.ts';
import { letterNotice } from '../letters/letter-notice.ts';
import { type EmailLink, keyMadeFor } from '../notices/link-key.ts';
import { getNotice } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { SpecificationItem } from '../specifications/stored-specification.ts';
import type { Services } from '../use-case/services.ts';
import { type FactCheck, factCheckOf } from './fact-check.ts';

/** How long the link in an email opens the developer’s page, in days: a later email brings another. */
const linkDays = 400;

/** The contact who follows a link, and what their page is about. */
export interface OwnPage {
  readonly contact: PersonItem;
  readonly round: RoundItem;
  readonly specification: SpecificationItem;
  /** The letter that was released to the developer, whoever was their contact then; null before. */
  readonly letter: NoticeItem<'letter'> | null;
  /** The draft whose facts they were asked to check, while nothing has overtaken it. */
  readonly facts: FactCheck | null;
}

/** A page with the letter. */
export type LetterPage = OwnPage & { readonly letter: NoticeItem<'letter'> };

/**
 * Why a link opens nothing any more: it is too old, or went to somebody who is the contact no more, or to an address of
 * theirs that was corrected since (`over`); the facts of its draft are asked about no more, because the Centre has
 * decided (`decided`) or because there is, or will be, another draft (`overtaken`).
 */
export type Ended = 'over' | 'decided' | 'overtaken';

/** Whose page a link opens, or why it does no more; null where it leads nowhere. */
export async function pageBehind(
  services: Services,
  { noticeId, key }: EmailLink,
): Promise<OwnPage | Ended | null> {
  const { db, now } = services;
  const notice = await getNotice(db, noticeId);
  if (notice === null || notice.linkKey === null || notice.roundId === null) return null;
  if (!goesToDeveloper(notice.notice, notice.data)) return null;
  const [contact, round] = await Promise.all([getPerson(db, notice.personId), getRound(db, notice.roundId)]);
  const madeFor = keyMadeFor('developer', key, notice.linkKey, contact?.email ?? null);
  if (round === null || madeFor === 'nothing') return null;
  const [specification, letter, facts] = await Promise.all([
    getSpecification(db, round.specificationId),
    letterNotice(services, round),
    round.status === 'closed' ? factCheckOf(services, round) : null,
  ]);
  if (specification === null) return null;
  const ends = laterByDays((notice.sentAt ?? notice.createdAt).slice(0, 10), linkDays);
  const isOver =
    madeFor === 'another-address' ||
    specification.developer.contactId !== notice.personId ||
    now().toISOString().slice(0, 10) > ends;
  if (contact === null || isOver) return 'over';
  const released = letter !== null && letter.data.release !== null ? letter : null;
  if (released === null && notice.notice === 'fact-check' && facts?.asked.id !== notice.id)
    return round.status === 'decided' ? 'decided' : 'overtaken';
  return { contact, round, specification, letter: released, facts };
}
