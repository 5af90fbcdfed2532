import { fold, nameKey } from '../../shared/domain/basics/fold.ts';
import { keys, listKeys } from '../table/keys.ts';
import { drop, put, type Write } from '../table/write.ts';
import { type Searchable, type WordSummary, wordItem } from './stored-word.ts';

/** Most words that a thing is found by. */
export const maxWords = 12;

/** How many of those its own name has at least, where it has as many. */
const ofItsName = 8;

/** Longer words are cut, as those that are looked for are: an index takes keys of so many bytes. */
const maxLetters = 100;

/** Words that tell titles apart too little to find them by. */
const little = new Set(['a', 'an', 'and', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);

const short = (word: string): string => [...nameKey(word)].slice(0, maxLetters).join('');

/** What spaces and signs part in a text; hyphens stay. */
const pieces = (text: string): readonly string[] =>
  fold(text)
    .replace(/'/g, '')
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((piece) => nameKey(piece) !== '');

const parts = (piece: string): readonly string[] => piece.split('-').filter((part) => part !== '');

/** The words of a text: “Smith-Jones” is found as “smithjones”, which begins with “smith”, and as “jones”. */
const wordsIn = (text: string): readonly string[] =>
  pieces(text).flatMap((piece) => [short(piece), ...parts(piece).slice(1).map(short)]);

const telling = (text: string): readonly string[] => wordsIn(text).filter((word) => !little.has(word));

/** Those of a thing's name first, the longest where there are more than have room; then those that say more of it. */
function upToMost(name: readonly string[], more: readonly string[]): readonly string[] {
  const own = [...new Set(name)].sort((a, b) => b.length - a.length);
  const others = [...new Set(more)].filter((word) => !own.includes(word));
  return [...own.slice(0, Math.max(ofItsName, maxWords - others.length)), ...others].slice(0, maxWords);
}

/** The words that somebody is found by: of their name and of what they know about. */
export const wordsOfPerson = (name: string, expertise: readonly string[]): readonly string[] =>
  upToMost(wordsIn(name), expertise.flatMap(telling));

/** The words that a specification or a round of it is found by: of its title, area and developer. */
export const wordsOfTitle = (title: string, area: string, organisation: string): readonly string[] =>
  upToMost(telling(title), [area, organisation].flatMap(telling));

/** Most words that are looked for at once. */
const mostSought = 5;

/** What somebody types, as words to look for; the longest where there are too many. */
export function soughtWords(text: string): readonly string[] {
  const typed = [...new Set(pieces(text).flatMap(parts).map(short))];
  const some = typed.filter((word) => !little.has(word));
  return [...(some.length === 0 ? typed : some)].sort((a, b) => b.length - a.length).slice(0, mostSought);
}

/**
 * The writes by which a thing is found by these words, and no longer by those before; none where nothing differs. What
 * changes the thing in the same transaction guards them.
 */
export function wordWrites(
  of: Searchable,
  { id, name, words }: WordSummary,
  before: Pick<WordSummary, 'name' | 'words'> | null = null,
): readonly Write[] {
  if (before?.name === name && before.words.join(' ') === words.join(' ')) return [];
  const places = Math.max(words.length, before?.words.length ?? 0);
  return Array.from({ length: places }, (_, place) => {
    const word = words[place];
    return put({
      ...keys.word(of, id, place),
      ...wordItem.stamp,
      of,
      id,
      word: word ?? '',
      ...(word !== undefined && {
        listPk: listKeys.words(of),
        listSk: `${word}\t${id}`,
        summary: { id, name, words: [...words] } satisfies WordSummary,
      }),
    });
  });
}

/** The writes after which nobody is found by whatever words they had. */
export const forgetWords = (of: Searchable, id: string): readonly Write[] =>
  Array.from({ length: maxWords }, (_, place) => drop(keys.word(of, id, place)));
