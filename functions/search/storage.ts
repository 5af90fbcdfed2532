import { listWords } from '../../shared/domain/basics/fold.ts';
import type { Database } from '../table/database.ts';
import { type Key, listKeys } from '../table/keys.ts';
import { getReadable } from '../table/read.ts';
import { queryIndexPage, summariesOf } from '../table/read-index.ts';
import type { Reader } from '../table/stored.ts';
import { type Searchable, type WordSummary, wordSummary } from './stored-word.ts';

/** Most entries that are looked at under each word: a search reads the same, however large the table is. */
const perWord = 100;

/** What was found, as it stands, and whether there may be more of it than that. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/**
 * The first things of a kind, by name, that have all of these words, or ones that begin like them: a query a word, and
 * one request for the things themselves. Nothing is missed as long as one of the words leads to few enough.
 */
export async function findByWords<T>(
  db: Database,
  of: Searchable,
  words: readonly string[],
  limit: number,
  keyOf: (id: string) => Key,
  reader: Reader<T>,
): Promise<Found<T>> {
  const pages = await Promise.all(
    words.map((start) => queryIndexPage(db, 'list', listKeys.words(of), { limit: perWord, start })),
  );
  const whole = pages.filter(({ next }) => next === null);
  const entries = (whole.length > 0 ? whole.slice(0, 1) : pages).flatMap((page) => page.entries);
  const found = new Map<string, WordSummary>();
  for (const entry of summariesOf(db, entries, wordSummary))
    if (words.every((word) => entry.words.some((one) => one.startsWith(word)))) found.set(entry.id, entry);
  const inOrder = [...found.values()]
    .map((entry) => ({ ...entry, place: listWords(entry.name) }))
    .sort((a, b) => a.place.localeCompare(b.place, 'en-GB'));
  const shown = inOrder.slice(0, limit).map(({ id }) => keyOf(id));
  return {
    items: await getReadable(db, shown, reader),
    more: inOrder.length > limit || (words.length > 0 && whole.length === 0),
  };
}
