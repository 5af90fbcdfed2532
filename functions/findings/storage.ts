import type { Result } from '../../shared/domain/basics/result.ts';
import type { Finding } from '../../shared/domain/recommendations/recommendation.ts';
import { reviewOf } from '../../shared/domain/reviews/review.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { SubmissionItem } from '../reviews/stored-submission.ts';
import { changeRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { queryItems } from '../table/read.ts';
import type { Bare } from '../table/stored.ts';
import { putNew, type Unmet } from '../table/write.ts';
import { type DiscussionItem, discussionItem, type FindingItem, findingItem } from './stored-finding.ts';

/** Every finding of a round, by criterion and number. */
export const listFindings = (db: Database, roundId: string): Promise<FindingItem[]> =>
  queryItems(db, ranges.findings(roundId), findingItem);

/**
 * The latest finding of each criterion, from all of them in the order in which they are listed, where the
 * ratings that the panel discussed still stand: a review that was reopened and changed since asks for a new
 * finding. Otherwise raising a rating could bring an old finding back and make the outcome worse.
 */
export function standingFindings(
  findings: readonly FindingItem[],
  current: CurrentRatings,
): readonly Finding[] {
  const latest = new Map(findings.map((finding) => [finding.criterionId, finding]));
  return [...latest.values()]
    .filter((finding) => !hasLapsed(finding, current))
    .map(({ criterionId, status }) => ({ criterionId, status }));
}

/** The submissions that count now. */
export type CurrentRatings = readonly Pick<SubmissionItem, 'place' | 'content'>[];

/** Whether the ratings that a panel discussed are others now, or of others. */
export const hasLapsed = (
  { criterionId, ratings }: Pick<FindingItem, 'criterionId' | 'ratings'>,
  current: CurrentRatings,
): boolean =>
  ratings.length !== current.length ||
  current.some(
    ({ place, content }) =>
      ratings.find((discussed) => discussed.place === place)?.rating !==
      reviewOf(content, criterionId).rating,
  );

/** Every discussion of a round, by number. */
export const listDiscussions = (db: Database, roundId: string): Promise<DiscussionItem[]> =>
  queryItems(db, ranges.discussions(roundId), discussionItem);

/**
 * Adds a discussion and its findings, each with its event, to a closed round as it was read, and asks for the one
 * recommendation that takes them into account. Fails where the round was edited, or anything that affects its result
 * came, meanwhile.
 */
export const addDiscussion = (
  db: Database,
  round: RoundItem,
  discussion: Bare<DiscussionItem>,
  found: readonly { readonly finding: Bare<FindingItem>; readonly event: NewEvent }[],
): Promise<Result<void, Unmet>> => {
  const [first, ...others] = found;
  if (first === undefined) throw new TypeError('A discussion without findings is not recorded.');
  return changeRound(
    db,
    round,
    { affectsResult: true, recommendationDue: true, restsOnResult: true },
    [
      putNew('discussion', {
        ...keys.discussion(round.id, discussion.number),
        ...discussionItem.stamp,
        ...discussion,
      }),
      ...found.map(({ finding }) =>
        putNew('finding', {
          ...keys.finding(round.id, finding.criterionId, finding.number),
          ...findingItem.stamp,
          ...finding,
        }),
      ),
      ...others.map(({ event }) => eventWrite(keys.round(round.id), event)),
    ],
    first.event,
  );
};
