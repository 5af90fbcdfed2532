import type * as z from 'zod';
import type { findingView as view } from '../../shared/contract/findings/schemas.ts';
import { type CurrentRatings, hasLapsed } from './storage.ts';
import type { FindingItem } from './stored-finding.ts';

/** A finding as it is shown, beside the ratings that count now. */
export const findingView = (finding: FindingItem, current: CurrentRatings): z.output<typeof view> => ({
  roundId: finding.roundId,
  criterionId: finding.criterionId,
  number: finding.number,
  status: finding.status,
  reason: finding.reason,
  tookPart: finding.tookPart,
  recordedAt: finding.recordedAt,
  recordedBy: finding.recordedBy,
  recommendationNumber: finding.recommendationNumber,
  lapsed: hasLapsed(finding, current),
});
