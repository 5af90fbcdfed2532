import * as z from 'zod';
import { fates } from '../../domain/decisions/decision-outcomes.ts';
import { subjectKinds } from '../../domain/oversight/considerations.ts';
import { doors } from '../../domain/reviews/review.ts';
import { criteriaSetKind, day, instant, sha256, slug, versionNumber } from '../basics.ts';
import { appealOutcome, messageAbout } from '../developers/schemas.ts';
import { leftOutByStaff, letterRelease, letterStanding, letterText } from '../letters/schemas.ts';
import { madeWhenRead } from '../made-when-read.ts';
import { decisionOutcome, outcome, reasons } from '../results/outcomes.ts';

/** What the email of a round says it is about. */
const about = {
  title: z.string(),
  specificationVersion: versionNumber,
  /** Whether the criteria set is a sample and not the Centre's own. */
  sample: z.boolean(),
  /** What the round is about: its emails say where it is the gateway. */
  criteriaSetKind,
};

const dates = { reviewsDue: instant, closesAt: instant };

/** Most criteria of a kind that an email lists: a notice is written for each of up to 50 people at once. */
export const criteriaInEmail = 10;

/** What waits for staff in a week, by what it is: every group of Today, whose answer has a part for each of these. */
export const digestCounts = z.strictObject({
  roundsClosing: z.int().min(0),
  reviewsOverdue: z.int().min(0),
  reviewsIn: z.int().min(0).default(0),
  /** Patient-safety concerns that wait for an answer. */
  concerns: z.int().min(0).default(0),
  /** Invitations that were to be answered by now. */
  unanswered: z.int().min(0).default(0),
  interests: z.int().min(0),
  /** Reviewers who declined, and whose place nobody has taken. */
  declined: z.int().min(0).default(0),
  /** Members of a panel who have something in common with the present contact, unanswered. */
  conflicts: z.int().min(0).default(0),
  panelsToCall: z.int().min(0),
  toDecide: z.int().min(0),
  conditionsDue: z.int().min(0),
  /** What developers sent, which waits for an answer. */
  developerMessages: z.int().min(0).default(0),
  endorsementsToReview: z.int().min(0),
  suspensionsToReconsider: z.int().min(0).default(0),
  /** Open rounds on a version that is not the newest. */
  newerVersions: z.int().min(0).default(0),
  noticesFailed: z.int().min(0),
  noticesToRelease: z.int().min(0),
  addressesFailing: z.int().min(0),
  /** What needs a signature or the Oversight Group's agreement. */
  approvals: z.int().min(0).default(0),
  /** Meetings of the Oversight Group with something to conclude. */
  meetings: z.int().min(0).default(0),
});

/** Whether they were asked to a panel discussion that is still to come, and leave with their place on the panel. */
const panelToCome = { isPanelToCome: z.literal(true).optional() };

/**
 * What each kind of notice says, as it is kept: facts of the moment that caused it, without a reviewer's name
 * and without scores by reviewer. Names and addresses of recipients are read when it is sent.
 */
