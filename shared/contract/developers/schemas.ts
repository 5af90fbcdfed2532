import * as z from 'zod';
import {
  day,
  editVersion,
  enteredSha256,
  filledText,
  instant,
  slug,
  text,
  versionNumber,
  webAddress,
} from '../basics.ts';
import { maxBodyBytes } from '../operation.ts';

/** Most that a developer sends about one round before staff have answered some of it, where more waits about the same. */
export const maxWaiting = 20;

/** What a developer writes, and what the Centre answers. */
export const messageText = filledText(8_000);

/** What a developer writes about. An appeal can come to staff in another way, who then record it. */
export const messageAbout = z.enum([
  'evidence',
  'letter',
  'appeal',
  'facts',
  'contact-confirmed',
  'contact-changed',
]);

/** What came of an appeal. */
export const appealOutcome = z.enum(['upheld', 'partly-upheld', 'not-upheld']);

/** The day by which the developer is asked to have checked the facts of a draft, and the draft. */
export const newFactCheck = z
  .strictObject({
    recommendationNumber: versionNumber.meta({
      description: 'The recommendation on which the Centre will decide: refused where there is a newer one.',
    }),
    text: filledText(maxBodyBytes).nullable().meta({
      description:
        'What the developer checks, written as a letter’s `body` is; null for what is composed of the criteria and the comments. It must not say how anything came out.',
    }),
    answerBy: day,
    /** Whether whoever asks has looked at words that may mean a reviewer. */
    looked: z.boolean().default(false),
  })
  .meta({ id: 'NewFactCheck' });

/** A draft that the developer was asked to check. */
export const factCheckView = z
  .strictObject({
    roundId: slug,
    recommendationNumber: versionNumber,
    text: z.string(),
    answerBy: day,
    askedAt: instant,
  })
  .meta({
    id: 'FactCheck',
    description: 'What a credential developer was asked to check before a decision.',
  });

/** What a developer sends from their own page. */
export const newMessage = z.strictObject({
  about: messageAbout,
  /** The condition that it is evidence for. */
  condition: versionNumber.nullable(),
  text: messageText,
  /** Where more lies. */
  link: webAddress.nullable(),
  /** The fingerprint of a file that the Centre was sent in another way. */
  sha256: enteredSha256.nullable(),
});

/** What staff answer: where there is no text, which an appeal cannot do without, that the Centre has taken note. */
export const newAnswer = z
  .strictObject({
    text: text(8_000),
    outcome: appealOutcome.nullable().default(null),
    /** Whether its writer has looked at words that may mean a reviewer. */
    looked: z.boolean().default(false),
  })
  .meta({ id: 'AnswerToDeveloper' });

/** What a developer sent, as staff see it. */
export const messageView = z
  .strictObject({
    ...newMessage.shape,
    /** Empty where the developer found nothing to correct in a draft. */
    text: z.string(),
    messageId: slug,
    roundId: slug,
    receivedAt: instant,
    /** Null for somebody who was erased. */
    from: z.string().nullable(),
    /** Who of the Centre recorded it; null where it came from the developer’s own page. */
    recordedBy: z.string().nullable(),
    /** Null while it waits. */
    answer: z
      .strictObject({
        text: z.string(),
        outcome: appealOutcome.nullable(),
        answeredAt: instant,
        answeredBy: z.string().nullable(),
      })
      .nullable(),
    editVersion,
  })
  .meta({
    id: 'DeveloperMessage',
    description: 'What a credential developer sent the Centre about a decision.',
  });
