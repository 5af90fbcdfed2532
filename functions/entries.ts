import type * as z from 'zod';
import type { criteriaSetEntry } from '../shared/contract/criteria-sets/schemas.ts';
import type { roundEntry } from '../shared/contract/rounds/schemas.ts';
import type { specificationEntry } from '../shared/contract/specifications/schemas.ts';
import type { CriteriaSetSummary } from './criteria-sets/storage.ts';
import type { RoundSummary } from './rounds/storage.ts';
import type { SpecificationSummary } from './specifications/storage.ts';

/** Entries on a page of a list. */
export const pageSize = 25;

/** A round in a list. */
export const roundEntryOf = ({ id, ...rest }: RoundSummary): z.output<typeof roundEntry> => ({
  roundId: id,
  ...rest,
});

/** A specification in a list. */
export const specificationEntryOf = ({
  id,
  ...rest
}: SpecificationSummary): z.output<typeof specificationEntry> => ({ specificationId: id, ...rest });

/** A version of a criteria set in a list. */
export const criteriaSetEntryOf = ({
  id,
  ...rest
}: CriteriaSetSummary): z.output<typeof criteriaSetEntry> => ({ criteriaSetId: id, ...rest });
