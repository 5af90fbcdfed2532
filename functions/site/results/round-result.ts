import { slug } from '../../../shared/contract/basics.ts';
import type { Role } from '../../../shared/contract/operation.ts';
import { getCriteriaSet } from '../../criteria-sets/storage.ts';
import { getDecision } from '../../decisions/storage.ts';
import { getLatestRecommendation, getResult } from '../../results/storage.ts';
import { getRound } from '../../rounds/storage.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { roundResultView } from './round-result-view.ts';

/** Who may read results. */
export const resultReaders: readonly Role[] = ['staff', 'oversight'];

/** `GET /rounds/{roundId}/result`: the result of a round, with its recommendation and trace. */
export async function showRoundResult(visit: Visit): Promise<Answer> {
  const { db } = visit.site;
  const roundId = slug.safeParse(visit.parameters.roundId);
  const round = roundId.success ? await getRound(db, roundId.data) : null;
  if (round === null) return notFoundPage(visit);

  const isOver = round.status === 'closed' || round.status === 'decided';
  const [set, result, recommendation, decision, overall, comparison] = await Promise.all([
    getCriteriaSet(db, round.criteriaSetId, round.criteriaSetVersion),
    getResult(db, round.id),
    getLatestRecommendation(db, round.id),
    getDecision(db, round.id),
    readFor(visit, 'getOverallComments'),
    isOver ? readFor(visit, 'compareRounds') : null,
  ]);
  if (set === null) throw new Error(`The criteria set of the round ${round.id} is missing.`);
  return page(
    visit,
    'results/round-result.njk',
    roundResultView({
      round,
      set,
      result,
      recommendation,
      decision,
      overall: overall?.reviews ?? [],
      comparison,
      show: visit.query.get('show'),
      isStaff: visit.person?.roles.includes('staff') ?? false,
      now: visit.site.now(),
    }),
  );
}
