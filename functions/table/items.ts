import * as z from 'zod';
import { instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { decisionView } from '../../shared/contract/decisions/schemas.ts';
import { eventActions } from '../../shared/contract/event-actions.ts';
import { findingView } from '../../shared/contract/findings/schemas.ts';
import {
  type NoticeData,
  type NoticeKind,
  noticeData,
  noticeKinds,
  optionalNotices,
} from '../../shared/contract/notices/kinds.ts';
import { noticeStatus } from '../../shared/contract/notices/schemas.ts';
import { registerEntry } from '../../shared/contract/register/schemas.ts';
import { numberedRecommendation, projectedResult } from '../../shared/contract/results/schemas.ts';
import { rating, receipt, reviewContent } from '../../shared/contract/reviews/schemas.ts';
import { assignmentStatus, interestState, roundStatus } from '../../shared/contract/rounds/schemas.ts';
import { specificationVersion } from '../../shared/contract/specifications/schemas.ts';

/** Keys, and the index keys of items that are in indexes. */
const stored = {
  pk: z.string(),
  sk: z.string(),
  ownerPk: z.string().optional(),
  ownerSk: z.string().optional(),
  listPk: z.string().optional(),
  listSk: z.string().optional(),
  todoPk: z.string().optional(),
  todoSk: z.string().optional(),
  summary: z.record(z.string(), z.unknown()).optional(),
};

const item = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ ...stored, kind: z.literal(kind), ...shape });

const count = z.int().min(0);

/** A person's roles. */
export const roles = z.array(z.enum(['reviewer', 'staff', 'oversight', 'administrator']));

/** Someone with an account, or a developer's contact (no roles). The only item with a name. */
export const personItem = item('person', {
  id: slug,
  name: z.string(),
  email: z.string(),
  roles,
  /** The subject bound to the person, per issuer. */
  subjects: z.record(z.string(), z.string()),
  /** What a reviewer knows about. */
  expertise: z.array(z.string()).default([]),
  /** The emails that they do without. */
  unwanted: z.array(z.enum(optionalNotices)).default([]),
  /** Why emails to the address are held back until staff have looked at it; null where it takes them. */
  addressTrouble: z
    .strictObject({ kind: z.enum(['bounce', 'complaint']), at: instant, noticeId: z.string() })
    .nullable()
    .default(null),
  createdAt: instant,
  /** Raised by every edit. */
  editVersion: count.default(0),
});

/** Whose address this is. */
export const emailItem = item('email', { personId: slug });

/** Whose token subject this is. */
export const subjectItem = item('subject', { personId: slug });

/** A version of a criteria set. Only its `status` ever changes. */
export const criteriaSetItem = item('criteria-set', {
  id: slug,
  version: versionNumber,
  status: z.enum(['draft', 'published', 'withdrawn']),
  hash: sha256,
  content: criteriaSet,
  createdAt: instant,
});

/** A specification, titled as its latest version is. */
export const specificationItem = item('specification', {
  id: slug,
  title: z.string(),
  areaOfPractice: z.string(),
  developer: z.strictObject({ organisation: z.string(), contactId: slug }),
  latestVersion: count,
  editVersion: count,
});

/** A version of a specification; immutable. */
export const specificationVersionItem = item('specification-version', {
  id: slug,
  version: versionNumber,
  content: specificationVersion,
  hash: sha256,
  createdAt: instant,
});

/** A round, with the title that its specification version has and the criteria set that it is judged by. */
export const roundItem = item('round', {
  id: slug,
  status: roundStatus,
  specificationId: slug,
  specificationVersion: versionNumber,
  criteriaSetId: slug,
  criteriaSetVersion: versionNumber,
  criteriaSetHash: sha256,
  criteriaSetKind: z.enum(['endorsement', 'gateway']),
  sample: z.boolean(),
  title: z.string(),
  reviewsDue: instant,
  closesAt: instant,
  /** Raised by everything that affects the result. */
  revision: count,
  /** Raised by every edit of staff and whatever else makes a recommendation due, never by submissions. */
  editVersion: count,
  /** How many recommendations are due: raised by each closing and finding. */
  recommendations: count,
  /** When and where the panel meets, once it has been called. */
  panelCall: z.strictObject({ at: instant, where: z.string() }).nullable().default(null),
  createdAt: instant,
});

