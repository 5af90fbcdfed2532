import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import type { EmailSettings } from './kind.ts';
import { kinds } from './kinds.ts';
import { type Emails, type NoticeSaid, rendering, sayingOf } from './rendering.ts';

export type {
  Attachment,
  CentreSays,
  Email,
  EmailSettings,
  Emails,
  Notice,
  WordsOfKinds,
} from './rendering.ts';

/** Prepares what makes emails of every kind, for whoever shows them: see `rendering`. */
export const createEmails = (folder: string, settings: EmailSettings): Emails =>
  rendering(folder, settings, (kind) => kinds[kind]);

/** What the words of a notice's email are given, and which of it they cannot leave out. */
export const toSay = <K extends NoticeKind>(
  notice: NoticeSaid<K>,
  recipient: { readonly name: string },
  settings: EmailSettings,
) => sayingOf(kinds[notice.notice], notice, recipient, settings);
