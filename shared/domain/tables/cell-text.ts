/** What a spreadsheet would run as a formula, also where white space or a full-width sign hides it. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A number that every spreadsheet gives back as it was typed; `4.10` is not one, it comes back as `4.1`. */
const plainNumber = /^(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?$/;

/** What a spreadsheet may take for a number, date, time or truth value, and then spells in its own way. */
const values: readonly RegExp[] = [
  /^(?=.*\d)[^\p{L}]*$/u,
  /^[\d.,]+e[+-]?\d+$/i,
  /^\d[\d:. ]*[ap]m?$/i,
  /^(?=.*\d)(?:\d{1,4}\W*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*[\d:\s]*$/i,
  /^(?:true|false)$/i,
];

/** Whether text needs an apostrophe in front of it. What has one already needs another, so as to keep its own. */
const needsMark = (text: string): boolean => {
  const bare = text.replace(/^'+/, '');
  return formula.test(bare) || (!plainNumber.test(text) && values.some((value) => value.test(bare)));
};

/**
 * Text as it stands in a cell of a spreadsheet file. Text that a spreadsheet would run as a formula, or
 * take for a number or date and spell anew, gets an apostrophe in front of it; `textOfCell` takes it away again.
 * Other text stays as it is, also where it starts with an apostrophe of its own: ’tis.
 */
export const cellOfText = (text: string): string => (needsMark(text) ? `'${text}` : text);

/** Text as it stands in a cell that says it is text: only what could run as a formula elsewhere is marked. */
export const safeCellOfText = (text: string): string =>
  formula.test(text) || (text.startsWith("'") && needsMark(text)) ? `'${text}` : text;

/** The text that a cell stands for: without its first apostrophe, where what follows needed one. */
export const textOfCell = (cell: string): string =>
  cell.startsWith("'") && needsMark(cell) ? cell.slice(1) : cell;
