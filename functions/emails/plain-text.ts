import { madeOnce } from '../words/made-once.ts';

/** Most columns of a line of plain text. */
const columns = 72;

/**
 * Text on one line: whatever breaks lines or is invisible becomes one space. What stands in a subject or a
 * header must hold nothing else.
 */
export const oneLine = (text: string): string =>
  text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu, ' ').trim();

/** Fewer than this many UTF-16 code units are in a subject. */
export const subjectLimit = 60;

/**
 * A subject on one line that is shorter than the limit: mail programs show about as much of it. Where it is too long, its
 * title gives way in the middle, wherever that stands, so that its end, which tells it from others, and what else the
 * subject says stay; without a title, its end. No character is halved. Two titles read alike only where both begin alike,
 * and end alike for two thirds of the room that the rest of the subject leaves them, less what is left of a word there.
 */
export function shortSubject(text: string, title = ''): string {
  const line = oneLine(text);
  if (line.length < subjectLimit) return line;
  const at = title === '' ? -1 : line.lastIndexOf(title);
  const room = subjectLimit - 1 - (line.length - title.length);
  return at < 0 || room < shortestTitle
    ? shortened(line, subjectLimit - 1)
    : `${line.slice(0, at)}${withoutMiddle(title, room)}${line.slice(at + title.length)}`;
}

/** Less of a title says nothing: then the end of the subject goes, whatever it is. */
const shortestTitle = 8;

/** At most so many UTF-16 code units of a text: where it is longer, two thirds of them are its end. */
function withoutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(graphemes().segment(text), ({ segment }) => segment);
  const end = beginning(characters.toReversed(), Math.floor((most * 2) / 3))
    .toReversed()
    .join('');
  const start = beginning(characters, most - 1 - end.length).join('');
  // Between words, where one ends near and enough is left to tell titles apart.
  const [before, after] = [
    text[start.length] === ' ' ? start : start.replace(/ \S{1,10}$/, ''),
    text.at(-1 - end.length) === ' ' ? end : end.replace(/^\S{1,10} (?=.{10})/s, ''),
  ];
  const [first, last] = [before.trimEnd(), after.trimStart()];
  const areWhole = text[first.length] === ' ' && text.at(-1 - last.length) === ' ';
  return areWhole && first.length + last.length + 3 <= most ? `${first} … ${last}` : `${first}…${last}`;
}

/** The first of some characters, in at most so many UTF-16 code units. */
function beginning(characters: readonly string[], most: number): readonly string[] {
  const kept: string[] = [];
  let room = most;
  for (const one of characters) {
    room -= one.length;
    if (room < 0) break;
    kept.push(one);
  }
  return kept;
}

/** At most so many UTF-16 code units of a text: where it is longer, its beginning, cut between words where one is near. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const short = beginning(
    Array.from(graphemes().segment(text), ({ segment }) => segment),
    most - 1,
  ).join('');
  const words = text[short.length] === ' ' ? short : short.replace(/ \S{1,10}$/, '');
  return `${words.replace(/[\s.,:;–-]+$/u, '')}…`;
}

const graphemes = madeOnce(() => new Intl.Segmenter('en-GB', { granularity: 'grapheme' }));

/**
 * Plain text as it is sent: lines of at most 72 columns, broken at spaces, items of lists indented, and what stands in
 * by two spaces goes on doing so; at most one
 * empty line after another. A word longer than a line, such as an address or a hash, stays whole, and so does what
 * no-break spaces join; they become spaces, which everything that searches for text finds.
 */
export const tidyText = (text: string): string =>
  `${text
    .split('\n')
    .map((line) => wrapLine(line.trimEnd()))
    .join('\n')
    .replaceAll('\u00a0', ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;

function wrapLine(line: string): string {
  const standsIn = line.startsWith('  ');
  const indent = standsIn || line.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trimStart().split(' ')) {
    if (current !== '' && current.length + 1 + word.length > columns) {
      lines.push(current);
      current = `${indent}${word}`;
    } else if (lines.length > 0 || current !== '') current = `${current} ${word}`;
    else current = standsIn ? `${indent}${word}` : word;
  }
  return [...lines, current].join('\n');
}
