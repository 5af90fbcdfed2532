import type { Finding } from '../../shared/domain/recommendation.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type Database, putNew, queryItems } from './database.ts';
import type { NewEvent } from './events.ts';
import { type FindingItem, findingItem, type RoundItem } from './items.ts';
import { keys } from './keys.ts';
import { changeRound } from './rounds.ts';

/** Every finding of a round, by criterion and number. */
export const listFindings = (db: Database, roundId: string): Promise<FindingItem[]> =>
  queryItems(db, { pk: keys.round(roundId).pk, prefix: 'FINDING#' }, findingItem);

/** The latest finding of each criterion, from all of them in the order in which they are listed. */
export const latestFindings = (findings: readonly FindingItem[]): readonly Finding[] => [
  ...new Map(findings.map(({ criterionId, status }) => [criterionId, { criterionId, status }])).values(),
];

/**
 * Adds a finding to a closed round as it was read, and asks for the recommendation that takes it into
 * account. Fails where the round was edited, or anything that affects its result came, meanwhile.
 */
export const addFinding = (
  db: Database,
  round: RoundItem,
  finding: Omit<FindingItem, 'pk' | 'sk' | 'kind'>,
  event: NewEvent,
): Promise<Result<void, readonly string[]>> =>
  changeRound(
    db,
    round,
    { affectsResult: true, recommendationDue: true, restsOnResult: true },
    [
      putNew('finding', {
        ...keys.finding(round.id, finding.criterionId, finding.number),
        kind: 'finding',
        ...finding,
      }),
    ],
    event,
  );
