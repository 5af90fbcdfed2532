import * as z from 'zod';
import { fates, maxConditions } from '../../domain/decisions/decision-outcomes.ts';
import { leakKinds } from '../../domain/letters/leak-kinds.ts';
import { passageStates } from '../../domain/letters/passes.ts';
import { day, filledLine, filledText, instant, slug, versionNumber } from '../basics.ts';
import { maxBodyBytes } from '../operation.ts';

/**
 * The letter to the developer: one line that has room for a title and what was decided, and plain text, as much as a
 * request carries. No reviewer, neither by name nor by panel place.
 */
export const letterText = z.strictObject({ subject: filledLine(250), body: filledText(maxBodyBytes) }).meta({
  id: 'LetterText',
  description:
    'In `body` an empty line ends a paragraph, a line that starts with “# ” is a heading, one that starts with “- ” an item of a list.',
});

/** The same as it is changed. */
export const changedLetter = letterText
  .extend({
    seen: z.string().optional().meta({
      description:
        'The `seen` of the letter, by whoever has made it fit what has become of things since it was composed; refused where they are otherwise by now. Without it, a letter that is out of date stays so.',
    }),
  })
  .meta({ id: 'ChangedLetter' });

/** What a letter says of things that may change before it is released: facts, from which its sentences are made. */
export const letterStanding = z.strictObject({
  /** What becomes of an earlier endorsement; null where the decision says nothing of one. */
  earlier: z
    .strictObject({
      becomes: z.enum(fates),
      until: day.nullable(),
      suspendedAt: instant.nullable(),
      replacedBy: versionNumber.nullable(),
    })
    .nullable(),
  /** By number. */
  conditions: z
    .array(z.strictObject({ due: day, isFulfilled: z.boolean(), isOverdue: z.boolean() }))
    .max(maxConditions),
});

/** Who signs letters: a name, and what they are at the Centre. */
export const signatory = z.strictObject({ name: filledLine(200), position: filledLine(200) });

/** What a letter can be had as besides its text. */
export const letterFormat = z.enum(['pdf', 'docx']);

/** What staff took out of the reviewers' comments, or changed in them, on one criterion or on the whole. */
export const leftOutByStaff = z.strictObject({
  /** The criterion's number, or “the whole”. */
  about: z.string(),
  /** How many comments stand in it no more. */
  leftOut: z.int().min(0),
  /** How many stand there in other words. */
  reworded: z.int().min(0),
});

/** What is settled by a letter's release: it never changes afterwards. */
export const letterRelease = z.strictObject({
  /** The day in the UK, which the letter is dated. */
  on: day,
  /** The contact as they were called then. */
  addressee: z.string(),
  /** Null for the Centre alone. */
  signatory: signatory.nullable(),
});

/** Most passages that one answer lists and one request passes. */
export const maxPassages = 500;

/** The id of a passage: it changes with the line that the passage stands in. */
export const passageId = z.string().regex(/^[0-9a-f]{32}$/, 'Give the id of a passage of the letter.');

const shown = {
  passageId,
  kind: z.enum(leakKinds),
  /** The words before it on its line, what stands there, the words after it. */
  before: z.string(),
  hit: z.string(),
  after: z.string(),
};

/** A place in a letter that keeps it from being released, or may give a reviewer away. */
const passage = z
  .strictObject({
    ...shown,
    state: z.enum(passageStates),
    where: z.enum(['subject', 'body', 'email']),
    /** From 1. */
    line: z.int().min(1),
    /** What it is and what to do about it. */
    sentence: z.string(),
  })
  .meta({
    id: 'LetterPassage',
    description:
      'What is `refused` must come out. What is `waiting` is passed by one member of staff who has looked at it; a full name, which may be somebody else’s, by two: the first asks, then it is `asked`.',
  });

const kept = {
  /** What keeps it from being released: the first of them. */
  passages: z.array(passage).max(maxPassages),
  /** How many more there are. */
  morePassages: z.int().min(0),
};

/** What a letter says besides its text. */
const head = {
  organisation: z.string(),
  /** The developer's contact, to whom it goes; null for somebody who was erased. */
  contactName: z.string().nullable(),
  sample: z.boolean(),
  /** What the letter is called by: its recipients quote it. */
  reference: z.string(),
  /** The day that it is dated: of its release, or today while it waits. */
  dated: day,
  /** Who signs it; null for the Centre alone. */
  signatory: signatory.nullable(),
  /** What staff have left out of the comments, or put in other words. The letter says so, without the comments. */
  leftOutByStaff: z.array(leftOutByStaff),
};

/** The letter that a decision would make, and what would keep it from being released. */
export const letterPreview = z
  .strictObject({ ...head, ...letterText.shape, ...kept })
  .meta({ id: 'LetterPreview' });

/** Somebody's word that passages of a letter mean no reviewer. */
export const newPass = z
  .strictObject({
    /** How they know. */
    reason: filledText(1_000),
    /** Other passages of the letter that were looked at together with it. */
    together: z
      .array(passageId)
      .max(maxPassages - 1)
      .default([]),
  })
  .meta({ id: 'NewLetterPass', description: '“I have looked: this is not the reviewer.”' });

const letterPass = z
  .strictObject({
    step: z.enum(['asked', 'passed']),
    at: instant,
    by: slug,
    /** Null for somebody who was erased. */
    byName: z.string().nullable(),
    reason: z.string(),
    passages: z.array(z.strictObject(shown)),
  })
  .meta({ id: 'LetterPass' });

/** The letter with where it stands. */
export const letterView = z
  .strictObject({
    roundId: slug,
    noticeId: z.string(),
    status: z.enum(['waiting', 'pending', 'sending', 'sent', 'failed', 'withheld']),
    ...head,
    ...letterText.shape,
    /** As it was composed from the decision, where staff have changed it since; null where they have not. */
    composed: letterText.nullable(),
    /** What has changed of what it says since it was composed, a sentence each, and how it would be composed now; null where nothing has. */
    outdated: z.strictObject({ changes: z.array(z.string()), ...letterText.shape }).nullable(),
    /** Names what stands now of what the letter speaks of. Whoever changes an outdated letter sends it back. */
    seen: z.string(),
    /** What reviewers' comments had no room in it as composed: numbers of criteria, “the whole”. */
    leftOut: z.array(z.string()),
    ...kept,
    /** Who has looked at what in it, as far as it still stands there; the first first. */
    passes: z.array(letterPass),
    sentAt: instant.nullable(),
    /** Raised by every change. */
    version: z.int().min(0),
  })
  .meta({ id: 'Letter' });
