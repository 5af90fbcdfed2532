import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  goesToDeveloper,
  isOptional,
  type NoticeData,
  type NoticeKind,
  noticeData,
} from '../../shared/contract/notices/kinds.ts';
import { doors as allDoors, type Door } from '../../shared/domain/reviews/review.ts';
import { developerPath } from '../developers/link-path.ts';
import type { LetterDocument, LetterFormat } from '../letters/document.ts';
import { letterFiles } from '../letters/files/letter-files.ts';
import { invitationPath } from '../panels/invitation-path.ts';
import { compiledTemplates } from '../templates/compiled.ts';
import type { CalendarEntry } from '../words/calendar-file.ts';
import { blockAsText, flat } from './blocks.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Audience, EmailSettings, Kind } from './kind.ts';
import { oneLine, shortSubject, tidyText } from './plain-text.ts';
import { defectInWords, type Said, sayWords, type Values } from './words.ts';

export type { EmailSettings } from './kind.ts';

/** A notice of one of the kinds, as far as its email needs it. */
export type Notice = {
  readonly [K in NoticeKind]: {
    readonly notice: K;
    readonly data: NoticeData<K>;
    readonly id: string;
    /** Null where it is about no round. */
    readonly roundId: string | null;
    /** Opens what the email leads its recipient to without signing in; null where it does not. */
    readonly linkKey: string | null;
    /** When it was written; what is only shown needs none. */
    readonly createdAt?: string;
  };
}[NoticeKind];

/** An email, ready to be sent. */
export interface Email {
  /** One line, shorter than 60 characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Header fields besides those that every email has. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Where answers go; null or missing: to the sender. */
  readonly replyTo?: string | null;
  /** Which version of the Centre’s text it says; 0 or missing for the words that come with the service. */
  readonly textVersion?: number;
  /** Files that go with it: the letter to a developer, a reviewer’s file where the Centre attaches it, an entry of a calendar. */
  readonly attachments?: readonly Attachment[];
}

/** A file that goes with an email. */
export interface Attachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What the Centre has set in place of what comes with the service: null where it has not. */
export interface CentreSays {
  /** The words of a kind, as its `words.txt` has them, and which version of the Centre’s text they are. */
  readonly words: string | null;
  readonly version: number;
  readonly signature: string | null;
  readonly contact: string | null;
  readonly replyTo: string | null;
  /** Whether the file of a review goes with the email that leads to it. */
  readonly attachesReviewFiles?: boolean;
}

/** Nothing set. */
const asItComes: CentreSays = {
  words: null,
  version: 0,
  signature: null,
  contact: null,
  replyTo: null,
};

/** Makes emails of notices. */
export interface Emails {
  /**
   * Throws where the notice's data is not of its kind, or where its words name what that does not give. `open` are the
   * ways of reviewing that it names, all unless said. Words of the Centre's that do not fit give way to those that come
   * with the service.
   */
  readonly render: (
    notice: Notice,
    recipient: { readonly name: string },
    open?: readonly Door[],
    says?: CentreSays,
  ) => Email;
  /** The same with the files that go with it: what is sent. */
  readonly toSend: (
    notice: Notice,
    recipient: { readonly name: string },
    open: readonly Door[],
    says?: CentreSays,
  ) => Promise<Email>;
  /** The words of a kind that come with the service, as its `words.txt` has them. */
  readonly original: (kind: NoticeKind) => string;
  /** A letter as a file. What makes it is loaded when one is asked for. */
  readonly letterFile: (
    letter: LetterDocument,
    format: LetterFormat,
    isDraft: boolean,
  ) => Promise<Attachment>;
}

/** The words of every kind, as `words.txt` has them. */
export type WordsOfKinds = Readonly<Record<NoticeKind, string>>;

/** Finds what is known of a kind. */
export type KindOf = <K extends NoticeKind>(kind: K) => Kind<K>;

/**
 * Prepares the frame and the words, once for all emails.
 *
 * @param folder what `infra/build-emails.ts` made: `frame.html`, `words.json` and `fonts/`
 */
