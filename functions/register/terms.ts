import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { listWords, nameKey } from '../../shared/domain/basics/fold.ts';
import { keys, listKeys, listPlace } from '../table/keys.ts';
import { item, type Stored, storedSummary } from '../table/stored.ts';
import { put, type Write } from '../table/write.ts';
import type { RegisterEntry } from './stored-endorsement.ts';

/** A place where an entry of the register is found: under its area, its type, one of its professions or words. */
export const registerTermItem = item('register-term', { specificationId: slug, term: z.string() });

/** What says which entry lies in such a place. */
export const registerTermSummary = storedSummary({ specificationId: slug });

/** What the register is searched by. */
export interface RegisterFilter {
  readonly startsWith?: string | undefined;
  readonly area?: string | undefined;
  readonly type?: RegisterEntry['credentialType'] | '' | undefined;
  readonly profession?: string | undefined;
  readonly words?: string | undefined;
}

/** Most words of an entry that it is found by, those of its title first. */
const maxWords = 40;

const wordsIn = (text: string): readonly string[] =>
  listWords(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

type Searched = Pick<
  RegisterEntry,
  'title' | 'areaOfPractice' | 'professions' | 'organisation' | 'credentialType'
>;

/** The words that an entry is found by. */
const wordsOf = ({ title, areaOfPractice, professions, organisation }: Searched): readonly string[] =>
  [...new Set([title, areaOfPractice, ...professions, organisation].flatMap(wordsIn))].slice(0, maxWords);

const same = (one: string, other: string) => nameKey(one) === nameKey(other);

/** Whether an entry is what somebody looks for. */
export function fits(
  entry: Searched,
  { startsWith = '', area = '', type = '', profession = '', words = '' }: RegisterFilter,
): boolean {
  const own = wordsOf(entry);
  return (
    listWords(entry.title).startsWith(listWords(startsWith)) &&
    (area.trim() === '' || same(area, entry.areaOfPractice)) &&
    (type === '' || type === entry.credentialType) &&
    (profession.trim() === '' || entry.professions.some((one) => same(one, profession))) &&
    wordsIn(words).every((word) => own.some((one) => one.startsWith(word)))
  );
}

/** Where to look for entries, and how the places there begin; `word` where an entry can lie in several of them. */
export function whereToLook({
  startsWith = '',
  area = '',
  type = '',
  profession = '',
  words = '',
}: RegisterFilter): {
  readonly partition: string;
  readonly start: string;
  readonly word: string | null;
} {
  const [longest] = [...wordsIn(words)].sort((a, b) => b.length - a.length);
  const titles = { start: listWords(startsWith), word: null };
  if (longest !== undefined) return { partition: listKeys.registerWords, start: longest, word: longest };
  if (area.trim() !== '') return { ...titles, partition: listKeys.registerTerm(areaTerm(area)) };
  if (profession.trim() !== '')
    return { ...titles, partition: listKeys.registerTerm(professionTerm(profession)) };
  if (type !== '') return { ...titles, partition: listKeys.registerTerm(`type ${type}`) };
  return { ...titles, partition: listKeys.register };
}

/** Whether a place under a word is the first of an entry's that begin like what is looked for: it is shown once. */
export const isFirstPlace = (entry: Searched, place: string, word: string): boolean =>
  [...wordsOf(entry)].filter((one) => one.startsWith(word)).sort()[0] === place.split('\t')[0];

const areaTerm = (area: string) => `area ${nameKey(area)}`;
const professionTerm = (profession: string) => `profession ${nameKey(profession)}`;

/**
 * The writes that let an entry be found. Those of an earlier entry of the specification stay where they are: what is
 * found is looked at as it stands.
 */
export function termWrites(entry: Searched & Pick<RegisterEntry, 'specificationId'>): readonly Write[] {
  const { specificationId, title, areaOfPractice, credentialType, professions } = entry;
  const place = listPlace(title, specificationId);
  const write = (term: string, listPk: string, listSk: string): Write =>
    put({
      ...keys.registerTerm(specificationId, term),
      ...registerTermItem.stamp,
      specificationId,
      term,
      listPk,
      listSk,
      summary: { specificationId } satisfies Stored<typeof registerTermSummary>,
    });
  const terms = [
    areaTerm(areaOfPractice),
    `type ${credentialType}`,
    ...new Set(professions.map(professionTerm)),
  ];
  return [
    ...terms.map((term) => write(term, listKeys.registerTerm(term), place)),
    ...wordsOf(entry).map((word) => write(`word ${word}`, listKeys.registerWords, `${word}\t${place}`)),
  ];
}
