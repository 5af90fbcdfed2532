import {
  isOptional,
  type NoticeData,
  type NoticeKind,
  noticeData,
} from '../../shared/contract/notices/kinds.ts';
import { count } from '../../shared/domain/basics/words.ts';
import { decisionInWords } from '../../shared/domain/decisions/decision.ts';
import { outcomeInWords } from '../../shared/domain/recommendations/trace-in-words.ts';
import { ukDay, ukTime } from '../words/uk-time.ts';
import { letterBlocks } from './letter-blocks.ts';
import { oneLine } from './plain-text.ts';

/** A notice of one of the kinds, as far as its email needs it. */
export type Notice = {
  readonly [K in NoticeKind]: {
    readonly notice: K;
    readonly data: NoticeData<K>;
    readonly id: string;
    /** Null where it is about no round. */
    readonly roundId: string | null;
    /** With what its recipient may choose which emails they get; null where they cannot. */
    readonly optOutKey: string | null;
  };
}[NoticeKind];

/** Where the links of all emails lead. */
export interface EmailSettings {
  /** Where the site is: `https://reviews.example.org`. */
  readonly origin: string;
  /** Where reviewers begin: Google Sheets, in which they use the add-on and not the site. */
  readonly reviewerStart: string;
}

/** What templates are given: texts as they are said, and what decides which sentences stand. */
export type View = Readonly<Record<string, unknown>>;

/** The view of a notice. Throws where its data is not of its kind. */
export const viewOf = (
  notice: Notice,
  recipient: { readonly name: string },
  settings: EmailSettings,
): View => ({
  ...ofKind(notice, { ...settings, roundId: notice.roundId }),
  name: oneLine(recipient.name),
  audience: audienceOf(notice),
  isOptional: isOptional(notice.notice),
  optOut: optOutLink(notice, settings),
});

/** Where the recipient chooses which emails they get; null where they cannot do without this one. */
export const optOutLink = ({ notice, id, optOutKey }: Notice, { origin }: EmailSettings): string | null =>
  isOptional(notice) && optOutKey !== null
    ? `${origin}/emails/${encodeURIComponent(id)}/${encodeURIComponent(optOutKey)}`
    : null;

const ofKind = <K extends NoticeKind>(
  { notice, data }: { readonly notice: K; readonly data: NoticeData<K> },
  places: Places,
): View => views[notice](noticeData[notice].parse(data) as NoticeData<K>, places);

/** Who gets an email: it says so in its last lines. */
function audienceOf({ notice, data }: Notice): 'reviewer' | 'centre' | 'developer' {
  switch (notice) {
    case 'interest-declared':
    case 'recommendation':
    case 'decision-recorded':
    case 'digest':
      return 'centre';
    case 'letter':
      return 'developer';
    case 'panel-called':
    case 'endorsement-withdrawn':
      return data.audience;
    default:
      return 'reviewer';
  }
}

interface Places extends EmailSettings {
  readonly roundId: string | null;
}

