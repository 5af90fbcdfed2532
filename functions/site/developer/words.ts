import type * as z from 'zod';
import type { appealOutcome, messageAbout, newMessage } from '../../../shared/contract/developers/schemas.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';

/** What a developer sent, in a few words that can stand as a heading. */
export const aboutInWords = (about: z.output<typeof messageAbout>, condition: number | null): string =>
  about === 'evidence' ? `Evidence for condition ${condition}` : headings[about];

const headings = {
  letter: 'Answer to the letter',
  appeal: 'Appeal',
  facts: 'Answer to the fact check',
  'contact-confirmed': 'The contact is confirmed',
  'contact-changed': 'The contact was handed over',
} as const;

/** What is said where nothing was written: only of these can it be. */
const unwritten: Partial<Record<z.output<typeof messageAbout>, string>> = {
  facts: 'There is nothing to correct.',
  'contact-confirmed': 'Nothing changes.',
  'contact-changed': 'They agreed with the code that was sent to the new address.',
};

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
  text: text || unwritten[about],
  link,
  sha256,
  sent: ukTime(receivedAt),
  answer: answer && {
    text: answer.text,
    outcome: answer.outcome && appealInWords[answer.outcome],
    on: ukDay(answer.answeredAt),
  },
});
