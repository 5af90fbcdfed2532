import * as z from 'zod';
import { filledText, instant, slug } from '../basics.ts';
import { maxBodyBytes } from '../operation.ts';

/**
 * The letter to the developer: one line that has room for a title and what was decided, and plain text, as much as a
 * request carries. No reviewer, neither by name nor by panel place.
 */
export const letterText = z.strictObject({ subject: filledText(250), body: filledText(maxBodyBytes) }).meta({
  id: 'LetterText',
  description:
    'In `body` an empty line ends a paragraph, a line that starts with “# ” is a heading, one that starts with “- ” an item of a list.',
});

/** What a letter says that must not reach a developer, and where. */
const leak = z
  .strictObject({
    where: z.enum(['subject', 'body']),
    /** From 1. */
    line: z.int().min(1),
    /** What it is and how to mend it. */
    sentence: z.string(),
    /** Where it begins, with the words around it, as they stand there on one line. */
    passage: z.string(),
  })
  .meta({ id: 'Leak' });

/** The letter that a decision would make, and what would keep it from being released. */
export const letterPreview = z
  .strictObject({ ...letterText.shape, leaks: z.array(leak) })
  .meta({ id: 'LetterPreview' });

/** The letter with where it stands. */
export const letterView = z
  .strictObject({
    roundId: slug,
    noticeId: z.string(),
    status: z.enum(['waiting', 'pending', 'sending', 'sent', 'failed', 'withheld']),
    organisation: z.string(),
    /** The developer's contact, to whom it goes; null for somebody who was erased. */
    contactName: z.string().nullable(),
    sample: z.boolean(),
    ...letterText.shape,
    /** As it was composed from the decision, where staff have changed it since; null where they have not. */
    composed: letterText.nullable(),
    /** What reviewers' comments had no room in it as composed: numbers of criteria, “the whole”. */
    leftOut: z.array(z.string()),
    /** What keeps it from being released. */
    leaks: z.array(leak),
    sentAt: instant.nullable(),
    /** Raised by every change. */
    version: z.int().min(0),
  })
  .meta({ id: 'Letter' });
