import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { listDiscussions, listFindings } from '../findings/storage.ts';
import { discussionView } from '../findings/view.ts';
import { criterionView, overallView } from '../results/criterion-detail.ts';
import { shownJudgedRound } from '../results/judged-round.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';

/** `getPanelPaper`. */
export const getPanelPaper =
  (services: Services): UseCase<(typeof panelOperations)['getPanelPaper']> =>
  async ({ by, of: { roundId } }) => {
    const [read, findings, discussions] = await Promise.all([
      shownJudgedRound(services, roundId, by),
      listFindings(services.db, roundId),
      listDiscussions(services.db, roundId),
    ]);
    if (!read.ok) return read;
    const { round, set, recommendation: kept } = read.value;
    // The panel reads it: nobody's name, and no note that was meant for the Centre alone.
    const shown = { notes: false, names: new Map() };
    const traces = new Map(kept.recommendation.criteria.map((c) => [c.criterionId, c]));
    const criteria = criteriaOf(set.content);
    return ok({
      answer: {
        roundId,
        title: round.title,
        specificationVersion: round.specificationVersion,
        recommendationNumber: kept.number,
        overall: overallView(read.value, shown.notes),
        disputed: criteria
          .filter(({ id }) => traces.get(id)?.ratedStatus === 'disputed')
          .map((criterion) => criterionView(read.value, criterion, kept.recommendation, findings, shown)),
        discussions: discussions.map(discussionView),
        tooFewRatings: criteria
          .filter(({ id, mandatory }) => mandatory && traces.get(id)?.ratedStatus === 'insufficient')
          .map(({ number }) => number),
      },
      version: round.editVersion,
    });
  };
