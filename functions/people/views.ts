import type * as z from 'zod';
import type { personEntry, personView as schema } from '../../shared/contract/people/schemas.ts';
import type { PersonSummary } from './storage.ts';
import type { PersonItem } from './stored-person.ts';

type Shown = Pick<
  PersonItem,
  | 'id'
  | 'name'
  | 'email'
  | 'roles'
  | 'expertise'
  | 'organisation'
  | 'addressTrouble'
  | 'createdAt'
  | 'editVersion'
>;

/** A person as the API shows them. */
export const personView = ({
  id,
  name,
  email,
  roles,
  expertise,
  organisation,
  addressTrouble,
  createdAt,
  editVersion,
}: Shown): z.output<typeof schema> => ({
  personId: id,
  name,
  email,
  roles,
  expertise,
  organisation,
  addressTrouble: addressTrouble && { kind: addressTrouble.kind, at: addressTrouble.at },
  createdAt,
  editVersion,
});

/** A person in a list, but for the reviews that are asked of them. */
export const personEntryOf = ({
  id,
  name,
  roles,
  expertise,
}: PersonSummary): Omit<z.output<typeof personEntry>, 'waiting' | 'overdue'> => ({
  personId: id,
  name,
  roles,
  expertise,
});
