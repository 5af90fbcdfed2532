/**
 * Reads cells out of copied text as spreadsheets write them: tabs between columns, lines between rows, and
 * quotation marks around a cell that holds either.
 */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*))(\t|\r?\n|$)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain = '', end] = match;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    // A line's end after the last row begins no other.
    if (end !== '\t' && cell.lastIndex < text.length) rows.push([]);
    if (end !== '\t' && cell.lastIndex >= text.length) break;
  }
  return rows;
}
