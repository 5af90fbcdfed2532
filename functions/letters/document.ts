import type * as z from 'zod';
import type { letterFormat } from '../../shared/contract/letters/schemas.ts';
import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { type Day, dayInWords } from '../../shared/domain/basics/day.ts';
import { type LetterBlock, letterBlocks } from '../emails/letter-blocks.ts';
import { oneLine } from '../emails/plain-text.ts';
import { leftOutInWords } from './left-out.ts';

type LetterData = NoticeData<'letter'>;

/** A letter as it goes, ahead of its forms: its email, the page that previews it, PDF and DOCX are made of this. */
export interface LetterDocument {
  readonly reference: string;
  /** The day that it is dated; null while nobody has said when it goes. */
  readonly datedOn: Day | null;
  /** The same as people read it: "6 August 2026". */
  readonly dated: string | null;
  /** The contact and their organisation, a line each. */
  readonly addressee: readonly string[];
  /** That the criteria are a sample; null where they are the Centre's own. */
  readonly mark: string | null;
  readonly title: string;
  readonly greeting: string;
  readonly blocks: readonly LetterBlock[];
  readonly closing: string;
  /** Who signs it, if anybody, and the Centre: a line each. */
  readonly signature: readonly string[];
}

/** What a letter is called by: the Centre and its recipients quote it. */
export const letterReference = (roundId: string): string => {
  const [first = '', second = ''] = roundId.toUpperCase().match(/[A-Z0-9]{1,4}/g) ?? [];
  return `CR-${first}-${second}`;
};

/** A letter as it would be if it were released now; one that was released, as it was. */
export const asReleased = (data: LetterData, now: NonNullable<LetterData['release']>): LetterData => ({
  ...data,
  release: data.release ?? now,
});

/** A letter as a file: for everybody (PDF), or for those who edit or reflow it (DOCX). */
export type LetterFormat = z.output<typeof letterFormat>;

/** The fonts that a PDF brings along, as TrueType. */
export type LetterFonts = Readonly<Record<'regular' | 'bold', Uint8Array>>;

/** What a letter's file is called: a draft says so, wherever it is kept. */
export const letterFileName = (reference: string, format: LetterFormat, isDraft: boolean): string =>
  `${isDraft ? 'draft-' : ''}letter-${reference}.${format}`;

/** What a letter is put together from: what its email is kept with, or what the API says of it. */
type LetterParts = Pick<
  LetterData,
  'organisation' | 'sample' | 'subject' | 'body' | 'reference' | 'leftOutByStaff'
> & { readonly addressee: string; readonly dated: Day | null; readonly signatory: Signatory | null };

type Signatory = NonNullable<NonNullable<LetterData['release']>['signatory']>;

/** The parts of a letter that lies in the outbox. `recipient` is whom it is addressed to while it waits. */
export const partsOf = ({ release, ...data }: LetterData, recipient: string): LetterParts => ({
  ...data,
  addressee: release?.addressee ?? recipient,
  dated: release?.on ?? null,
  signatory: release?.signatory ?? null,
});

/**
 * A text with nothing in it that a file of XML cannot hold: line feeds of Word's and other control characters become
 * spaces, what is no character the sign for that.
 */
const holdable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, ' ')
    .replace(/[\ufffe\uffff]/g, '\ufffd');

/** Puts a letter together. */
export function letterDocument(given: LetterParts): LetterDocument {
  const { dated } = given;
  const parts = {
    ...given,
    addressee: holdable(given.addressee),
    organisation: holdable(given.organisation),
    subject: holdable(given.subject),
    body: holdable(given.body),
  };
  const signatory = given.signatory && {
    name: holdable(given.signatory.name),
    position: holdable(given.signatory.position),
  };
  const name = oneLine(parts.addressee);
  const leftOut = leftOutInWords(parts.leftOutByStaff);
  return {
    reference: parts.reference,
    datedOn: dated,
    dated: dated === null ? null : dayInWords(dated),
    addressee: [name, oneLine(parts.organisation)],
    mark: parts.sample ? 'Sample criteria: this round does not use the Centre’s own criteria.' : null,
    title: oneLine(parts.subject),
    greeting: `Dear ${name},`,
    blocks: [
      ...letterBlocks(parts.body),
      ...(leftOut.length === 0
        ? []
        : [
            { kind: 'heading' as const, lines: ['Comments that are not given as they were written'] },
            ...leftOut.map((line) => ({ kind: 'paragraph' as const, lines: [line] })),
          ]),
    ],
    closing: 'Yours sincerely',
    signature: [
      ...(signatory === null ? [] : [oneLine(signatory.name), oneLine(signatory.position)]),
      'Centre for Advancing Practice',
    ],
  };
}
