import type * as z from 'zod';
import type { roundEntry } from '../../shared/contract/rounds/schemas.ts';
import type { RoundSummary } from './storage.ts';

/** A round in a list. */
export const roundEntryOf = ({
  id,
  title,
  specificationVersion,
  criteriaSetKind,
  sample,
  status,
  reviewsDue,
  closesAt,
  progress,
}: RoundSummary): z.output<typeof roundEntry> => ({
  roundId: id,
  title,
  specificationVersion,
  criteriaSetKind,
  sample,
  status,
  reviewsDue,
  closesAt,
  progress,
});
