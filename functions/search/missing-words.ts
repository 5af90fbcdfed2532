import { personWords } from '../people/changes-storage.ts';
import { personStands } from '../people/storage.ts';
import { personItem } from '../people/stored-person.ts';
import { roundStands, roundWords } from '../rounds/storage.ts';
import { roundItem } from '../rounds/stored-round.ts';
import {
  getSpecification,
  getSpecificationVersion,
  specificationStands,
  specificationWords,
} from '../specifications/storage.ts';
import { specificationItem } from '../specifications/stored-specification.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import type { RawItem } from '../table/stored.ts';
import type { Write } from '../table/write.ts';
import { type Searchable, wordItem } from './stored-word.ts';

/**
 * The writes that let a person, specification or round be found that was stored before things were found by words; none
 * where it is found, and for whatever is not found so. They rest on the thing as it was read.
 */
export async function missingWords(db: Database, stored: RawItem): Promise<readonly Write[]> {
  const { kind, id } = stored as { readonly kind: Searchable; readonly id: string };
  if (!(kind in wordsOf)) return [];
  // What changes a thing that is found keeps its entries with it: some are all.
  return (await getItem(db, keys.word(kind, id, 0), wordItem)) === null ? wordsOf[kind](db, stored) : [];
}

const wordsOf: Readonly<Record<Searchable, (db: Database, stored: RawItem) => Promise<readonly Write[]>>> = {
  person: async (_, stored) => {
    const person = personItem.parse(stored);
    return [personStands(person), ...personWords(person)];
  },
  specification: async (_, stored) => {
    const specification = specificationItem.parse(stored);
    return [specificationStands(specification), ...specificationWords(specification)];
  },
  round: async (db, stored) => {
    const round = roundItem.parse(stored);
    const { specificationId, specificationVersion } = round;
    const [specification, version] = await Promise.all([
      getSpecification(db, specificationId),
      getSpecificationVersion(db, specificationId, specificationVersion),
    ]);
    if (specification === null || version === null)
      throw new Error(`Round ${round.id} has lost its specification`);
    const { areaOfPractice } = version.content;
    const { organisation } = specification.developer;
    return [roundStands(round), ...roundWords(round, { areaOfPractice, organisation })];
  },
};
