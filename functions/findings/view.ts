import type * as z from 'zod';
import type {
  discussionView as ofDiscussion,
  findingView as view,
} from '../../shared/contract/findings/schemas.ts';
import { type CurrentRatings, hasLapsed } from './storage.ts';
import type { DiscussionItem, FindingItem } from './stored-finding.ts';

/** A finding as it is shown, beside the ratings that count now. */
export const findingView = (finding: FindingItem, current: CurrentRatings): z.output<typeof view> => ({
  roundId: finding.roundId,
  criterionId: finding.criterionId,
  number: finding.number,
  status: finding.status,
  reason: finding.reason,
  discussion: finding.discussion,
  recordedAt: finding.recordedAt,
  recordedBy: finding.recordedBy,
  recommendationNumber: finding.recommendationNumber,
  lapsed: hasLapsed(finding, current),
});

/** A discussion as it is shown. */
export const discussionView = ({
  number,
  attended,
  recordedAt,
  recordedBy,
}: DiscussionItem): z.output<typeof ofDiscussion> => ({ number, attended, recordedAt, recordedBy });
