import * as z from 'zod';
import { doors } from '../../domain/reviews/review.ts';
import { criteriaSetKind, day, editVersion, filledLine, instant, slug, versionNumber } from '../basics.ts';
import { messageAbout } from '../developers/schemas.ts';
import { eventActions } from '../event-actions.ts';
import { signatory } from '../letters/schemas.ts';
import { noticeKind } from '../notices/kinds.ts';
import { unreadable } from '../pages.ts';
import { outcome } from '../results/schemas.ts';
import { roundEntry } from '../rounds/schemas.ts';
import { areaOfPractice } from '../specifications/schemas.ts';

/** The ways of reviewing that are switched off: one always stays. */
export const closedDoors = z
  .array(z.enum(doors))
  .max(doors.length - 1, 'Leave at least one way of reviewing.');

/** What administrators set. */
export const settings = z.strictObject({
  namesOnCriterionPages: z.boolean(),
  /** Null where letters are signed by the Centre alone. */
  signatory: signatory.nullable(),
  /** An address, as letters give it; null where evidence comes in answer to the letter's email. */
  evidenceTo: filledLine(200).nullable(),
  closedDoors: closedDoors.default([]),
  /** Whether everybody may read that an appeal against the decision on an endorsement is being considered. */
  appealsInRegister: z.boolean().default(false),
});

/** The Centre's settings. */
export const settingsView = z.strictObject({ ...settings.shape, editVersion }).meta({
  id: 'Settings',
  description:
    '`appealsInRegister`: whether the public register says that an appeal is being considered. `closedDoors`: the ways by which no review is saved or submitted for now. `signatory`: who signs letters to developers, null for the Centre alone. `evidenceTo`: the address to which letters ask for evidence that conditions are fulfilled, null for an answer to their email. `namesOnCriterionPages`: whether the names of reviewers stand beside their panel places, on the pages of criteria and of rounds. Where they do not, nothing that is handed out says who is who, and what reviewers say, counts of it too, is shown once the round has closed. A round that is opened again is another matter: whoever compares what it came to before and after can tell whose review changed.',
});

/** Most areas of practice that the Centre keeps. */
export const mostAreas = 500;

/** The kept list of areas of practice. */
export const areas = z.strictObject({ names: z.array(areaOfPractice).max(mostAreas) });

/** The areas of practice that specifications and reviewers are given, in the order of lists. */
export const areasView = z.strictObject({ ...areas.shape, editVersion }).meta({
  id: 'Areas',
  description:
    'The areas of practice that the Centre keeps, each in one spelling. An area that a specification, a version or a person is given is taken as the kept one that differs from it by case, accents or punctuation alone; a new one joins the list. One that is taken off the list stays where it was given, and is no longer offered.',
});

const more = z.boolean().meta({ description: 'Whether there are more than are listed.' });

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
        }),
      ),
      more,
    }),
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
    unreadable,
  })
  .meta({ id: 'Today' });

/** What events are kept with, each with a page of its own. */
export const concerned = z.enum(['round', 'specification', 'criteria-set', 'person']);

/** An event in a list. */
export const eventEntry = z
  .strictObject({
    eventId: z.string(),
    at: instant,
    /** A person's id, or `system`. */
    actor: z.string(),
    /** Null for the system and for somebody who was erased. */
    actorName: z.string().nullable(),
    action: z.enum(eventActions),
    /** What it happened to. Null for kinds that have no page, and for what is not for whoever asks. */
    concerns: z.strictObject({ kind: concerned, id: z.string() }).nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({
    id: 'Event',
    description:
      'Who did what, to what, and when. Ids and numbers only, no texts of reviews. Whoever is only an administrator learns neither to which round, specification or criteria set something happened, nor any details of it.',
  });
