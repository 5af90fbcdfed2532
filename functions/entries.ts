import type * as z from 'zod';
import type { roundEntry } from '../shared/contract/rounds/schemas.ts';
import type { RoundSummary } from './rounds/storage.ts';

/** Entries on a page of a list. */
export const pageSize = 25;

/** A round in a list. */
export const roundEntryOf = ({ id, ...rest }: RoundSummary): z.output<typeof roundEntry> => ({
  roundId: id,
  ...rest,
});