/** A reviewer on a round. */
export const assignmentItem = item('assignment', {
  roundId: slug,
  personId: slug,
  /** Drawn when the round opens. */
  place: z.int().min(1).nullable(),
  status: assignmentStatus,
  interest: interestState,
  interestDescription: z.string().nullable(),
  submissions: count,
  /** Of the latest submission. */
  submittedAt: instant.nullable().default(null),
  /** When the reviewer was last told by when: asked, asked again, or told of another date; null before the round opens. */
  invitedAt: instant.nullable().default(null),
  reopenedBecause: z.string().nullable(),
  /** When a reviewer who was taken off a draft is forgotten (epoch seconds): they are not on the panel. */
  expiresAt: z.int().optional(),
  /** Raised by every change. */
  version: count,
});

/** A reviewer's working draft; its version is the one to be named when it is saved over. */
export const reviewItem = item('review', {
  version: versionNumber,
  content: reviewContent,
  savedAt: instant,
});

/** A numbered copy of a review, as it was submitted; immutable. */
export const submissionItem = item('submission', {
  roundId: slug,
  personId: slug,
  place: z.int().min(1),
  number: versionNumber,
  receipt,
  notesHash: sha256,
  content: reviewContent,
});

/** The aggregate of a round's current submissions, with the revision of the round from which it was computed. */
export const resultItem = item('result', projectedResult.shape);

/** A recommendation with its trace; numbered, immutable. */
export const recommendationItem = item('recommendation', numberedRecommendation.shape);

/** What a panel discussion concluded. Numbered per criterion, immutable; the latest of a criterion counts. */
export const findingItem = item('finding', {
  ...findingView.shape,
  /** The ratings that the panel discussed. The finding stands as long as they do. */
  ratings: z.array(z.strictObject({ place: z.int().min(1), rating: rating.nullable() })),
});

/** What the Centre decided. Only `withdrawn`, `outstanding` and `version` ever change. */
export const decisionItem = item('decision', {
  ...decisionView.omit({ conditions: true }).shape,
  /** How many conditions are not fulfilled yet. */
  outstanding: count,
});

/** One condition of a decision: an item of its own, so that it can fall due by itself. */
export const conditionItem = item('condition', {
  roundId: slug,
  ...decisionView.shape.conditions.element.shape,
});

/** The endorsement of a specification that stands, or the last that did: its entry in the register. */
export const endorsementItem = item('endorsement', {
  ...registerEntry.omit({ companions: true }).shape,
  roundId: slug,
  status: z.enum(['endorsed', 'withdrawn']),
  /** Raised by every change. */
  version: count,
});

/** One end of a link between two specifications; the other end lies with the other one. */
export const companionItem = item('companion', {
  specificationId: slug,
  companionId: slug,
  companionKind: z.enum(['sequential', 'concurrent', 'shared']),
  /** Where the companion stands, seen from the specification. */
  position: z.enum(['before', 'beside', 'after']),
  linked: z.boolean(),
});

/** How a reviewer rated in one round, beside the others of its panel. */
export const severityItem = item('severity', {
  personId: slug,
  roundId: slug,
  specificationId: slug,
  /** Criteria that could be compared; 0 for a reviewer whose submission does not count. */
  criteria: count,
  /** In levels. */
  difference: z.number().nullable(),
});

const ids = z.set(slug).default(new Set());

/**
 * Who is of the Centre, in one item that every change of roles writes: so that it can refuse what would leave too
 * many or nobody. An empty list is not there.
 */
export const rosterItem = item('roster', { everybody: ids, staff: ids, oversight: ids });

/** What the Centre has set. */
export const settingsItem = item('settings', {
  namesOnCriterionPages: z.boolean(),
  editVersion: count,
});

