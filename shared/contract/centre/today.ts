import * as z from 'zod';
import { criteriaSetKind, day, editVersion, instant, slug, versionNumber } from '../basics.ts';
import { messageAbout } from '../developers/schemas.ts';
import { type digestCounts, noticeKind } from '../notices/kinds.ts';
import { waitingApproval, waitingMeeting } from '../oversight/waiting.ts';
import { unreadable } from '../pages.ts';
import { outcome } from '../results/outcomes.ts';
import { roundEntry } from '../rounds/schemas.ts';

const more = z.boolean().meta({ description: 'Whether there are more than are listed.' });

/** Whom staff could ask in somebody’s place. */
const next = z.strictObject({ name: z.string(), editVersion }).nullable().meta({
  description: 'The next reserve reviewer of the round, and the round’s version; null where there is none',
});

/** A reviewer of a round, as Today names both. */
const reviewerOfRound = {
  roundId: slug,
  title: z.string(),
  criteriaSetKind,
  personId: slug,
  name: z.string(),
};

/** What waits for somebody today: of each kind the most urgent ones. */
export const today = z
  .strictObject({
    concerns: z.strictObject({
      items: z.array(
        z.strictObject({ roundId: slug, concernId: slug, title: z.string(), raisedAt: instant }),
      ),
      more,
    }),
    roundsClosing: z.strictObject({ items: z.array(roundEntry), more }),
    /** Every open round, those that close soon as well; the next to close first. */
    underWay: z.strictObject({ items: z.array(roundEntry), more }),
    reviewsOverdue: z.strictObject({
      items: z.array(
        z.strictObject({
          ...reviewerOfRound,
          reviewsDue: instant,
        }),
      ),
      more,
    }),
    unanswered: z.strictObject({
      items: z.array(
        z.strictObject({
          ...reviewerOfRound,
          answerBy: instant,
          next,
        }),
      ),
      more,
    }),
    /** Who has declined, where a reserve reviewer can be asked in their place. */
    declined: z.strictObject({ items: z.array(z.strictObject({ ...reviewerOfRound, next })), more }),
    /** Members of panels with the mail domain of a contact who came after them. */
    conflicts: z.strictObject({ items: z.array(z.strictObject(reviewerOfRound)), more }),
    interests: z.strictObject({
      items: z.array(
        z.strictObject({
          ...reviewerOfRound,
          declaredAt: instant,
        }),
      ),
      more,
    }),
    /** What developers sent about decisions, which waits for an answer. */
    developerMessages: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          messageId: slug,
          title: z.string(),
          criteriaSetKind,
          about: messageAbout,
          receivedAt: instant,
        }),
      ),
      more,
    }),
    /** Open rounds of which everybody who was asked has submitted. */
    reviewsIn: z.strictObject({
      items: z.array(
        z.strictObject({ roundId: slug, title: z.string(), criteriaSetKind, closesAt: instant }),
      ),
      more,
    }),
    panelsToCall: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          criteriaSetKind,
          derivedAt: instant,
          /** When the panel meets, where it has been called. */
          calledFor: instant.nullable(),
        }),
      ),
      more,
    }),
    toDecide: z.strictObject({
      items: z.array(
        z.strictObject({ roundId: slug, title: z.string(), criteriaSetKind, derivedAt: instant, outcome }),
      ),
      more,
    }),
    conditionsDue: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          criteriaSetKind,
          number: z.int(),
          due: z.string(),
        }),
      ),
      more,
    }),
    endorsementsToReview: z.strictObject({
      items: z.array(
        z.strictObject({ specificationId: slug, roundId: slug, title: z.string(), reviewBy: day }),
      ),
      more,
    }),
    suspensionsToReconsider: z.strictObject({
      items: z.array(
        z.strictObject({ specificationId: slug, roundId: slug, title: z.string(), reconsiderBy: day }),
      ),
      more,
    }),
    newerVersions: z.strictObject({
      items: z.array(
        z.strictObject({
          roundId: slug,
          title: z.string(),
          criteriaSetKind,
          /** The version that the round reviews, and the latest that was added meanwhile. */
          specificationVersion: versionNumber,
          newerVersion: versionNumber,
        }),
      ),
      more,
    }),
    noticesFailed: z.strictObject({
      items: z.array(
        z.strictObject({ noticeId: z.string(), notice: noticeKind, name: z.string(), since: instant }),
      ),
      more,
    }),
    noticesToRelease: z.strictObject({
      items: z.array(
        z.strictObject({
          noticeId: z.string(),
          roundId: slug,
          title: z.string(),
          criteriaSetKind,
          name: z.string(),
          since: instant,
        }),
      ),
      more,
    }),
    addressesFailing: z.strictObject({
      items: z.array(z.strictObject({ personId: slug, name: z.string(), since: instant })),
      more,
    }),
    approvals: z.strictObject({ items: z.array(waitingApproval), more }),
    meetings: z.strictObject({ items: z.array(waitingMeeting), more }),
    unreadable,
  } satisfies Readonly<
    Record<
      keyof z.output<typeof digestCounts> | 'underWay' | 'declined' | 'conflicts' | 'unreadable',
      z.ZodType
    >
  >)
  .meta({ id: 'Today' });
