import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { type Block, flat, type Run, strong } from './blocks.ts';
import { oneLine } from './plain-text.ts';

/**
 * What words are given, by the names that they use: `true` or `false` is a condition, a text stands in a sentence,
 * blocks stand in place of a line.
 */
export type Values = Readonly<Record<string, boolean | Run | readonly Block[]>>;

/** What an email says, ahead of its two forms. */
export interface Said {
  /** On one line. */
  readonly subject: string;
  /** What mail programs show after the subject, before an email is opened. On one line. */
  readonly preview: string;
  readonly blocks: readonly Block[];
}

/** Something wrong with words, and on which of their lines, from 1; null where it is on none. */
export interface WordsDefect {
  readonly line: number | null;
  /** A sentence. */
  readonly what: string;
}

/** The same in one sentence. */
export const defectInWords = ({ line, what }: WordsDefect): string =>
  line === null ? what : `Line ${line}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;

/** What the first lines of words begin with. */
const heads = ['Subject: ', 'Preview: '] as const;

/** What other lines begin with, and what that makes of them; all others are paragraphs. */
const marks = [
  ['# ', 'title'],
  ['## ', 'heading'],
  ['- ', 'list'],
  ['| ', 'facts'],
  ['^ ', 'inset'],
] as const;

/** `((…))`, on one line. */
const tags = /\(\(([^()]*)\)\)/;

/**
 * What words say with values put into them (README.md says how words are written). Which lines stand, and what each of
 * them is, is settled before any value is looked at, so that no value becomes a heading, an item or a placeholder.
 * Fails with everything wrong, and with a name that is not there also where it does not stand.
 *
 * @param kept placeholders that must stand in the body
 */
export function sayWords(
  source: string,
  values: Values,
  kept: readonly string[] = [],
): Result<Said, readonly WordsDefect[]> {
  const { lines, defects } = standing(source, values);
  if (defects.length > 0) return fail(defects);
  const [subject = '', preview = '', ...body] = lines;
  const blocks = blocksOf(body, values);
  if (blocks.filter(({ kind }) => kind === 'title').length !== 1)
    defects.push({ line: null, what: 'One heading stands above all: a line that begins with “# ”.' });
  for (const name of kept)
    if (!body.some((line) => line.includes(`((${name}))`)))
      defects.push({ line: null, what: `“((${name}))” is missing, and cannot be left out.` });
  if (defects.length > 0) return fail(defects);
  const after = (head: string, line: string) => oneLine(flat(runsOf(line.slice(head.length), values)));
  return ok({ subject: after(heads[0], subject), preview: after(heads[1], preview), blocks });
}

/** A choice that is being read. */
interface Choice {
  /** Where and how it begins. */
  readonly line: number;
  readonly begins: string;
  /** Whether what is being read stands. */
  stands: boolean;
  /** Whether a branch of it has stood. */
  isMade: boolean;
  /** Whether only its end can come. */
  isLast: boolean;
}

/** The lines that stand, with their placeholders, and what is wrong with any line. */
function standing(
  source: string,
  values: Values,
): { readonly lines: string[]; readonly defects: WordsDefect[] } {
  const lines: string[] = [];
  const defects: WordsDefect[] = [];
  const open: Choice[] = [];
  const stands = () => open.every((choice) => choice.stands);
  for (const [i, text] of source.split(/\r\n|\r|\n/).entries()) {
    const line = text.trimEnd();
    const wrong = (what: string | null) => what !== null && defects.push({ line: i + 1, what });
    const head = heads[i] ?? '';
    if (!line.startsWith(head)) wrong(`It must begin with “${head}”.`);
    if (line.startsWith('| ') && !line.includes(': ')) wrong('A fact is a name, a colon and a value.');
    let said = '';
    for (const [k, part] of line.split(tags).entries()) {
      const isTag = k % 2 === 1;
      if (isTag && /^(?:(?:or )?if .+|otherwise|end)$/.test(part)) wrong(choose(part, i + 1, open, values));
      else {
        wrong(isTag ? misplaced(part, line, values) : strayIn(part));
        if (stands()) said += isTag ? `((${part}))` : part;
      }
    }
    // A line of choices alone, or of what does not stand, is no line of the email.
    if (said !== '' || (line === '' && stands())) lines.push(said);
  }
  for (const { line, begins } of open) defects.push({ line, what: `${begins} has no “((end))”.` });
  return { lines, defects };
}

/** Reads a tag of a choice. Answers what is wrong with it, null for nothing. */
function choose(tag: string, line: number, open: Choice[], values: Values): string | null {
  const condition = /^(?:or )?if (.+)$/.exec(tag)?.[1] ?? null;
  const holds = condition === null || given(values, condition);
  const stands = holds === true;
  const choice = open.at(-1);
  if (tag.startsWith('if '))
    open.push({ line, begins: `“((${tag}))”`, stands, isMade: stands, isLast: false });
  else if (choice === undefined) return `“((${tag}))” needs an “((if …))” before it.`;
  else if (tag === 'end') open.pop();
  else if (choice.isLast) return `“((${tag}))” cannot come after “((otherwise))”.`;
  else {
    choice.stands = stands && !choice.isMade;
    choice.isMade ||= stands;
    choice.isLast = condition === null;
  }
  return typeof holds === 'boolean'
    ? null
    : `There is no condition “${condition}”. ${namesOf(values, true, condition ?? '')}`;
}

const strayIn = (text: string): string | null =>
  /\(\(|\)\)/.test(text) ? '“((” and “))” stand around a name, and nowhere else.' : null;

/** What is wrong with a placeholder where it stands, null for nothing. */
function misplaced(name: string, line: string, values: Values): string | null {
  const value = given(values, name);
  if (value === undefined || typeof value === 'boolean')
    return `There is no placeholder “${name}”. ${namesOf(values, false, name)}`;
  return isRun(value) || line === `((${name}))` ? null : `“((${name}))” can only stand alone on a line.`;
}

/** The names that there are, and which of them is nearest to one that is not. */
function namesOf(values: Values, areConditions: boolean, written: string): string {
  const names = Object.keys(values).filter((name) => (typeof values[name] === 'boolean') === areConditions);
  const [nearest] = names
    .map((name) => ({ name, steps: stepsBetween(name.toLowerCase(), written.trim().toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(2, name.length / 3))
    .sort((a, b) => a.steps - b.steps);
  const meant = nearest === undefined ? '' : `Did you mean “${nearest.name}”? `;
  return `${meant}There ${names.length === 0 ? 'is none' : `are ${list(names.map((name) => `“${name}”`))}`}.`;
}

/** How many letters have to be put in, taken out or changed to make one text of another (Levenshtein). */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [k, its] of [...other].entries())
      next.push(
        Math.min((next[k] ?? 0) + 1, (row[k + 1] ?? 0) + 1, (row[k] ?? 0) + (its === letter ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Lines of one form that stand directly below each other are one block. */
function blocksOf(lines: readonly string[], values: Values): readonly Block[] {
  const blocks: Block[] = [];
  let above: string | null = null;
  let block: (readonly Run[])[] = [];
  for (const line of lines) {
    const placed = given(values, line.split(tags)[1] ?? '');
    const [mark, kind] = marks.find(([begin]) => line.startsWith(begin)) ?? (['', 'paragraph'] as const);
    const isText = line.trim() !== '' && !isBlocks(placed);
    if (isBlocks(placed)) blocks.push(...placed);
    if (isText && kind !== above) {
      block = [];
      blocks.push({ kind, lines: block });
    }
    if (isText) block.push((kind === 'facts' ? factOf : runsOf)(line.slice(mark.length), values));
    above = isText ? kind : null;
  }
  return blocks;
}

function factOf(line: string, values: Values): readonly Run[] {
  const value = line.indexOf(': ') + 1;
  return [strong(flat(runsOf(line.slice(0, value), values))), ...runsOf(line.slice(value), values)];
}

/** What a line says: its own words, and texts in place of names. */
const runsOf = (line: string, values: Values): readonly Run[] =>
  line.split(tags).flatMap((part, i) => {
    const value = i % 2 === 1 ? given(values, part) : part.replace(/ {2,}/g, ' ');
    return isRun(value) && value !== '' ? [value] : [];
  });

/** Only what was given: names such as “constructor” are nothing. */
const given = (values: Values, name: string): Values[string] | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const isRun = (value: Values[string] | undefined): value is Run =>
  typeof value === 'string' || (typeof value === 'object' && 'form' in value);

/** Whether a value stands in place of a line. */
export const isBlocks = (value: Values[string] | undefined): value is readonly Block[] =>
  Array.isArray(value);
