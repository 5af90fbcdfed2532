import { randomUUID } from 'node:crypto';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { SpecificationItem } from '../specifications/stored-specification.ts';
import type { Database } from '../table/database.ts';
import { ownerKeys } from '../table/keys.ts';
import { update, type Write, writeOne } from '../table/write.ts';
import type { NoticeItem } from './stored-notice.ts';

/** The developer of a specification, with the name of their contact. */
type Developer = SpecificationItem['developer'] & { readonly name: string };

const isLetter = (read: NoticeItem): read is NoticeItem<'letter'> => read.notice === 'letter';

/**
 * The write that hands an email that was not sent on to the developer as they are now; its condition is `notice`. A
 * letter that was released greets them, too: nothing of an earlier contact stays in it.
 */
export const handOnWrite = (
  read: NoticeItem,
  { contactId: personId, organisation, name }: Developer,
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
        ...(isLetter(read) && {
          'data.organisation': organisation,
          ...(read.data.release && { 'data.release.addressee': name }),
        }),
      },
      add: { version: 1 },
    },
    { version: read.version },
  );

/**
 * Hands on a notice to the developer that waits for the mailer, where its recipient is not the contact of its
 * specification any more. Whether it did: the change itself has the mailer look at it again.
 */
export async function handedOn(db: Database, notice: NoticeItem): Promise<boolean> {
  if (notice.status !== 'pending' || notice.roundId === null) return false;
  const round = await getRound(db, notice.roundId);
  const developer = round && (await getSpecification(db, round.specificationId))?.developer;
  if (!developer || developer.contactId === notice.personId) return false;
  const name = (await getPerson(db, developer.contactId))?.name ?? '';
  await writeOne(db, handOnWrite(notice, { ...developer, name }));
  return true;
}