export const noticeData = madeWhenRead({
  /** To a reviewer: asked for a review. */
  invitation: () =>
    z.strictObject({
      ...about,
      ...dates,
      criteriaSetTitle: z.string(),
      /** By when it is to be answered. */
      answerBy: instant,
    }),
  /** To a reviewer who has declared that they have no interests: where the review is, as an Excel file too. */
  'review-file': () => z.strictObject({ ...about, ...dates }),
  /** To a reviewer: the Centre has the interest that they declared. */
  'declaration-received': () => z.strictObject({ ...about }),
  /** To staff: a reviewer has declared an interest, which waits for them. */
  'interest-declared': () => z.strictObject(about),
  /** To staff: everybody who was asked for a review of an open round has submitted one. */
  'reviews-in': () => z.strictObject({ ...about, closesAt: instant, reviews: z.int().min(1) }),
  /** To staff who are not on the panel: a reviewer has raised a patient-safety concern, which waits for an answer. */
  'concern-raised': () => z.strictObject({ ...about, concernId: slug }),
  /** To the reviewer who raised a patient-safety concern: the Centre has answered it. */
  'concern-answered': () => z.strictObject({ ...about, raisedAt: instant }),
  /** To a reviewer: what the Centre made of the interest that they declared. */
  'declaration-resolved': () =>
    z.strictObject({
      ...about,
      ...dates,
      ...panelToCome,
      resolution: z.enum(['cleared', 'recused']),
    }),
  /** To a reviewer who has not submitted; `answer`: nor answered. `asked`: staff sent it by hand. */
  reminder: () =>
    z.strictObject({
      ...about,
      ...dates,
      when: z.enum(['answer', 'seven-days', 'one-day', 'overdue', 'closing', 'asked']),
      /** By when the invitation is to be answered, where that is what it reminds of. */
      answerBy: instant.nullable(),
      /** Whether reviews were due already. */
      isOverdue: z.boolean(),
      /** Whether there is a draft. */
      hasStarted: z.boolean(),
      /** Whether what was submitted counts, and the review is open again. */
      isReopened: z.boolean().default(false),
    }),
  /** To a reviewer who has submitted. */
  receipt: () =>
    z.strictObject({
      ...about,
      receiptId: z.string(),
      submissionNumber: versionNumber,
      submittedAt: instant,
      contentHash: sha256,
      criteriaSetHash: sha256,
      /** By which it came. */
      door: z.enum(doors).default('sheet'),
    }),
  /** To a reviewer: the Centre asks them to look at their review again. */
  reopened: () => z.strictObject({ ...about, ...dates, reason: z.string() }),
  /** To the reviewers still awaited: the dates are others now, `isOpenAgain` after the round had been closed. */
  'dates-changed': () => z.strictObject({ ...about, ...dates, isOpenAgain: z.boolean() }),
  /** To a reviewer whom staff took off the panel. */
  'off-panel': () => z.strictObject({ ...about, ...panelToCome }),
  /** To the reviewers on the panel: nothing more can be submitted. */
  'round-closed': () =>
    z.strictObject({
      ...about,
      how: z.enum(['closed', 'cancelled']),
      hasSubmitted: z.boolean(),
    }),
  /** To staff and the Oversight Group: what the rules recommend. */
  recommendation: () =>
    z.strictObject({
      ...about,
      criteriaSetHash: sha256,
      recommendationNumber: versionNumber,
      outcome,
      reasons,
      /** Numbers and beginnings of the texts of the first criteria, and how many more there are. */
      conditions: z.array(z.string()).max(criteriaInEmail),
      moreConditions: z.int().min(0),
      disputed: z.array(z.string()).max(criteriaInEmail),
      moreDisputed: z.int().min(0),
      /** Share (0 to 1) of pairs of reviewers with the same rating; null where no criterion has two. */
      rawAgreement: z.number().min(0).max(1).nullable(),
    }),
  /** To the reviewers whose review is in, staff and the Oversight Group: a discussion is called. */
  'panel-called': () =>
    z.strictObject({
      ...about,
      at: instant,
      /** A place or a link, as staff wrote it. */
      where: z.string(),
      minutes: z.int().default(60),
      /** Whether it was called before, and does not take place. */
      isCalledOff: z.boolean().default(false),
      disputed: z.int().min(0),
      audience: z.enum(['reviewer', 'centre']),
    }),
  /** To staff and the Oversight Group. */
  'decision-recorded': () =>
    z.strictObject({
      ...about,
      outcome: decisionOutcome,
      recommended: outcome,
      departs: z.boolean(),
      conditions: z.int().min(0),
      /** What becomes of the endorsement that the register had, and of which version it is; null where it had none. */
      endorsement: z
        .strictObject({ becomes: z.enum(fates), until: day.nullable(), specificationVersion: versionNumber })
        .nullable(),
    }),
  /** To the developer's contact; waits until staff release it. */
  letter: () =>
    z.strictObject({
      ...about,
      organisation: z.string(),
      ...letterText.shape,
      /** What the letter is called by. */
      reference: z.string(),
      /** Where its conditions ask for evidence; null for an answer to this email. As it was when the letter was composed. */
      evidenceTo: z.string().nullable(),
      leftOutByStaff: z.array(leftOutByStaff).max(250 + 1),
      /** What stood when it was composed, or when staff last looked at that. */
      standing: letterStanding.optional(),
      /** Null while it waits. */
      release: letterRelease.nullable(),
    }),
  /** To staff, the Oversight Group and the developer's contact: an endorsement or a go-ahead stands no more. */
  'decision-withdrawn': () =>
    z.strictObject({
      ...about,
      /** Why, as its recipient is told. */
      reason: z.string(),
      /** Whether the letter about it had been released: nobody outside knew of it before. */
      wasTold: z.boolean(),
      audience: z.enum(['centre', 'developer']),
    }),
  /** To staff, the Oversight Group and the developer's contact: an endorsement is suspended until it is considered again. */
  'endorsement-suspended': () =>
    z.strictObject({
      ...about,
      reason: z.string(),
      reconsiderBy: day,
      /** Until when it was suspended before; null where it stood. */
      before: day.nullable(),
      audience: z.enum(['centre', 'developer']),
    }),
  /** To staff, the Oversight Group and the developer's contact: an endorsement stands again. */
  'suspension-lifted': () =>
    z.strictObject({
      ...about,
      reason: z.string(),
      audience: z.enum(['centre', 'developer']),
    }),
  /**
   * To a reviewer who signs in on the site: the code to do it with. It is kept sealed; only the mailer opens it, for
   * the email that it sends.
   */
  'sign-in-code': () => z.strictObject({ code: z.string(), expiresAt: instant }),
  /** To the developer's contact: a condition is due soon or overdue, or the Centre did something about it. */
  'condition-news': () =>
    z.strictObject({
      ...about,
      number: versionNumber,
      /** What must be done; null where the letter says it in other words than the decision. */
      text: z.string().nullable(),
      due: day,
      what: z.enum(['near', 'overdue', 'accepted', 'extended', 'taken-back']),
      /** Why, where it was given more time or taken back. */
      reason: z.string().nullable(),
      /** Where evidence goes: an address; null for an answer to the letter's email. */
      evidenceTo: z.string().nullable(),
      /** The latest evidence for it that came through the developer's page, and whether it waits for an answer; null for none. */
      evidence: z.strictObject({ receivedOn: day, waits: z.boolean() }).nullable().default(null),
    }),
  /** To the developer's contact: asked to check the facts of a draft before the Centre decides. */
  'fact-check': () =>
    z.strictObject({
      ...about,
      recommendationNumber: versionNumber,
      answerBy: day,
      /** The draft, written as a letter is. */
      text: z.string(),
    }),
  /**
   * To whoever is to be the developer's contact, at the address that the contact entered: the code by which they agree.
   * It is kept sealed, as one to sign in with.
   */
  'contact-code': () =>
    z.strictObject({
      ...about,
      code: z.string(),
      expiresAt: instant,
      to: z.strictObject({ name: z.string(), email: z.string() }),
    }),
  /** To the developer's contact: they are it now; to the one before, who handed it over: they are it no more. */
  'contact-changed': () => z.strictObject({ ...about, audience: z.enum(['developer', 'former']) }),
  /** To the developer's contact, and to whoever sent it where they are the contact no more: the Centre has answered that. */
  'developer-answered': () =>
    z.strictObject({
      ...about,
      messageAbout,
      receivedOn: day,
      /** What came of an appeal; null for anything else. */
      outcome: appealOutcome.nullable(),
      text: z.string(),
      audience: z.enum(['developer', 'former']).default('developer'),
    }),
  /** To the reviewers of an open round: the specification has a newer version than the one that they review. */
  'version-added': () =>
    z.strictObject({
      ...about,
      newVersion: versionNumber,
      /** Whether its recipient had submitted their review. */
      hasSubmitted: z.boolean(),
      /** Whether its recipient had declared their interests, and may read what differs. */
      mayRead: z.boolean(),
      /** Whether they have declared an interest that the Centre has not resolved. */
      interestWaits: z.boolean().default(false),
      /** What differs from the version under review, the first of it, and how much more does. */
      changes: z.array(z.string()).max(criteriaInEmail),
      moreChanges: z.int().min(0),
    }),
  /** To a member of the Oversight Group: something is put before it. */
  'put-before-group': () =>
    z.strictObject({
      meetingId: slug,
      at: instant,
      where: z.string(),
      about: z.enum(subjectKinds),
      title: z.string(),
    }),
  /** To the members of the Oversight Group: a meeting is at another time or place, or called off for a reason. */
  'meeting-changed': () =>
    z.strictObject({
      meetingId: slug,
      at: instant,
      where: z.string(),
      was: instant,
      calledOff: z.string().nullable(),
    }),
  /** To staff who may sign: a decision or a withdrawal needs a second person's signature. */
  'signature-asked': () => z.strictObject({ ...about, isWithdrawal: z.boolean() }),
  /** To staff, once a week: what waits for them. */
  digest: () =>
    z.strictObject({
      /** The Monday. */
      week: day,
      counts: digestCounts,
      more: z.boolean(),
    }),
} as const satisfies Record<string, () => z.ZodObject>);

