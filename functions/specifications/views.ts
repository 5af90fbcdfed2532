import type * as z from 'zod';
import { oneSpaceApart } from '../../shared/contract/basics.ts';
import type { specificationEntry } from '../../shared/contract/specifications/schemas.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { SpecificationSummary } from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';

/** A specification as the API shows it, without its versions. */
export const specificationView = ({
  id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
}: Pick<
  SpecificationItem,
  'id' | 'title' | 'areaOfPractice' | 'developer' | 'latestVersion' | 'editVersion'
>) => ({
  specificationId: id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
});

/** A specification in a list. */
export const specificationEntryOf = ({
  id,
  ...rest
}: SpecificationSummary): z.output<typeof specificationEntry> => ({ specificationId: id, ...rest });

/** Whether somebody is known under this name, however it is spaced and in whatever case. */
export function isNameOf(person: PersonItem, name: string): boolean {
  const plain = (words: string) => oneSpaceApart(words.normalize('NFC')).toLowerCase();
  return plain(person.name) === plain(name);
}
