import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { item, type Stored, storedSummary } from '../table/stored.ts';

/** What is found by its words. */
export const searchable = ['person', 'specification', 'round'] as const;

/** What is found by its words. */
export type Searchable = (typeof searchable)[number];

/**
 * A word by which a thing is found, in one of the thing's places for words; empty where the place is not needed now. Those
 * of a person lie with the person, and are erased with them.
 */
export const wordItem = item('word', { of: z.enum(searchable), id: slug, word: z.string() });

/** What says of an entry which thing it leads to, as what it is listed, and by which words it is found besides. */
export const wordSummary = storedSummary({ id: slug, name: z.string(), words: z.array(z.string()) });

/** What an entry leads to. */
export type WordSummary = Stored<typeof wordSummary>;
