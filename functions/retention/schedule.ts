import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';

/** How long something is kept. */
export interface Span {
  readonly count: number;
  readonly unit: 'minutes' | 'hours' | 'days' | 'months' | 'years';
}

/** One line of the schedule: what is kept, why, how long, from when, and what removes it. */
export interface Retention {
  readonly what: string;
  readonly why: string;
  /** Proposed, where the Centre is the one to decide; null for as long as what it belongs to. */
  readonly keep: Span | null;
  readonly from: string;
  /**
   * `clock`: removed once the Centre has decided; `itself`: it expires, whatever anybody decides; `person`: somebody
   * removes it, and nothing does by itself.
   */
  readonly removedBy: 'clock' | 'itself' | 'person';
}

/**
 * The retention schedule. What shows how a decision came about is evidence: nothing removes it by itself, and what is
 * said of it is a proposal until the Centre decides. What the service works with expires by itself.
 */
export const schedule = {
  drafts: {
    what: 'Drafts of reviews',
    why: 'So that a reviewer can go on where they stopped. What counts is what was submitted.',
    keep: { count: 12, unit: 'months' },
    from: 'the decision on the round, or its cancelling',
    removedBy: 'clock',
  },
  emails: {
    what: 'Invitations, reminders and other emails about how a round went, without receipts and letters',
    why: 'So that staff can see who was written to, and what did not arrive.',
    keep: { count: 24, unit: 'months' },
    from: 'the decision on the round, or its cancelling',
    removedBy: 'clock',
  },
  evidence: {
    what: 'Submitted reviews, receipts, results, recommendations, decisions, letters and what developers answered, patient-safety concerns, the register, and who did what and when',
    why: 'To show how a decision came about, and to answer an appeal or an inquiry.',
    keep: { count: 20, unit: 'years' },
    from: 'the end of the endorsement, or the decision where there is none',
    removedBy: 'person',
  },
  people: {
    what: 'Names, addresses, roles, expertise and accounts',
    why: 'To ask people to review, and to know who they are when they come back.',
    keep: { count: 6, unit: 'years' },
    from: 'the last round that they took part in; sooner where they ask to be erased and their rounds are over',
    removedBy: 'person',
  },
  answers: {
    what: 'What a request was answered, by its key',
    why: 'So that a review that is sent twice is taken once.',
    keep: { count: 90, unit: 'days' },
    from: 'the request',
    removedBy: 'itself',
  },
  sessions: {
    what: 'Sessions of whoever is signed in',
    why: 'To stay signed in.',
    keep: { count: 8, unit: 'hours' },
    from: 'signing in',
    removedBy: 'itself',
  },
  logs: {
    what: 'Logs, with ids and codes and without names or addresses',
    why: 'To mend faults.',
    keep: { count: 30, unit: 'days' },
    from: 'being written',
    removedBy: 'itself',
  },
  projectorLog: {
    what: 'That somebody was erased or had their roles set, by id alone, in a log beside the table',
    why: 'So that it is done again when a backup is used.',
    keep: { count: 400, unit: 'days' },
    from: 'that day',
    removedBy: 'itself',
  },
  queues: {
    what: 'Reports of what became of an email that could not be processed, with its address and subject',
    why: 'So that they can be processed once the fault is mended.',
    keep: { count: 14, unit: 'days' },
    from: 'the report',
    removedBy: 'itself',
  },
  backups: {
    what: 'Backups of all of this, with what was erased or removed since',
    why: 'To bring everything back if it is damaged or lost. Whoever was erased is erased again when a backup is used.',
    keep: { count: 35, unit: 'days' },
    from: 'each change',
    removedBy: 'itself',
  },
} as const satisfies Readonly<Record<string, Retention>>;

/** What the clock removes, once the Centre has decided. */
export const clockRules = ['drafts', 'emails'] as const;

/** What the clock removes. */
export type ClockRule = (typeof clockRules)[number];

/** Emails that say how a round went, and are evidence of nothing that was reviewed, decided or promised. */
export const passingEmails: readonly NoticeKind[] = [
  'invitation',
  'reminder',
  'dates-changed',
  'declaration-received',
  'declaration-resolved',
  'interest-declared',
  'off-panel',
  'panel-called',
  'reopened',
  'review-file',
  'reviews-in',
  'round-closed',
  'version-added',
];

/** Days for which what the clock removes can still be kept by a hold. After them the table deletes it. */
export const graceDays = 30;
