import { list } from '../basics/words.ts';
import type { Letter, LetterCondition, LetterOutcome } from './letter.ts';
import { beginningOf, inLines, listed, oneLine } from './letter-words.ts';

/** A letter as plain text. */
export interface LetterText {
  readonly subject: string;
  readonly body: string;
  /** What the comments are about that had no room: numbers of criteria, “the whole”. The body says it too. */
  readonly leftOut: readonly string[];
}

/** Most bytes that a composed body takes in a request: staff send all of it back, changed, with its subject. */
export const maxLetterBytes = 240 * 1024;

/**
 * A composed letter as the plain text that staff edit and release. In `body` an empty line ends a paragraph, a
 * line that starts with “# ” is a heading, one that starts with “- ” an item of a list, and one that stands in goes on
 * with what is above it. Greeting and signature are the email's. Where there is no room for all comments, it holds those on the whole, then those of as many
 * criteria as fit, each with all of its comments, and says which it leaves out.
 */
export function letterBody(letter: Letter): LetterText {
  const { conditions, comments, overallComments, evidence, closing } = letter;
  const decided = [
    ...letter.opening,
    ...letter.message,
    ...(conditions.length === 0 ? [] : [conditions.length === 1 ? '# Condition' : '# Conditions']),
    ...conditions.map(conditionInWords),
    ...(evidence === null ? [] : [evidence]),
    ...(closing.length === 0 ? [] : ['# What happens next']),
    ...closing,
    ...outcomesInWords(letter.outcomes),
  ];
  const whole = section('the whole', 'Comments on the whole', overallComments);
  const onCriteria = comments.flatMap(({ number, text, conclusion, comments: said }) =>
    section(number, `Comments on ${number}: ${inLines(text)}`, said, conclusion),
  );
  const sections = [...onCriteria, ...whole];
  const wanted = [...whole, ...[...onCriteria].sort((a, b) => a.bytes - b.bytes)];
  const room = maxLetterBytes - bytesOf([...decided, noRoomFor(sections)].join('\n\n'));
  const fitting = new Set(thoseThatFit(wanted, room));
  const left = sections.filter((one) => !fitting.has(one));
  const blocks = [
    ...decided,
    ...(left.length === 0 ? [] : [noRoomFor(left)]),
    ...sections.filter((one) => fitting.has(one)).map(({ text }) => text),
  ];
  return {
    subject: oneLine(letter.subject),
    body: blocks.join('\n\n'),
    leftOut: left.map(({ about }) => about),
  };
}

interface Section {
  readonly about: string;
  readonly text: string;
  readonly bytes: number;
}

/** A list under its heading, with what is said before it; nothing where there is nothing to list. */
function section(
  about: string,
  heading: string,
  items: readonly string[],
  before: string | null = null,
): readonly Section[] {
  if (items.length === 0) return [];
  const text = [`# ${heading}`, ...(before === null ? [] : [before]), listed(items)].join('\n\n');
  return [{ about, text, bytes: bytesOf(`\n\n${text}`) }];
}

/** How every criterion came out, each with the beginning of its text, or by outcome where there are too many of them. */
function outcomesInWords(outcomes: readonly LetterOutcome[]): readonly string[] {
  if (outcomes.length === 0) return [];
  const each = listed(
    outcomes.map(({ number, text, outcome }) => `${number} ${beginningOf(text)}: ${outcome}.`),
  );
  const byOutcome = [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(
    ([outcome, those]) =>
      `${outcome.replace(/^./, (letter) => letter.toUpperCase())}: ${list(those.map(({ number }) => number))}.`,
  );
  return ['# How each criterion came out', bytesOf(each) <= mostOutcomeBytes ? each : listed(byOutcome)];
}

/** Bytes that the outcomes may take before only their numbers are given. */
const mostOutcomeBytes = 24 * 1024;

/** The first of these that fit into so many bytes. */
function thoseThatFit(wanted: readonly Section[], room: number): readonly Section[] {
  let left = room;
  return wanted.filter(({ bytes }) => {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}

const noRoomFor = (sections: readonly Section[]) =>
  `There is no room in this letter for the reviewers’ comments on ${list(sections.map(({ about }) => about))}. Ask the Centre for them.`;

/** Bytes, at most, of UTF-8 that a text takes in the JSON of a request. Browsers send its lines with CR LF. */
const bytesOf = (text: string): number =>
  JSON.stringify(text.replaceAll('\n', '\r\n')).replace(/[\u0080-\uffff]/g, '___').length;

function conditionInWords({ number, text, criteria, owner, due, isFulfilled }: LetterCondition): string {
  const about =
    criteria.length === 0
      ? ''
      : ` About ${criteria.length === 1 ? 'criterion' : 'criteria'} ${list(criteria)}.`;
  const when = isFulfilled ? 'Fulfilled already.' : `Due by ${due}.`;
  return `${number}. ${sentence(text)}\n${when} Owner: ${sentence(owner)}${about}`;
}

const sentence = (text: string) => {
  const lines = inLines(text);
  return /[.!?…]$/.test(lines) ? lines : `${lines}.`;
};
