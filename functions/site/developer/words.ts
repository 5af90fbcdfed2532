import type * as z from 'zod';
import type { appealOutcome, messageAbout } from '../../../shared/contract/developers/schemas.ts';

/** What a developer sent, in a few words that can stand as a heading. */
export function aboutInWords(about: z.output<typeof messageAbout>, condition: number | null): string {
  if (about === 'appeal') return 'Appeal';
  return about === 'letter' ? 'Answer to the letter' : `Evidence for condition ${condition}`;
}

/** What came of an appeal. */
export const appealInWords: Readonly<Record<z.output<typeof appealOutcome>, string>> = {
  upheld: 'Upheld',
  'partly-upheld': 'Upheld in part',
  'not-upheld': 'Not upheld',
};
