/** A part of a letter. */
export type LetterBlock =
  | { readonly kind: 'heading'; readonly text: string }
  /** The lines of a paragraph, as they were broken by whoever wrote it. */
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/**
 * The parts of a letter's plain text (see `letterText` of the contract). A line that follows an item directly
 * belongs to it. Nothing else is markup: addresses and everything that looks like HTML stay text, because part
 * of a letter is what reviewers wrote, and nothing they write may become a link under the Centre's name.
 */
export function letterBlocks(body: string): readonly LetterBlock[] {
  const blocks: Writable[] = [];
  let isNew = true;
  for (const line of body.split(/\r\n|[\n\r\u2028\u2029]/).map((one) => one.trim())) {
    const last = isNew ? undefined : blocks.at(-1);
    if (line === '') isNew = true;
    else if (line.startsWith('# ')) {
      blocks.push({ kind: 'heading', text: line.slice(2).trim() });
      isNew = true;
    } else if (line.startsWith('- ')) {
      const item = line.slice(2).trim();
      // Items stay one list over empty lines between them.
      const list = blocks.at(-1);
      if (list?.kind === 'list') list.items.push(item);
      else blocks.push({ kind: 'list', items: [item] });
      isNew = false;
    } else {
      if (last?.kind === 'paragraph') last.lines.push(line);
      else if (last?.kind === 'list') last.items.push(`${last.items.pop()} ${line}`);
      else blocks.push({ kind: 'paragraph', lines: [line] });
      isNew = false;
    }
  }
  return blocks;
}

type Writable =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'list'; items: string[] };
