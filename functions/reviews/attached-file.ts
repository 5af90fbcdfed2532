import { nextStep } from '../../shared/domain/rounds/own-assignment.ts';
import { getSettings } from '../centre/settings-storage.ts';
import type { Attachment } from '../emails/rendering.ts';
import { mediaTypes } from '../files/media-types.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { Services } from '../use-case/services.ts';
import { deskOf } from './desk.ts';
import { formOf } from './form.ts';
import { openDoors } from './open-doors.ts';
import { getReview } from './storage.ts';
import { reviewView } from './view.ts';
import { writeReviewFile } from './write-review-file.ts';

/**
 * The file that goes with the email in which a reviewer is told that they can begin: the one that its link leads to, made
 * as the download makes it, of what the recipient may read now. None unless the Centre has said so, and by that door.
 */
export async function attachedFiles(
  { db, now }: Pick<Services, 'db' | 'now'>,
  { notice, roundId }: Pick<NoticeItem, 'notice' | 'roundId'>,
  person: PersonItem,
): Promise<readonly Attachment[]> {
  const services = { db, now };
  if (notice !== 'review-file' || roundId === null || !(await getSettings(db)).attachesReviewFiles) return [];
  if (!(await openDoors(services)).includes('file')) return [];
  const desk = await deskOf(services, roundId, person.id);
  const form = desk.ok ? await formOf(services, desk.value) : desk;
  if (!desk.ok || !form.ok || nextStep(form.value.assignment) !== 'review') return [];
  const { content, version } = reviewView(await getReview(db, roundId, person.id), desk.value.round);
  const { fileName, bytes } = await writeReviewFile(services, {
    form: form.value,
    personId: person.id,
    content,
    version,
    submitted: null,
  });
  return [{ fileName, mediaType: mediaTypes.xlsx, bytes }];
}
