import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { decisionInWords, isYes } from '../../../shared/domain/decisions/decision.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { letterNotice } from '../../letters/use-cases.ts';
import { namesOf } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { statusTags } from '../notices/kinds.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';

type Condition = Answered<typeof decisionOperations.getDecision>['conditions'][number];

const conditionTag = ({ fulfilled, due }: Condition, today: string, withdrawn: boolean): Tag => {
  if (fulfilled !== null) return { text: 'Fulfilled', colour: 'green' };
  if (withdrawn) return { text: 'No longer asked for', colour: 'grey' };
  return due < today ? { text: 'Overdue', colour: 'red' } : { text: 'Outstanding', colour: 'yellow' };
};

/** `GET /rounds/{roundId}/decision`: what the Centre decided, and where its conditions stand. */
export async function showDecision(visit: Visit): Promise<Answer> {
  const [found, decision] = await Promise.all([roundOf(visit), readFor(visit, 'getDecision')]);
  if (found === null) return notFoundPage(visit);
  const { round, set } = found;
  if (decision === null)
    return messagePage(visit, 404, {
      title: 'There is no decision yet',
      paragraphs: [`The round is ${round.status}.`],
      action: { text: 'Go to the result', href: `/rounds/${round.id}/result` },
    });
  const [names, letter] = await Promise.all([
    namesOf(servicesOf(visit.site), [
      decision.decidedBy,
      ...(decision.withdrawn === null ? [] : [decision.withdrawn.by]),
      ...decision.conditions.flatMap(({ fulfilled }) => fulfilled?.by ?? []),
    ]),
    letterNotice(servicesOf(visit.site), round),
  ]);
  const name = (id: string) => names.get(id) ?? erasedPerson;
  const numbers = new Map(criteriaOf(set.content).map(({ id, number }) => [id, number]));
  const today = ukIsoDay(visit.site.now());
  const stands = isYes(decision.outcome) && decision.withdrawn === null;
  const isStaff = visit.person?.roles.includes('staff') ?? false;
  return page(visit, 'decisions/decision.njk', {
    roundId: round.id,
    round: titleOf(round),
    sample: round.sample,
    isGateway: round.criteriaSetKind === 'gateway',
    yes: round.criteriaSetKind === 'gateway' ? 'go-ahead' : 'endorsement',
    intervention: decision.intervention,
    outcome: decisionInWords[decision.outcome],
    recommended: `${outcomeInWords[decision.recommended]} (recommendation ${decision.recommendationNumber})`,
    departs: decision.departs,
    reason: decision.reason,
    message: decision.message,
    reviewBy: decision.reviewBy && ukDay(decision.reviewBy),
    isReviewOverdue: stands && decision.reviewBy !== null && decision.reviewBy < today,
    decided: `${name(decision.decidedBy)}, ${ukTime(decision.decidedAt)}`,
    withdrawn: decision.withdrawn && {
      reason: decision.withdrawn.reason,
      message: decision.withdrawn.message,
      by: `${name(decision.withdrawn.by)}, ${ukTime(decision.withdrawn.at)}`,
    },
    conditions: decision.conditions.map((condition) => ({
      number: condition.number,
      text: condition.text,
      criteria: condition.criteria.flatMap((id) => {
        const number = numbers.get(id);
        return number === undefined ? [] : [{ number, href: `/rounds/${round.id}/criteria/${id}` }];
      }),
      owner: condition.owner,
      due: ukDay(condition.due),
      status: conditionTag(condition, today, decision.withdrawn !== null),
      fulfilled: condition.fulfilled && {
        evidence: condition.fulfilled.evidence,
        by: `${name(condition.fulfilled.by)}, ${ukTime(condition.fulfilled.at)}`,
      },
      canFulfil: isStaff && stands && condition.fulfilled === null,
    })),
    letter:
      letter === null
        ? null
        : { status: statusTags[letter.status], needsAction: isStaff && letter.status === 'waiting' },
    canWithdraw: isStaff && stands,
  });
}