export function rendering(folder: string, settings: EmailSettings, kindOf: KindOf): Emails {
  const words = JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8')) as WordsOfKinds;
  const environment = compiledTemplates(folder, { throwOnUndefined: true });
  const render: Emails['render'] = (notice, recipient, open = allDoors, says = asItComes) => {
    const { audience, values, kept } = sayingOf(
      kindOf(notice.notice),
      notice,
      recipient,
      settings,
      open,
      says.attachesReviewFiles,
    );
    const own = says.words === null ? null : sayWords(says.words, values, kept);
    const said = own?.ok ? own : sayWords(words[notice.notice], values, kept);
    if (!said.ok)
      throw new Error(`The words of “${notice.notice}”: ${said.error.map(defectInWords).join(' ')}`);
    const optOut = optOutLink(notice, settings);
    const is = {
      sample: 'sample' in notice.data && notice.data.sample,
      optional: isOptional(notice.notice),
    };
    // A letter is signed as its decision has it.
    const signed = notice.notice === 'letter' ? { ...says, signature: null } : says;
    const frame = frameOf(audience, is, optOut, ownPageLink(notice, settings), signed);
    const subject = shortSubject(
      said.value.subject,
      'title' in notice.data ? oneLine(notice.data.title) : '',
    );
    return {
      subject,
      text: textOf(said.value, frame),
      html: environment.render('frame.html', { ...said.value, ...frame, subject }),
      headers: [automatic, ...unsubscribeHeaders(optOut)],
      replyTo: says.replyTo,
      textVersion: own?.ok ? says.version : 0,
    };
  };
  const letterFile = letterFiles(join(folder, 'fonts'));
  return {
    render,
    letterFile,
    original: (kind) => words[kind],
    toSend: async (notice, recipient, open, says) => {
      const email = render(notice, recipient, open, says);
      const entries = entriesOf(kindOf(notice.notice), notice, settings);
      if (entries.length > 0) {
        const { calendarFile } = await import('../words/calendar-file.ts');
        return { ...email, attachments: entries.map((entry) => calendarFile(entry, settings.origin)) };
      }
      if (notice.notice !== 'letter') return email;
      const { letterDocument, partsOf } = await import('../letters/document.ts');
      const letter = letterDocument(partsOf(notice.data, recipient.name));
      return { ...email, attachments: [await letterFile(letter, 'pdf', notice.data.release === null)] };
    },
  };
}

/** What a notice puts into its recipient’s calendar. */
function entriesOf<K extends NoticeKind>(
  { calendar }: Kind<K>,
  { notice, data, roundId, createdAt }: NoticeSaid<K> & Pick<Notice, 'createdAt'>,
  { origin }: EmailSettings,
): readonly CalendarEntry[] {
  if (calendar === undefined || roundId === null || createdAt === undefined) return [];
  const parsed = noticeData[notice].parse(data) as NoticeData<K>;
  return calendar(parsed, { origin, roundId, changedAt: createdAt });
}

/** A notice as far as its words speak of it. */
export interface NoticeSaid<K extends NoticeKind> {
  readonly notice: K;
  readonly data: NoticeData<K>;
  readonly id: string;
  readonly roundId: string | null;
  readonly linkKey: string | null;
}

/** What the words of a notice's email are given, and which of it they cannot leave out. */
export function sayingOf<K extends NoticeKind>(
  kind: Kind<K>,
  notice: NoticeSaid<K>,
  recipient: { readonly name: string },
  settings: EmailSettings,
  doors: readonly Door[] = allDoors,
  isAttached = false,
): { readonly audience: Audience; readonly values: Values; readonly kept: readonly string[] } {
  const data = noticeData[notice.notice].parse(notice.data) as NoticeData<K>;
  const { id, roundId, linkKey } = notice;
  const of = (path: typeof developerPath) =>
    linkKey === null ? null : `${settings.origin}${path({ noticeId: id, key: linkKey })}`;
  const action = kind.action?.(data, {
    ...settings,
    roundId,
    ownPage: of(developerPath),
    invitation: of(invitationPath),
    doors,
    isAttached,
  });
  const values: Values = { name: oneLine(recipient.name), ...kind.values(data, recipient) };
  return {
    audience: typeof kind.audience === 'string' ? kind.audience : kind.audience(data),
    values: {
      ...values,
      // Words may name an action that not every email of a kind has.
      ...(action !== undefined && { action: action === null ? [] : [action] }),
    },
    // What is nothing in this email need not stand in it.
    kept: [...(action ? ['action'] : []), ...(kind.kept ?? []).filter((name) => values[name] !== '')],
  };
}

const textOf = ({ blocks }: Said, { mark, signature, contact, why, choice }: Frame): string =>
  tidyText(
    [
      ...(mark === null ? [] : [flat(mark)]),
      ...blocks.map(blockAsText),
      signature,
      ...(contact === null ? [] : [contact]),
      why,
      ...(choice === null ? [] : [`${choice.text}: ${choice.link}`]),
    ].join('\n\n'),
  );

/** Where the developer reads and answers what the Centre decided; null in an email that is not to them. */
const ownPageLink = ({ notice, data, id, linkKey }: Notice, { origin }: EmailSettings): string | null =>
  // These have it as their action.
  notice !== 'letter' && notice !== 'fact-check' && goesToDeveloper(notice, data) && linkKey !== null
    ? `${origin}${developerPath({ noticeId: id, key: linkKey })}`
    : null;

/** Where the recipient chooses which emails they get; null where they cannot do without this one. */
const optOutLink = ({ notice, id, linkKey }: Notice, { origin }: EmailSettings): string | null =>
  isOptional(notice) && linkKey !== null
    ? `${origin}/emails/${encodeURIComponent(id)}/${encodeURIComponent(linkKey)}`
    : null;

/** RFC 3834: keeps what answers by itself, such as a notice of absence, from answering us. */
const automatic = { name: 'Auto-Submitted', value: 'auto-generated' };

/** RFC 8058: mail programs show a button that needs no page. */
const unsubscribeHeaders = (link: string | null): Email['headers'] =>
  link === null
    ? []
    : [
        { name: 'List-Unsubscribe', value: `<${link}>` },
        { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
      ];
