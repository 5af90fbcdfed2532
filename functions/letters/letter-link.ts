import { timingSafeEqual } from 'node:crypto';
import { getNotice } from '../notices/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';
import { type LetterDocument, letterDocument, partsOf } from './document.ts';

/** The link in the email of a letter. Its key was made for that letter alone and stands in no page of the site. */
export interface LetterLink {
  readonly noticeId: string;
  readonly key: string;
}

/** The address on the site that a letter's link leads to. */
export const letterPath = ({ noticeId, key }: LetterLink): string =>
  `/letters/${encodeURIComponent(noticeId)}/${encodeURIComponent(key)}`;

/**
 * The released letter behind a link, as it went; null where the link leads nowhere, as it does before the release, and
 * once somebody else is the contact.
 */
export async function letterBehind(
  { db }: Services,
  { noticeId, key }: LetterLink,
): Promise<LetterDocument | null> {
  const notice = await getNotice(db, noticeId);
  if (notice?.notice !== 'letter' || notice.linkKey === null || notice.data.release === null) return null;
  const [given, kept] = [Buffer.from(key), Buffer.from(notice.linkKey)];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) return null;
  const round = notice.roundId === null ? null : await getRound(db, notice.roundId);
  const specification = round && (await getSpecification(db, round.specificationId));
  // Whoever was the contact before has no part in it any more.
  if (specification && specification.developer.contactId !== notice.personId) return null;
  return letterDocument(partsOf(notice.data, ''));
}
