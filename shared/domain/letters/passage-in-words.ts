import type { LeakKind } from './leak-kinds.ts';
import type { Passage } from './passages.ts';

/** What a passage has, to stand after “has”: it tells nobody which reviewer is meant. */
export const leakInWords: Readonly<Record<LeakKind, string>> = {
  name: 'a reviewer’s full name',
  email: 'a reviewer’s email address',
  'confidential-note': 'words of a confidential note',
  'part-of-name': 'a part of a reviewer’s name',
  initials: 'a reviewer’s initials',
  'part-of-email': 'part of a reviewer’s email address',
  'short-note': 'all words of a short confidential note',
};

/** How to mend it. */
const mend: Readonly<Record<LeakKind, string>> = {
  name: 'Take the name out; say “a reviewer”.',
  email: 'Take it out.',
  'confidential-note':
    'It was written for the Centre only. Take it out, or say it in words of the Centre’s own.',
  'part-of-name': 'If it means the reviewer, take it out; if not, say that you have looked.',
  initials: 'If they mean the reviewer, take them out; if not, say that you have looked.',
  'part-of-email': 'If it is the address, take it out; if not, say that you have looked.',
  'short-note': 'If it is the note, take it out; if not, say that you have looked.',
};

/** Where a passage stands and what it has: “Line 3 of the letter has a reviewer’s full name: “…”.” */
export function passageInWords(
  { kind, line, hit }: Pick<Passage, 'kind' | 'line' | 'hit'>,
  /** What the text is called, and how many lines it has. */
  text: { readonly name: string; readonly lines: number },
): string {
  const where = text.lines === 1 ? `The ${text.name}` : `Line ${line} of the ${text.name}`;
  return `${where} has ${leakInWords[kind]}: “${hit.replace(/\s+/g, ' ')}”. ${mend[kind]}`;
}
