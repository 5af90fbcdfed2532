/** An item of a list is one line: what people wrote in several must not end it or begin a heading. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Texts as the list of a letter. */
export const listed = (items: readonly string[]): string =>
  items.map((item) => `- ${oneLine(item)}`).join('\n');

/** Characters of a criterion's text that stand in a list. */
const mostOfText = 160;

/** The beginning of a text, cut between words, without its full stop. */
export function beginningOf(text: string): string {
  const line = oneLine(text).replace(/\.$/, '');
  return line.length <= mostOfText ? line : `${line.slice(0, mostOfText).replace(/\s+\S*$/, '')} …`;
}
