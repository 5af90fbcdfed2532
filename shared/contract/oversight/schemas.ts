import * as z from 'zod';
import { advices, conclusions, subjectKinds } from '../../domain/oversight/considerations.ts';
import { editVersion, filledLine, filledText, instant, slug, text, versionNumber } from '../basics.ts';
import { newPriority, priorityState } from '../priorities/schemas.ts';
import { criterionStatus, decisionOutcome, outcome } from '../results/outcomes.ts';
import { proposalText, specificationContent } from '../specifications/schemas.ts';
import { approvalOf } from './waiting.ts';

const { credentialType, professions } = specificationContent.shape;

/** Most items that are put before one meeting. */
export const mostItems = 20;

export const meetingId = z.strictObject({ meetingId: slug });
export const itemOf = z.strictObject({ meetingId: slug, number: z.coerce.number().pipe(versionNumber) });

/** What an approval is looked up by. */
export const approvalOfRound = z.strictObject({ roundId: slug, of: approvalOf });

/** A meeting of the Oversight Group, as staff call it; one that was held already can be recorded. */
export const newMeeting = z
  .strictObject({
    /** Where it was long ago its year has four figures still: days are typed so. */
    at: instant.refine((at) => at >= '1000', { error: 'Give a year after 1000.' }),
    /** A room, or a link to join by. */
    where: filledLine(500),
    /** Its chair, a member of the group, who may record what it concludes; null where staff alone do. */
    chairId: slug.nullable(),
  })
  .meta({ id: 'NewMeeting' });

/** What an item is about: a specification, a round or a priority, by its kind. */
export const subject = z.strictObject({
  kind: z.enum(subjectKinds),
  /** Of the specification that is proposed, of the round, or of the priority. */
  id: slug,
});

/** Something that is put before the group. */
export const newItem = z
  .strictObject({
    subject,
    /** What the group is asked. */
    asks: filledText(4_000),
    /** Of a recommendation: the decision that the group is asked to agree to; null for anything else. */
    outcome: decisionOutcome.nullable(),
  })
  .meta({ id: 'NewMeetingItem' });

/** What a member advises. */
export const newAdvice = z
  .strictObject({
    advice: z.enum(advices),
    /** The reasons; of whoever stands aside: the interest. */
    reasons: filledText(4_000),
  })
  .meta({ id: 'NewAdvice' });

/** A member's own advice. */
export const ownAdvice = z
  .strictObject({
    given: newAdvice.nullable(),
    /** Until when it can be given and changed. */
    until: instant,
    version: editVersion,
  })
  .meta({ id: 'OwnAdvice' });

/** What the group concluded on an item. */
export const newConclusion = z
  .strictObject({
    conclusion: z.enum(conclusions),
    /** What was said, and where the group agreed with something: with what. */
    text: text(8_000),
    /** The members who took part. */
    tookPart: z.array(slug).min(1, 'Say who took part.').max(50),
    /** The members who declared an interest, and whether they withdrew. */
    interests: z
      .array(z.strictObject({ personId: slug, interest: filledText(2_000), withdrew: z.boolean() }))
      .max(50),
  })
  .meta({ id: 'NewConclusion' });

const by = { at: instant, by: slug };

/** The same, as it is on record. */
export const conclusion = newConclusion.extend({
  ...by,
  /** Null where it stands. */
  takenBack: z.strictObject({ ...by, reason: z.string() }).nullable(),
});

/** A person's name; null for somebody who was erased. */
const name = z.string().nullable();

/** What a paper says of what an item is about. Of what is not of the item's kind, it is null. */
const paper = z.strictObject({
  /** What the Centre's rules recommend, and how each criterion came out. */
  result: z
    .strictObject({
      recommended: outcome,
      recommendationNumber: versionNumber,
      /** Whether it is the one that stands now. */
      isCurrent: z.boolean(),
      reviews: z.int(),
      criteria: z.array(
        z.strictObject({
          number: z.string(),
          text: z.string(),
          mandatory: z.boolean(),
          status: criterionStatus,
          /** What the ratings alone say. */
          ratedStatus: criterionStatus,
          byFinding: z.boolean(),
          rated: z.int(),
          met: z.int(),
        }),
      ),
    })
    .nullable(),
  /** What the Centre decided on the round; null where it has not yet. */
  decided: z
    .strictObject({ outcome: decisionOutcome, reason: z.string(), conditions: z.array(z.string()) })
    .nullable(),
  proposal: z
    .strictObject({ areaOfPractice: z.string(), credentialType, professions, ...proposalText.shape })
    .nullable(),
  priority: z
    .strictObject({
      areaOfPractice: z.string(),
      need: newPriority.shape.need,
      evidence: z.string(),
      state: priorityState,
    })
    .nullable(),
  /** Why somebody asks for a withdrawal; null where nobody does. */
  withdrawal: z.string().nullable(),
});

/** An item as its reader may see it. */
export const meetingItem = z
  .strictObject({
    number: versionNumber,
    subject,
    title: z.string(),
    /** Whether it is kept from whoever asks, who was on the panel of its round or has declared an interest. */
    isKept: z.boolean(),
    asks: z.string(),
    outcome: decisionOutcome.nullable(),
    /** Null where it is kept, and where the thing is not there to be shown now. */
    paper: paper.nullable(),
    /** Advice that whoever asks may see: their own, and once they have given it or the meeting has begun, everybody's. */
    advice: z.array(z.strictObject({ personId: slug, name, at: instant, ...newAdvice.shape })),
    /** How many members have given advice. */
    advised: z.int(),
    conclusion: conclusion.extend({ name }).nullable(),
    /** Whether whoever asks may give advice now. */
    mayAdvise: z.boolean(),
  })
  .meta({ id: 'MeetingItem' });

/** A meeting with its paper. */
export const meetingView = z
  .strictObject({
    meetingId: slug,
    ...newMeeting.shape,
    calledOff: z.strictObject({ ...by, reason: z.string() }).nullable(),
    items: z.array(meetingItem),
    /** What those are called who are named in it; somebody who was erased is not among them. */
    names: z.record(z.string(), z.string()),
    /** The members of the group. */
    members: z.array(z.strictObject({ personId: slug, name: z.string() })),
    editVersion,
  })
  .meta({ id: 'Meeting' });

/** A meeting in a list. */
export const meetingEntry = z
  .strictObject({ meetingId: slug, at: instant, where: z.string(), items: z.int(), isOff: z.boolean() })
  .meta({ id: 'MeetingEntry' });

/** Where the agreement of the group and a second signature stand. */
export const approvalView = z
  .strictObject({
    roundId: slug,
    of: approvalOf,
    /** What the Centre's settings asked for when it was decided, or asked for. */
    needs: z.strictObject({ agreement: z.boolean(), signature: z.boolean() }),
    /** Who decided or changed the decision last, or asks for the withdrawal, and why; null before a decision. */
    asked: z.strictObject({ ...by, reason: z.string() }).nullable(),
    /** What the group agreed to; null where it has not, or it lapsed. */
    agreement: z
      .strictObject({
        meetingId: slug,
        number: versionNumber,
        /** Null for a withdrawal. */
        outcome: decisionOutcome.nullable(),
        recommendationNumber: versionNumber.nullable(),
        ...by,
      })
      .nullable(),
    signature: z.strictObject(by).nullable(),
    /** When the letter was released or the withdrawal done on it; null before. */
    usedAt: instant.nullable(),
    version: editVersion,
  })
  .meta({ id: 'Approval' });
