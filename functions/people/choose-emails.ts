import type { Result } from '../../shared/domain/basics/result.ts';
import type { Database } from '../table/database.ts';
import type { RawItem } from '../table/stored.ts';
import { tryWrite, update } from '../table/write.ts';
import type { PersonItem } from './stored-person.ts';

/** Keeps which emails a person does without, as they were read; fails with what stands where they changed meanwhile. */
export const chooseEmails = (
  db: Database,
  person: PersonItem,
  unwanted: PersonItem['unwanted'],
): Promise<Result<void, RawItem | null>> =>
  tryWrite(
    db,
    update(
      'person',
      person,
      { set: { unwanted }, add: { editVersion: 1 } },
      { editVersion: person.editVersion },
    ),
  );
