import type { Leak } from './leak-scan.ts';

/** Characters, about, that are shown before a leak and after where it begins. */
const before = 40;
const after = 80;

/**
 * Where a leak begins, with the words around it: part of one line of the text and letter for letter as it stands
 * there, so that searching for it finds it.
 */
export function passageOf(text: string, { start }: Pick<Leak, 'start'>): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline);
  const at = start - lineStart;
  const head = line.slice(0, at);
  const tail = line.slice(at);
  return `${wordsWithin(head, before, 'end')}${wordsWithin(tail, after, 'start')}`.trim();
}

/** The whole words within so many characters of one end of a text, or what there is of a word that is longer. */
function wordsWithin(text: string, length: number, end: 'start' | 'end'): string {
  if (text.length <= length) return text;
  const cut = end === 'start' ? text.slice(0, length + 1) : text.slice(-length - 1);
  const whole = end === 'start' ? cut.replace(/\s\S*$/u, '') : cut.replace(/^\S*\s/u, '');
  if (whole.length < cut.length) return whole;
  return end === 'start' ? [...cut].slice(0, -1).join('') : '';
}
