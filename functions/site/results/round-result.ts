import type { Role } from '../../../shared/contract/operation.ts';
import { foreseeReviews } from '../../results/foreseen.ts';
import { shownResult } from '../../results/shown-result.ts';
import { roundIdOf } from '../rounds/round-of.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { roundResultView } from './round-result-view.ts';

/** Who may read results. */
export const resultReaders: readonly Role[] = ['staff', 'oversight'];

/** `GET /rounds/{roundId}/result`: the result of a round, with its recommendation and trace. */
export async function showRoundResult(visit: Visit): Promise<Answer> {
  const shown = await shownResult(servicesOf(visit.site), roundIdOf(visit) ?? '', visit.person);
  if (shown === null) return notFoundPage(visit);

  await foreseeReviews(visit.site.db, shown.round);
  const isOver = shown.round.status === 'closed' || shown.round.status === 'decided';
  const [comments, comparison] = await Promise.all([
    readFor(visit, 'getComments'),
    isOver ? readFor(visit, 'compareRounds') : null,
  ]);
  return page(
    visit,
    'results/round-result.njk',
    roundResultView({
      ...shown,
      comments: comments ?? { reviews: [], criteria: [] },
      comparison,
      show: visit.query.get('show'),
      isStaff: visit.person?.roles.includes('staff') ?? false,
      now: visit.site.now(),
    }),
  );
}
