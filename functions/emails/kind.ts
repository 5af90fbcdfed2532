import type { NoticeData, NoticeKind } from '../../shared/contract/notices/kinds.ts';
import type { CriteriaSetKind } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { Door } from '../../shared/domain/reviews/review.ts';
import type { CalendarEntry } from '../words/calendar-file.ts';
import { ukDay, ukStart, ukTime } from '../words/uk-time.ts';
import { waysInWords } from '../words/ways.ts';
import { type Action, type Block, strong } from './blocks.ts';
import { oneLine } from './plain-text.ts';
import type { Values } from './words.ts';

export { oneLine } from './plain-text.ts';

/** A kind of email: everything about it but its words, which stand in `words.txt` beside it. */
export interface Kind<K extends NoticeKind> {
  /** What the Centre calls it. */
  readonly name: string;
  readonly audience: Audience | ((data: NoticeData<K>) => Audience);
  /** What its words may name, besides `name`, its recipient's, and `action`. */
  readonly values: (data: NoticeData<K>, recipient: { readonly name: string }) => Values;
  /** What it asks to do, null where there is nothing to do. Its words cannot leave it out. */
  readonly action?: (data: NoticeData<K>, places: Places) => Action | null;
  /** What it puts into its recipient’s calendar, changes there or takes away. */
  readonly calendar?: (data: NoticeData<K>, about: InCalendar) => readonly CalendarEntry[];
  /** What else its words cannot leave out: placeholders of their body. */
  readonly kept?: readonly string[];
}

/** What an entry of a calendar is made with, besides what its notice says. */
export interface InCalendar {
  /** Where the site is. */
  readonly origin: string;
  readonly roundId: string;
  /** When its notice was written. */
  readonly changedAt: string;
}

/** Who gets an email: it says so in its last lines. */
export type Audience = 'reviewer' | 'centre' | 'developer' | 'former-developer' | 'whoever-signs-in';

/** Where the links of all emails lead. */
export interface EmailSettings {
  /** Where the site is: `https://reviews.example.org`. */
  readonly origin: string;
  /** Where reviewers begin: Google Sheets, in which they use the add-on and not the site. */
  readonly reviewerStart: string;
}

/**
 * Where the link of one email can lead: `roundId` is null where it is about no round, `ownPage` and `invitation` where it
 * is not shown to its recipient, whose alone that address is.
 */
export type Places = EmailSettings & {
  readonly roundId: string | null;
  /** The developer’s own page. */
  readonly ownPage: string | null;
  readonly invitation: string | null;
  /** The ways of reviewing that the Centre has open. */
  readonly doors: readonly Door[];
  /** Whether the file of the review goes with the email that leads to it. */
  readonly isAttached: boolean;
};

/** The specification that an email is about, and that its round is the gateway’s where it is. */
export const about = (data: {
  readonly title: string;
  readonly specificationVersion: number;
  readonly criteriaSetKind: CriteriaSetKind;
}) => {
  const isGateway = data.criteriaSetKind === 'gateway';
  return {
    title: `${oneLine(data.title)}${isGateway ? ' (gateway)' : ''}`,
    specification: strong(
      `${oneLine(data.title)}, version\u00a0${data.specificationVersion}${isGateway ? ' (gateway\u00a0round)' : ''}`,
    ),
  };
};

/** When a round's reviews are due, and when it closes. */
export const dates = (data: { readonly reviewsDue: string; readonly closesAt: string }) => ({
  'day reviews are due': day(data.reviewsDue),
  'day the round closes': day(data.closesAt),
  'time reviews are due': time(data.reviewsDue),
  'time the round closes': time(data.closesAt),
});

/** A day, or the day of an instant, which stays on one line. */
export const day = (dayOrInstant: string): string => ukDay(dayOrInstant).replaceAll(' ', '\u00a0');

/** An instant, which is broken before “at” only. */
export const time = (instant: string): string => ukTime(instant).replace(/ (?!at)/g, '\u00a0');

/** The same of one at which something begins. */
export const start = (instant: string): string => ukStart(instant).replace(/ (?!at)/g, '\u00a0');

/** What people wrote in several lines, without empty ones. */
export const typed = (text: string): string =>
  text
    .split(/[\n\r\u2028\u2029]+/)
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n');

/** Texts as a list, which stands in place of a line. */
export const listOf = (texts: readonly string[]): readonly Block[] =>
  texts.length === 0 ? [] : [{ kind: 'list', lines: texts.map((text) => [text]) }];

/** Leads a reviewer to their reviews, whichever way they do them, and says where they are in Google Sheets where that is open. */
export function toReviews(data: unknown, places: Places): Action {
  const { reviewerStart, doors } = places;
  const own = toMyReviews(data, places);
  if (!doors.includes('sheet')) return own;
  const isOnly = doors.length === 1;
  return {
    kind: 'action',
    ...(isOnly ? { text: 'Open Google Sheets', link: reviewerStart } : own),
    way: [
      ...(isOnly
        ? ['In a spreadsheet there, choose ']
        : [...own.way, ` In Google Sheets, ${reviewerStart}, choose `]),
      strong('Extensions'),
      ', then ',
      strong('Credential review'),
      ', then ',
      strong('My reviews'),
      '. This works on a computer only: not in the mobile app, and not in an Excel file that is opened in Sheets.',
    ],
  };
}

/** Leads a reviewer to My reviews on the site, from where every way goes on. */
export const toMyReviews = (_data: unknown, { origin, doors }: Places): Action => ({
  kind: 'action',
  text: 'Go to My reviews',
  link: `${origin}/my-reviews`,
  way: [`You review ${waysInWords(doors)}. To look at your reviews on the site, you need no account.`],
});

/** Leads to a page about the round. Throws where there is no round to lead to. */
export const toRound =
  (page: string, text: string) =>
  (_data: unknown, { origin, roundId }: Places): Action => {
    if (roundId === null) throw new Error('A notice about a round must name it');
    return { kind: 'action', text, link: `${origin}/rounds/${roundId}${page}`, way: [] };
  };

/** Leads to a meeting of the Oversight Group. */
export const toMeeting =
  (text: string) =>
  ({ meetingId }: { readonly meetingId: string }, { origin }: Places): Action => ({
    kind: 'action',
    text,
    link: `${origin}/meetings/${meetingId}`,
    way: [],
  });
