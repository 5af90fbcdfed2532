import { randomUUID } from 'node:crypto';
import { getRound } from '../rounds/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { SpecificationItem } from '../specifications/stored-specification.ts';
import type { Database } from '../table/database.ts';
import { ownerKeys } from '../table/keys.ts';
import { update, type Write, writeOne } from '../table/write.ts';
import type { NoticeItem } from './stored-notice.ts';

/** The write that hands an email that was not sent on to the developer as they are now; its condition is `notice`. */
export const handOnWrite = (
  read: NoticeItem,
  { contactId: personId, organisation }: SpecificationItem['developer'],
): Write =>
  update(
    'notice',
    read,
    {
      set: {
        personId,
        ownerPk: ownerKeys.person(personId),
        summary: { personId },
        // Whoever may have had its link has it no longer.
        linkKey: read.linkKey && randomUUID(),
        ...(read.notice === 'letter' && { 'data.organisation': organisation }),
      },
      add: { version: 1 },
    },
    { version: read.version },
  );

/**
 * Hands a notice to the developer that waits for the mailer on, where the contact of its specification is somebody else than its recipient
 * by now. Whether it did: the change itself has the mailer look at it again.
 */
export async function handedOn(db: Database, notice: NoticeItem): Promise<boolean> {
  if (notice.status !== 'pending' || notice.roundId === null) return false;
  const round = await getRound(db, notice.roundId);
  const developer = round && (await getSpecification(db, round.specificationId))?.developer;
  if (!developer || developer.contactId === notice.personId) return false;
  await writeOne(db, handOnWrite(notice, developer));
  return true;
}