const views: { readonly [K in NoticeKind]: (data: NoticeData<K>, places: Places) => View } = {
  invitation: (data, places) => ({
    ...about(data),
    ...dates(data),
    ...toReviewer(places),
    criteriaSetTitle: oneLine(data.criteriaSetTitle),
  }),
  'declaration-received': (data, places) => ({ ...about(data), ...toReviewer(places) }),
  'interest-declared': (data, places) => ({
    ...about(data),
    ...toCentre(places, '', 'Look at the declaration'),
  }),
  'declaration-resolved': (data, places) => ({
    ...about(data),
    ...dates(data),
    ...toReviewer(places),
    isCleared: data.resolution === 'cleared',
  }),
  reminder: (data, places) => ({
    ...about(data),
    ...dates(data),
    ...toReviewer(places),
    isOverdue: data.isOverdue || data.when === 'overdue',
    isLastDay: data.when === 'one-day',
    isAsked: data.when === 'asked',
    hasStarted: data.hasStarted,
  }),
  receipt: (data, places) => ({
    ...about(data),
    ...toReviewer(places),
    receiptId: oneLine(data.receiptId),
    submissionNumber: data.submissionNumber,
    submittedAt: unbroken(ukTime(data.submittedAt)),
    contentHash: data.contentHash,
    contentHashParts: partsOf(data.contentHash),
    criteriaSetHash: data.criteriaSetHash,
    criteriaSetHashParts: partsOf(data.criteriaSetHash),
  }),
  reopened: (data, places) => ({
    ...about(data),
    ...dates(data),
    ...toReviewer(places),
    reason: linesOf(data.reason),
  }),
  'dates-changed': (data, places) => ({
    ...about(data),
    ...dates(data),
    ...toReviewer(places),
    isOpenAgain: data.isOpenAgain,
  }),
  'off-panel': (data) => about(data),
  'round-closed': (data) => ({
    ...about(data),
    isCancelled: data.how === 'cancelled',
    hasSubmitted: data.hasSubmitted,
  }),
  recommendation: (data, places) => ({
    ...about(data),
    ...toCentre(places, '/result', 'See how it was derived'),
    outcome: outcomeInWords[data.outcome].toLowerCase(),
    reasons: oneLine(data.reasons.join(' ')),
    conditions: [...data.conditions.map(oneLine), ...more(data.moreConditions)],
    disputed: [...data.disputed.map(oneLine), ...more(data.moreDisputed)],
    agreement: oneLine(data.agreement),
    recommendationNumber: data.recommendationNumber,
    criteriaSetHash: data.criteriaSetHash.slice(0, 12),
  }),
  'panel-called': (data, places) => ({
    ...about(data),
    ...(data.audience === 'reviewer'
      ? toReviewer(places)
      : toCentre(places, '/result', 'See the result and its disputes')),
    isReviewer: data.audience === 'reviewer',
    at: unbroken(ukTime(data.at)),
    where: linesOf(data.where),
    disputed: data.disputed === 0 ? 'No criterion is disputed' : criteriaDisputed(data.disputed),
    isDisputed: data.disputed > 0,
  }),
  'decision-recorded': (data, places) => ({
    ...about(data),
    ...toCentre(places, '/decision', 'See the decision'),
    outcome: decisionInWords[data.outcome].toLowerCase(),
    recommended: outcomeInWords[data.recommended].toLowerCase(),
    departs: data.departs,
    hasConditions: data.conditions > 0,
    conditions: count(data.conditions, 'condition'),
  }),
  letter: (data) => {
    const blocks = letterBlocks(data.body);
    return {
      sample: data.sample,
      organisation: oneLine(data.organisation),
      letterSubject: oneLine(data.subject),
      opening: blocks.flatMap((block) => (block.kind === 'paragraph' ? block.lines : []))[0] ?? '',
      blocks,
    };
  },
  'endorsement-withdrawn': (data, places) => ({
    ...about(data),
    ...(data.audience === 'developer'
      ? { link: null, linkText: null }
      : toCentre(places, '/decision', 'See the decision')),
    what: data.isGateway ? 'Decision' : 'Endorsement',
    isGateway: data.isGateway,
    isDeveloper: data.audience === 'developer',
    reason: linesOf(data.reason),
  }),
  digest: ({ week, counts, more }, { origin }) => {
    const waiting = digestLines.flatMap(([name, one, many]) =>
      counts[name] === 0 ? [] : [count(counts[name], one, many)],
    );
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return {
      sample: false,
      week: unbroken(ukDay(week)),
      waiting,
      things: `${more ? 'At least ' : ''}${count(all, 'thing waits', 'things wait')}`,
      isIdle: all === 0 && !more,
      more,
      link: `${origin}/`,
      linkText: 'See what waits',
    };
  },
};

/** What a digest counts, most pressing first. */
const digestLines = [
  ['noticesFailed', 'email failed', 'emails failed'],
  ['addressesFailing', 'address does not take emails', 'addresses do not take emails'],
  ['interests', 'declared interest to resolve', 'declared interests to resolve'],
  ['reviewsOverdue', 'review overdue', 'reviews overdue'],
  ['panelsToCall', 'panel to call', 'panels to call'],
  ['toDecide', 'recommendation to decide on', 'recommendations to decide on'],
  ['noticesToRelease', 'letter to release', 'letters to release'],
  ['conditionsDue', 'condition due', 'conditions due'],
  ['endorsementsToReview', 'endorsement to review', 'endorsements to review'],
  ['roundsClosing', 'round closing soon', 'rounds closing soon'],
] as const satisfies readonly (readonly [keyof NoticeData<'digest'>['counts'], string, string])[];

/** The end of a list that does not hold all. */
const more = (n: number): readonly string[] => (n === 0 ? [] : [`and ${n} more: see the result`]);

const criteriaDisputed = (n: number) => (n === 1 ? '1 criterion is disputed' : `${n} criteria are disputed`);

const about = (data: {
  readonly title: string;
  readonly specificationVersion: number;
  readonly sample: boolean;
}) => ({
  title: oneLine(data.title),
  specification: `${oneLine(data.title)}, version\u00a0${data.specificationVersion}`,
  sample: data.sample,
});

const dates = (data: { readonly reviewsDue: string; readonly closesAt: string }) => ({
  reviewsDue: unbroken(ukTime(data.reviewsDue)),
  reviewsDueDay: unbroken(ukDay(data.reviewsDue)),
  closesAt: unbroken(ukTime(data.closesAt)),
});

/** A date that stays on one line, broken before “at” only. */
const unbroken = (time: string): string => time.replace(/ (?!at)/g, '\u00a0');

const toReviewer = ({ reviewerStart }: Places) => ({ link: reviewerStart, linkText: 'Open Google Sheets' });

const toCentre = ({ origin, roundId }: Places, page: string, linkText: string) => {
  if (roundId === null) throw new Error('A notice about a round must name it');
  return { link: `${origin}/rounds/${roundId}${page}`, linkText };
};

/** What people wrote in several lines, without empty ones. */
const linesOf = (text: string): readonly string[] =>
  text.split(/[\n\r\u2028\u2029]+/).flatMap((line) => (line.trim() === '' ? [] : [oneLine(line)]));

/** A hash in groups of 8, which eyes can compare. */
const partsOf = (hash: string): readonly string[] => hash.match(/.{1,8}/g) ?? [];
