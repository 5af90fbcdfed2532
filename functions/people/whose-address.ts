import { listWords } from '../../shared/domain/basics/fold.ts';
import type { Defect } from '../../shared/domain/basics/result.ts';
import type { PersonItem } from './stored-person.ts';

/** Whether somebody is known under this name, whatever its case, spaces, accents, apostrophes and hyphens. */
const isNameOf = (person: Pick<PersonItem, 'name'>, name: string): boolean =>
  listWords(person.name).trimEnd() === listWords(name).trimEnd();

/** What is wrong with an address at `pointer` that belongs to somebody of another name than was given with it. */
export const whoseAddress = (
  pointer: string,
  known: Pick<PersonItem, 'name'> | null,
  name: string,
  /** Where it stands, in words, in a list of people. */
  where?: string,
): readonly Defect[] =>
  known === null || isNameOf(known, name)
    ? []
    : [
        {
          pointer,
          code: 'somebody-elses',
          detail: `${where === undefined ? 'This is the address' : `${where} has the address`} of ${known.name}. If you mean them, enter that name; otherwise enter another address`,
        },
      ];
