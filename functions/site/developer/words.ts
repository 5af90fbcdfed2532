import type * as z from 'zod';
import type { appealOutcome, messageAbout, newMessage } from '../../../shared/contract/developers/schemas.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';

/** What a developer sent, in a few words that can stand as a heading. */
export function aboutInWords(about: z.output<typeof messageAbout>, condition: number | null): string {
  if (about === 'appeal') return 'Appeal';
  if (about === 'facts') return 'Answer to the fact check';
  return about === 'letter' ? 'Answer to the letter' : `Evidence for condition ${condition}`;
}

/** What came of an appeal. */
export const appealInWords: Readonly<Record<z.output<typeof appealOutcome>, string>> = {
  upheld: 'Upheld',
  'partly-upheld': 'Upheld in part',
  'not-upheld': 'Not upheld',
};

/** What a developer sent, with what was answered, as every page shows it. */
export const messageShown = ({
  about,
  condition,
  text,
  link,
  sha256,
  receivedAt,
  answer,
}: z.output<typeof newMessage> & {
  readonly receivedAt: string;
  readonly answer: {
    readonly text: string;
    readonly outcome: z.output<typeof appealOutcome> | null;
    readonly answeredAt: string;
  } | null;
}) => ({
  what: aboutInWords(about, condition),
  // Only in a draft can there be nothing to say.
  text: text || 'There is nothing to correct.',
  link,
  sha256,
  sent: ukTime(receivedAt),
  answer: answer && {
    text: answer.text,
    outcome: answer.outcome && appealInWords[answer.outcome],
    on: ukDay(answer.answeredAt),
  },
});
