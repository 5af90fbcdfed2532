import * as z from 'zod';
import { editVersion, instant } from '../basics.ts';
import { eventActions } from '../event-actions.ts';
import { areaOfPractice } from '../specifications/schemas.ts';

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

/** What events are kept with, each with a page of its own. */
export const concerned = z.enum(['round', 'specification', 'criteria-set', 'priority', 'meeting', 'person']);

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
