import type * as z from 'zod';
import type { findingView as view } from '../../shared/contract/findings/schemas.ts';
import type { FindingItem } from './stored-finding.ts';

/** A finding as it is shown. */
export const findingView = ({
  roundId,
  criterionId,
  number,
  status,
  reason,
  tookPart,
  recordedAt,
  recordedBy,
  recommendationNumber,
}: FindingItem): z.output<typeof view> => ({
  roundId,
  criterionId,
  number,
  status,
  reason,
  tookPart,
  recordedAt,
  recordedBy,
  recommendationNumber,
});
