import type { Letter, LetterCondition } from './letter.ts';
import { list } from './words.ts';

/**
 * A composed letter as the plain text that staff edit and release. In `body` an empty line ends a paragraph, a
 * line that starts with “# ” is a heading, one that starts with “- ” an item of a list. Greeting and signature
 * are the email's.
 */
export function letterBody(letter: Letter): { readonly subject: string; readonly body: string } {
  const { conditions, comments, overallComments } = letter;
  const blocks = [
    ...letter.opening,
    ...letter.message,
    ...(conditions.length === 0 ? [] : [conditions.length === 1 ? '# Condition' : '# Conditions']),
    ...conditions.map(conditionInWords),
    // Its last sentence is about the comments, which follow.
    ...letter.closing,
    ...comments.flatMap((criterion) =>
      section(`Comments on ${criterion.number}: ${oneLine(criterion.text)}`, criterion.comments),
    ),
    ...section('Comments on the whole', overallComments),
  ];
  return { subject: oneLine(letter.subject), body: blocks.join('\n\n') };
}

/** A list under its heading; nothing where there is nothing to list. */
const section = (heading: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`# ${heading}`, items.map((item) => `- ${oneLine(item)}`).join('\n')];

function conditionInWords({ number, text, criteria, owner, due }: LetterCondition): string {
  const about =
    criteria.length === 0
      ? ''
      : ` About ${criteria.length === 1 ? 'criterion' : 'criteria'} ${list(criteria)}.`;
  return `${number}. ${sentence(text)}\nDue by ${due}. Owner: ${sentence(owner)}${about}`;
}

const sentence = (text: string) => {
  const line = oneLine(text);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
};

/** An item of a list is one line: what people wrote in several must not end it or begin a heading. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
