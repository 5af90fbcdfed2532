import * as z from 'zod';
import { filledText, instant, slug, versionNumber } from '../basics.ts';

/** What a panel can find on a disputed criterion. */
export const findingStatus = z.enum(['met', 'partly-met', 'not-met'], {
  error: 'Choose what the panel found.',
});

/** Most findings that are recorded at once: they are one transaction. */
export const mostFindings = 40;

/** What a panel discussion came to: who took part, once, and its findings by criterion id. */
export const newDiscussion = z
  .strictObject({
    attended: z
      .array(slug)
      .min(1, 'Choose everybody who took part in the discussion.')
      .max(70)
      .refine((ids) => new Set(ids).size === ids.length, 'Name everybody once.'),
    findings: z
      .record(slug, z.strictObject({ status: findingStatus, reason: filledText(4_000) }))
      .refine((findings) => Object.keys(findings).length > 0, 'Say what the panel found on a criterion.')
      .refine(
        (findings) => Object.keys(findings).length <= mostFindings,
        `Record at most ${mostFindings} findings at once.`,
      ),
  })
  .meta({
    id: 'NewDiscussion',
    description:
      'What a panel discussion came to. `attended`: who took part, by the ids of people: never by panel place. `findings`: what the panel concluded on disputed criteria, and why, by criterion id.',
  });

/** A discussion as it is kept. */
export const discussionView = z
  .strictObject({
    number: versionNumber,
    /** Ids of people, in no order that says anything. */
    attended: z.array(slug),
    recordedAt: instant,
    recordedBy: slug,
  })
  .meta({
    id: 'Discussion',
    description: 'Who took part in a panel discussion, by the ids of people: numbered and immutable.',
  });

/** A finding as it is kept: numbered per criterion, immutable. */
export const findingView = z
  .strictObject({
    roundId: slug,
    criterionId: slug,
    number: versionNumber,
    status: findingStatus,
    reason: z.string(),
    /** The discussion that came to it. */
    discussion: versionNumber,
    recordedAt: instant,
    recordedBy: slug,
    /** The recommendation that took it into account. */
    recommendationNumber: versionNumber,
    /** Whether a rating of the criterion is another now than the panel discussed: then it counts no more. */
    lapsed: z.boolean(),
  })
  .meta({
    id: 'Finding',
    description:
      'Numbered per criterion and immutable; the latest of a criterion counts, unless it has lapsed because a rating of the criterion changed since.',
  });
