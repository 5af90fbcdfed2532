import { instant, slug } from '../../shared/contract/basics.ts';
import { emailWords } from '../../shared/contract/emails/words.ts';
import { noticeKind } from '../../shared/contract/notices/kinds.ts';
import { count, item, type Stored } from '../table/stored.ts';

/**
 * What emails of a kind say in the Centre’s words: the text in use, and each version as it was kept. The words are null
 * where it went back to those that come with the service.
 */
export const emailTextItem = item('email-text', {
  notice: noticeKind,
  version: count,
  words: emailWords.nullable(),
  at: instant,
  by: slug,
});

/** Such a text, as it is read back. */
export type EmailTextItem = Stored<typeof emailTextItem>;