/** What an email can be about. */
export type NoticeKind = keyof typeof noticeData;

/** What a notice of a kind says. */
export type NoticeData<K extends NoticeKind = NoticeKind> = { [N in K]: z.output<(typeof noticeData)[N]> }[K];

/** Every kind. */
export const noticeKinds = Object.keys(noticeData) as readonly NoticeKind[];

/** The kind of a notice. */
export const noticeKind = z.enum(noticeKinds as [NoticeKind, ...NoticeKind[]]);

/**
 * The kinds that people may do without. All others are part of the service: who is on a panel or works for the
 * Centre cannot do their part without them.
 */
export const optionalNotices = [
  'receipt',
  'round-closed',
  'decision-recorded',
  'digest',
] as const satisfies readonly NoticeKind[];

/** A kind that people may do without. */
export type OptionalNotice = (typeof optionalNotices)[number];

/** Whether people may do without a kind. */
export const isOptional = (kind: NoticeKind): kind is OptionalNotice =>
  (optionalNotices as readonly NoticeKind[]).includes(kind);

/** Whether an email goes to the developer: to whoever is the contact for its specification when it is sent. */
export const goesToDeveloper = (kind: NoticeKind, data: NoticeData): boolean =>
  kind === 'letter' ||
  kind === 'condition-news' ||
  kind === 'fact-check' ||
  ('audience' in data && data.audience === 'developer');

/** Whether an email leads its recipient to something without signing in. */
export const hasLink = (kind: NoticeKind, data: NoticeData): boolean =>
  kind === 'invitation' || goesToDeveloper(kind, data) || isOptional(kind);
