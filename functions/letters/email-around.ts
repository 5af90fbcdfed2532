import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { emailInUse } from '../email-texts/in-use.ts';
import { blockAsText } from '../emails/blocks.ts';
import { kind } from '../emails/kinds/letter/kind.ts';
import { sayingOf } from '../emails/rendering.ts';
import { sayWords } from '../emails/words.ts';
import type { Services } from '../use-case/services.ts';

/** Links lead nowhere where an email is only searched. */
const nowhere = { origin: '', reviewerStart: '' };

/**
 * What the email says that brings a letter, as it is finally rendered, where the Centre has words or a contact of its own
 * in it: the letter is in it. Null where all that stands around the letter comes with the service.
 */
export async function emailAround(
  { db }: Pick<Services, 'db'>,
  data: NoticeData<'letter'>,
): Promise<string | null> {
  const { says } = await emailInUse(db, 'letter');
  if (says.words === null && says.contact === null) return null;
  const notice = { notice: 'letter', data, id: '', roundId: null, linkKey: null } as const;
  const { values, kept } = sayingOf(kind, notice, { name: data.release?.addressee ?? '' }, nowhere);
  const said = says.words === null ? null : sayWords(says.words, values, kept);
  const { subject, preview, blocks } = said?.ok ? said.value : { subject: '', preview: '', blocks: [] };
  return [subject, preview, ...blocks.map(blockAsText), says.contact ?? ''].join('\n\n').trim();
}
