/**
 * A part of a letter. Lines of a paragraph or heading are as they were broken by whoever wrote it, those of lists their
 * items, which may have several lines.
 */
export type LetterBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'list'; readonly lines: readonly string[] }
  | {
      readonly kind: 'numbered';
      readonly lines: readonly string[];
      /** The number of the first. */
      readonly start: number;
    };

/**
 * The parts of a letter's plain text (see `letterText` of the contract). A line that follows an item directly
 * belongs to it; one that stands in keeps its own line there, also below a heading, whatever it begins with. A paragraph that begins with a number and a full stop is an item of a numbered list. Nothing else is
 * markup: addresses and everything that looks like HTML stay text, because part of a letter is what reviewers wrote,
 * and nothing they write may become a link under the Centre's name.
 */
export function letterBlocks(body: string): readonly LetterBlock[] {
  const blocks: { readonly kind: LetterBlock['kind']; readonly lines: string[]; readonly start: number }[] =
    [];
  // What the next line goes on with; nothing after an empty line or a heading.
  let above: LetterBlock['kind'] | null = null;
  // Whether a line that stands in belongs to what is above it.
  let goesOn = false;
  const add = (kind: LetterBlock['kind'], line: string) => {
    const last = blocks.at(-1);
    // Items stay one list over empty lines between them.
    if (last?.kind === kind && (above === kind || kind === 'list')) last.lines.push(line);
    else blocks.push({ kind, lines: [line], start: 1 });
    above = kind === 'heading' ? null : kind;
  };
  const addNumbered = (number: number, item: string) => {
    const last = blocks.at(-1);
    if (last?.kind === 'numbered' && number === last.start + last.lines.length) last.lines.push(item);
    else blocks.push({ kind: 'numbered', lines: [item], start: number });
    above = 'numbered';
  };
  for (const typed of body.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = typed.trim();
    const last = blocks.at(-1);
    if (goesOn && last !== undefined && line !== '' && /^\s/.test(typed)) {
      if (last.kind === 'heading') last.lines.push(line);
      else last.lines.push(`${last.lines.pop()}\n${line}`);
      continue;
    }
    const [, number, item] = (above === null && /^(\d{1,3})\. +(\S.*)$/.exec(line)) || [];
    if (line === '') above = null;
    else if (number !== undefined && item !== undefined) addNumbered(Number(number), item);
    else if (line.startsWith('# ')) add('heading', line.slice(2).trim());
    else if (line.startsWith('- ')) add('list', line.slice(2).trim());
    else if (above === 'list') add('list', `${last?.lines.pop()} ${line}`);
    else if (above === 'numbered') last?.lines.push(`${last.lines.pop()}\n${line}`);
    else add('paragraph', line);
    goesOn = line !== '' && blocks.at(-1)?.kind !== 'paragraph';
  }
  return blocks.map(({ kind, lines, start }) =>
    kind === 'numbered' ? { kind, lines, start } : { kind, lines },
  );
}
