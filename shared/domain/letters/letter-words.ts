/** Text on one line: what people wrote in several must not begin anything else. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/**
 * Text in the lines in which people wrote it: all but the first stand in, by which they go on with whatever the first
 * begins (an item, a heading), and neither end it nor begin anything.
 */
export const inLines = (text: string): string =>
  text
    .split(/[\n\r\v\f\u0085\u2028\u2029]/)
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n  ');

/** Texts as the list of a letter. */
export const listed = (items: readonly string[]): string =>
  items.map((item) => `- ${inLines(item)}`).join('\n');

/** Characters of a criterion's text that stand in a list. */
const mostOfText = 160;

/** The beginning of a text, cut between words, without its full stop. */
export function beginningOf(text: string): string {
  const line = oneLine(text).replace(/\.$/, '');
  return line.length <= mostOfText ? line : `${line.slice(0, mostOfText).replace(/\s+\S*$/, '')} …`;
}
