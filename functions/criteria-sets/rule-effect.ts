import type { criteriaSetOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isReplayable, type Replay, replay } from '../../shared/domain/recommendations/replay.ts';
import { outcomeShares } from '../../shared/domain/recommendations/rule-effect.ts';
import { listFindings } from '../findings/storage.ts';
import { groundsOf, type JudgedRound, shownJudgedRound } from '../results/judged-round.ts';
import { eachRound } from '../rounds/storage.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { getCriteriaSet } from './storage.ts';
import type { CriteriaSetItem } from './stored-criteria-set.ts';

/** The sizes of panels for which it is worked out how often each outcome comes out. */
const panelSizes = [2, 3, 4, 5, 6, 7] as const;

/** Most closed rounds that are derived again, the last closed first. */
const maxReplayed = 25;

/** `getRuleEffect`. */
export const getRuleEffect =
  (services: Services): UseCase<(typeof criteriaSetOperations)['getRuleEffect']> =>
  async ({ by, of: { criteriaSetId, version, quality } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    if (set === null) return fail(notFound);
    const lists = await Promise.all(
      (['closed', 'decided'] as const).map((status) => eachRound(services.db, status).next()),
    );
    const ids = lists
      .flatMap(({ value }) => value ?? [])
      .filter((round) => round.criteriaSetId === criteriaSetId)
      .sort((a, b) => b.closesAt.localeCompare(a.closesAt))
      .slice(0, maxReplayed)
      .map(({ id }) => id);
    // Whoever may not see a round learns nothing of it here either.
    const read = await Promise.all(ids.map((id) => shownJudgedRound(services, id, by)));
    const rounds = read.flatMap((one) => (one.ok ? [one.value] : []));
    const comparable = rounds.filter((round) => isReplayable(round.set.content, set.content));
    const replays = await Promise.all(
      comparable.map(async (judged) => ({ judged, ...(await replayed(services, judged, set)) })),
    );
    return ok({
      answer: {
        quality,
        panels: panelSizes.map((reviewers) => ({
          reviewers,
          outcomes: outcomeShares(set.content, reviewers, quality / 100),
        })),
        replayed: replays.length,
        notComparable: rounds.length - comparable.length,
        different: replays
          .filter(({ before, after }) => before !== after)
          .map(({ judged: { round }, before, after, changed }) => ({
            roundId: round.id,
            title: round.title,
            specificationVersion: round.specificationVersion,
            before,
            after,
            changed: [...changed],
          })),
      },
    });
  };

/** What the rules of a set make of a round, with all that its recommendation was derived from. */
async function replayed({ db }: Services, judged: JudgedRound, by: CriteriaSetItem): Promise<Replay> {
  const grounds = groundsOf(judged, await listFindings(db, judged.round.id));
  return replay(grounds, judged.recommendation.recommendation, by.content);
}
