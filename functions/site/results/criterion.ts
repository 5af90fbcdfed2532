import { criteriaOf, thresholdOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { criterionInWords } from '../../../shared/domain/recommendations/explain.ts';
import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import {
  averageDeviationInWords,
  interquartileRangeInWords,
} from '../../../shared/domain/results/dispersion-in-words.ts';
import { namesOf } from '../../people/names.ts';
import { shownResult } from '../../results/shown-result.ts';
import { roundIdOf, titleOf } from '../rounds/round-of.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { barKey } from './rating-bar.ts';
import { findingsView, peopleOfFindings, reviewsView } from './reviews-view.ts';

/** `GET /rounds/{roundId}/criteria/{criterionId}`: what the panel says of one criterion. */
export async function showCriterion(visit: Visit): Promise<Answer> {
  const services = servicesOf(visit.site);
  const [shown, detail] = await Promise.all([
    shownResult(services, roundIdOf(visit) ?? '', visit.person),
    readFor(visit, 'getCriterion'),
  ]);
  if (shown === null || detail === null) return notFoundPage(visit);
  const { round, set, recommendation, result } = shown;
  const names = await namesOf(services, peopleOfFindings(detail.findings));
  const all = criteriaOf(set.content);
  const index = all.findIndex(({ id }) => id === detail.criterionId);
  const criterion = all[index];
  if (criterion === undefined) return notFoundPage(visit);
  const beside = (at: number) => {
    const other = all[at];
    return (
      other && { labelText: `Criterion ${other.number}`, href: `/rounds/${round.id}/criteria/${other.id}` }
    );
  };
  const threshold = thresholdOf(set.content, criterion);
  const isCurrent = round.status === 'closed' || round.status === 'decided';
  const trace = recommendation?.recommendation.criteria.find((c) => c.criterionId === detail.criterionId);
  const counted = result?.result.criteria.find((c) => c.criterionId === detail.criterionId);
  return page(visit, 'results/criterion.njk', {
    roundId: round.id,
    round: titleOf(round),
    sample: round.sample,
    criterion: reviewsView(set.content, detail),
    key: barKey(set.content),
    threshold: set.content.scale.find(({ value }) => value === threshold)?.label ?? '',
    how:
      isCurrent && recommendation !== null && trace !== undefined
        ? criterionInWords(trace, recommendation.recommendation, set.content)
        : null,
    dispersion:
      counted === undefined
        ? []
        : [
            averageDeviationInWords(counted.averageDeviation, set.content.scale.length),
            interquartileRangeInWords(counted.interquartileRange),
          ],
    findings: findingsView(detail.findings, names, statusWords(set.content, threshold)),
    canFind:
      round.status === 'closed' &&
      detail.ratedStatus === 'disputed' &&
      (visit.person?.roles.includes('staff') ?? false),
    previous: index > 0 ? beside(index - 1) : null,
    next: beside(index + 1),
  });
}
