/** A part of a letter. Lines of a paragraph are as they were broken by whoever wrote it, those of a list its items. */
export interface LetterBlock {
  readonly kind: 'heading' | 'paragraph' | 'list';
  readonly lines: readonly string[];
}

/**
 * The parts of a letter's plain text (see `letterText` of the contract). A line that follows an item directly
 * belongs to it. Nothing else is markup: addresses and everything that looks like HTML stay text, because part
 * of a letter is what reviewers wrote, and nothing they write may become a link under the Centre's name.
 */
export function letterBlocks(body: string): readonly LetterBlock[] {
  const blocks: { readonly kind: LetterBlock['kind']; readonly lines: string[] }[] = [];
  // What the next line goes on with; nothing after an empty line or a heading.
  let above: LetterBlock['kind'] | null = null;
  const add = (kind: LetterBlock['kind'], line: string) => {
    const last = blocks.at(-1);
    // Items stay one list over empty lines between them.
    if (last?.kind === kind && (above === kind || kind === 'list')) last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
    above = kind === 'heading' ? null : kind;
  };
  for (const line of body.split(/\r\n|[\n\r\u2028\u2029]/).map((one) => one.trim())) {
    if (line === '') above = null;
    else if (line.startsWith('# ')) add('heading', line.slice(2).trim());
    else if (line.startsWith('- ')) add('list', line.slice(2).trim());
    else if (above === 'list') add('list', `${blocks.at(-1)?.lines.pop()} ${line}`);
    else add('paragraph', line);
  }
  return blocks;
}
