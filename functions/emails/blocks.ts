/** A text, as it is or with a form of its own in HTML: a hash is shown in groups of 8 that eyes can compare. */
export type Run = string | { readonly text: string; readonly form: 'strong' | 'hash' };

export const strong = (text: string): Run => ({ text, form: 'strong' });

/** What an email asks its recipient to do: a button in HTML, an address in plain text. */
export interface Action {
  readonly kind: 'action';
  readonly text: string;
  readonly link: string;
  /** Where to go on from there. */
  readonly way: readonly Run[];
}

/**
 * A part of an email: there are no other forms. `title` is the heading above all, `facts` are a name and a value each,
 * `inset` is what somebody else said. A line is an item in a list, and broken where it is in all others; a numbered
 * list says where it starts.
 */
export type Block =
  | {
      readonly kind: 'title' | 'heading' | 'paragraph' | 'list' | 'facts' | 'inset';
      readonly lines: readonly (readonly Run[])[];
    }
  | {
      readonly kind: 'numbered';
      readonly lines: readonly (readonly Run[])[];
      readonly start: number;
    }
  | Action;

/** What runs say, without their form. */
export const flat = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === 'string' ? run : run.text)).join('');

/** A block as plain text. */
export function blockAsText(block: Block): string {
  if (block.kind === 'action') return `${block.text}:\n${block.link}\n\n${flat(block.way)}`;
  if (block.kind === 'numbered')
    return block.lines.map((runs, i) => `${block.start + i}. ${flat(runs)}`).join('\n\n');
  return block.lines
    .map((runs) => (block.kind === 'list' ? `- ${flat(runs).replaceAll('\n', '\n  ')}` : flat(runs)))
    .join('\n');
}
