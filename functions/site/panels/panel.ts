import { byName } from '../../../shared/domain/basics/fold.ts';
import { criteriaOf, thresholdOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { explain } from '../../../shared/domain/recommendations/explain.ts';
import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { namesOf } from '../../people/names.ts';
import { shownResult } from '../../results/shown-result.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import { barKey } from '../results/rating-bar.ts';
import { findingsView, overallView, peopleOfFindings, reviewsView } from '../results/reviews-view.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { messagePage, notFoundPage, page, secondsToWait } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** `GET /rounds/{roundId}/panel`: the paper for a panel discussion, and what was found. */
export async function showPanel(visit: Visit): Promise<Answer> {
  const services = servicesOf(visit.site);
  const [found, paper] = await Promise.all([roundOf(visit), readFor(visit, 'getPanelPaper')]);
  if (found === null) return notFoundPage(visit);
  const { round, set } = found;
  if (paper === null) return notYet(visit, round.id, round.status === 'closed' || round.status === 'decided');
  const [shown, names] = await Promise.all([
    shownResult(services, round.id, visit.person),
    namesOf(services, [
      ...paper.disputed.flatMap((criterion) => peopleOfFindings(criterion.findings)),
      ...paper.discussions.flatMap(({ attended }) => attended),
    ]),
  ]);
  const recommendation = shown?.recommendation ?? null;
  const thresholds = new Map(criteriaOf(set.content).map((c) => [c.id, thresholdOf(set.content, c)]));
  return page(visit, 'panels/panel.njk', {
    roundId: round.id,
    round: titleOf(round),
    sample: round.sample,
    recommendation: recommendation && {
      number: recommendation.number,
      outcome: outcomeInWords[recommendation.recommendation.outcome],
      reasons: explain(recommendation.recommendation, set.content).reasons,
    },
    overall: overallView(paper.overall),
    key: barKey(set.content),
    criteria: paper.disputed.map((criterion) => ({
      ...reviewsView(set.content, criterion),
      threshold:
        set.content.scale.find(({ value }) => value === thresholds.get(criterion.criterionId))?.label ?? '',
      findings: findingsView(
        criterion.findings,
        names,
        statusWords(set.content, thresholds.get(criterion.criterionId)),
      ),
    })),
    discussions: paper.discussions.map(({ recordedAt, attended }) => ({
      recorded: ukTime(recordedAt),
      attended: attended
        .map((id) => ({ name: names.get(id) ?? erasedPerson }))
        .sort(byName)
        .map(({ name }) => name),
    })),
    tooFewRatings: paper.tooFewRatings,
    statuses: statusWords(set.content).within,
    meets: round.panelCall && {
      at: ukTime(round.panelCall.at),
      where: round.panelCall.where,
      calendar: `/rounds/${round.id}/panel.ics`,
    },
    canCall: round.status === 'closed' && (visit.person?.roles.includes('staff') ?? false),
    canFind:
      round.status === 'closed' &&
      round.panelCall !== null &&
      (visit.person?.roles.includes('staff') ?? false),
  });
}

const notYet = (visit: Visit, roundId: string, isOver: boolean): Answer =>
  isOver
    ? messagePage(visit, 200, {
        title: 'The recommendation is being derived',
        paragraphs: ['This takes a few seconds. The panel discussion is shown here by itself afterwards.'],
        refreshIn: secondsToWait,
        action: { text: 'Show the panel discussion', href: `/rounds/${roundId}/panel` },
      })
    : messagePage(visit, 409, {
        title: 'There is no paper for the panel yet',
        paragraphs: ['The paper is made of the recommendation, which is derived when the round closes.'],
        action: { text: 'Go to the result', href: `/rounds/${roundId}/result` },
      });