/** An append-only audit record: ids only, no names, no texts of reviews. */
export const eventItem = item('event', {
  id: z.string(),
  at: instant,
  actor: z.string(),
  action: z.enum(eventActions),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const noticeState = {
  id: z.string(),
  status: noticeStatus,
  personId: slug,
  /** Null where it is about no round. */
  roundId: slug.nullable(),
  createdAt: instant,
  attempts: count,
  /** Until when the claim stands. */
  leaseUntil: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  /** When the clock last asked the mailer to look at it. */
  nudgedAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** When the recipient's mail server took it, as far as SES has said. */
  deliveredAt: instant.nullable(),
  /** SES's id of the message. */
  messageId: z.string().nullable(),
  failure: z.string().nullable(),
  /** What staff made of it, where it was left to them. */
  settled: z
    .strictObject({
      at: instant,
      by: slug,
      how: z.enum(['arrived', 'send-again', 'leave']),
      reason: z.string(),
    })
    .nullable(),
  /** Opens the page on which the recipient chooses their emails; null for kinds that nobody can do without. */
  optOutKey: z.string().nullable(),
  /** Raised by every change. */
  version: count,
};

const noticeOf = <K extends NoticeKind>(notice: K) =>
  item('notice', { ...noticeState, notice: z.literal(notice), data: noticeData[notice] });

/** An email in the outbox. */
export const noticeItem = z.discriminatedUnion(
  'notice',
  noticeKinds.map(noticeOf) as [ReturnType<typeof noticeOf>],
) as unknown as z.ZodType<NoticeItem>;

/** Remembers what a key was used for and what it was answered. */
export const idempotencyItem = item('idempotency', {
  fingerprint: sha256,
  answer: z.unknown(),
  expiresAt: z.int(),
});

/** A sign-in that is under way, or a session. The cookie holds its id and nothing else. */
export const sessionItem = item('session', {
  state: z.discriminatedUnion('step', [
    z.strictObject({
      step: z.literal('signing-in'),
      codeVerifier: z.string(),
      state: z.string(),
      nonce: z.string(),
      returnTo: z.string(),
    }),
    z.strictObject({ step: z.literal('signed-in'), personId: slug, issuer: z.string(), sub: z.string() }),
  ]),
  expiresAt: z.int(),
});

/** A person, as it is read back. */
export type PersonItem = z.output<typeof personItem>;
/** A version of a criteria set, as it is read back. */
export type CriteriaSetItem = z.output<typeof criteriaSetItem>;
/** A specification, as it is read back. */
export type SpecificationItem = z.output<typeof specificationItem>;
/** A version of a specification, as it is read back. */
export type SpecificationVersionItem = z.output<typeof specificationVersionItem>;
/** A round, as it is read back. */
export type RoundItem = z.output<typeof roundItem>;
/** A reviewer on a round, as it is read back. */
export type AssignmentItem = z.output<typeof assignmentItem>;
/** A reviewer's working draft, as it is read back. */
export type ReviewItem = z.output<typeof reviewItem>;
/** A submission, as it is read back. */
export type SubmissionItem = z.output<typeof submissionItem>;
/** The result of a round, as it is read back. */
export type ResultItem = z.output<typeof resultItem>;
/** A recommendation, as it is read back. */
export type RecommendationItem = z.output<typeof recommendationItem>;
/** A finding, as it is read back. */
export type FindingItem = z.output<typeof findingItem>;
/** A decision, as it is read back. */
export type DecisionItem = z.output<typeof decisionItem>;
/** A condition of a decision, as it is read back. */
export type ConditionItem = z.output<typeof conditionItem>;
/** An entry of the register, as it is read back. */
export type EndorsementItem = z.output<typeof endorsementItem>;
/** One end of a link between two specifications, as it is read back. */
export type CompanionItem = z.output<typeof companionItem>;
/** How a reviewer rated in one round, as it is read back. */
export type SeverityItem = z.output<typeof severityItem>;
/** What the Centre has set, as it is read back. */
export type SettingsItem = z.output<typeof settingsItem>;
/** A notice of these kinds, as it is read back. */
export type NoticeItem<K extends NoticeKind = NoticeKind> = {
  [N in K]: Omit<z.output<ReturnType<typeof noticeOf>>, 'notice' | 'data'> & {
    notice: N;
    data: NoticeData<N>;
  };
}[K];
/** A sign-in or session, as it is read back. */
export type SessionItem = z.output<typeof sessionItem>;
