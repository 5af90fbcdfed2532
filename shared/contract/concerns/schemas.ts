import * as z from 'zod';
import { editVersion, filledText, instant, slug } from '../basics.ts';

/** Most concerns that one reviewer raises in a round: each is an email to all staff. */
export const maxConcerns = 10;

/** What a reviewer tells the Centre, and what the Centre answers. */
export const concernText = filledText(4_000);

const raised = {
  concernId: slug,
  roundId: slug,
  /** The criterion that it is about; null where it is about none in particular. */
  criterionId: slug.nullable(),
  text: z.string(),
  raisedAt: instant,
};

/** A concern as the reviewer sees who raised it. */
export const ownConcern = z
  .strictObject({
    ...raised,
    /** Null until the Centre has answered. */
    answer: z.strictObject({ text: z.string(), answeredAt: instant }).nullable(),
  })
  .meta({
    id: 'OwnConcern',
    description:
      'A patient-safety concern that you raised. It is no part of your review, of its rating or of any result.',
  });

/** A concern as staff see it, who have to call whoever raised it. */
export const concernView = z
  .strictObject({
    ...raised,
    personId: slug,
    /** Null for somebody who was erased. */
    name: z.string().nullable(),
    /** Null while it waits. */
    answer: z
      .strictObject({
        text: z.string(),
        answeredAt: instant,
        answeredBy: slug,
        /** Null for somebody who was erased. */
        answeredByName: z.string().nullable(),
      })
      .nullable(),
    editVersion,
  })
  .meta({
    id: 'Concern',
    description:
      'A patient-safety concern of a reviewer: with their name, for staff who are not on the panel, and for nobody else. It is no part of a review and of no result.',
  });
