import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { decisionInWords, isYes } from '../../../shared/domain/decisions/decision.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { letterNotice } from '../../letters/letter-notice.ts';
import { earlierStanding } from '../../letters/standing.ts';
import { namesOf } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { factCheckShown } from '../developer/fact-check.ts';
import { statusTags } from '../notices/kinds.ts';
import { approvalInWords } from '../oversight/approvals.ts';
import { askOversight } from '../oversight/asked.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { becameInWords } from './earlier-endorsement.ts';

type Condition = Answered<typeof decisionOperations.getDecision>['conditions'][number];

const conditionTag = ({ fulfilled, due }: Condition, today: string, isOver: boolean): Tag => {
  if (fulfilled !== null) return { text: 'Fulfilled', colour: 'green' };
  if (isOver) return { text: 'No longer asked for', colour: 'grey' };
  return due < today ? { text: 'Overdue', colour: 'red' } : { text: 'Outstanding', colour: 'yellow' };
};

type Decision = Answered<typeof decisionOperations.getDecision>;
type Done = NonNullable<Decision['withdrawn']>;

/** Where the public register has it; null for what never enters it. */
const registerInWords = ({ register, specificationId }: Decision): object | null => {
  if (register === null) return null;
  const words = {
    'not-yet': 'Not in it yet: it appears when the letter is released',
    endorsed: 'Endorsed',
    suspended: 'Suspended',
    withdrawn: 'Withdrawn',
    replaced: 'Replaced by a later endorsement',
    never: 'Never in it: it was withdrawn before the letter was released',
  };
  const isShown = register !== 'not-yet' && register !== 'never';
  return { text: words[register], href: isShown ? `/register/${specificationId}` : null };
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
  const [letter, approval, withdrawal, settings] = await Promise.all([
    letterNotice(servicesOf(visit.site), round),
    askOversight(visit, 'getApproval', { roundId: round.id, of: 'decision' }),
    askOversight(visit, 'getApproval', { roundId: round.id, of: 'withdrawal' }),
    readFor(visit, 'getSettings'),
  ]);
  const [names, earlier, factCheck] = await Promise.all([
    namesOf(servicesOf(visit.site), [
      decision.decidedBy,
      ...[decision.withdrawn, decision.suspended].flatMap((step) => step?.by ?? []),
      ...decision.conditions.flatMap(({ fulfilled, extensions, takenBack }) => [
        ...(fulfilled === null ? [] : [fulfilled.by]),
        ...[...extensions, ...takenBack].map(({ by }) => by),
      ]),
    ]),
    decision.endorsement ? earlierStanding(servicesOf(visit.site), round, letter) : null,
    factCheckShown(servicesOf(visit.site), round),
  ]);
  const name = (id: string) => names.get(id) ?? erasedPerson;
  const numbers = new Map(criteriaOf(set.content).map(({ id, number }) => [id, number]));
  const today = ukIsoDay(visit.site.now());
  const isOver = decision.withdrawn !== null || decision.replaced !== null;
  const stands = isYes(decision.outcome) && !isOver;
  const isStaff = visit.person?.roles.includes('staff') ?? false;
  const step = (done: Done | null) =>
    done && {
      reason: done.reason,
      message: done.message,
      by: `${name(done.by)}, ${ukTime(done.at)}`,
      href: done.roundId && `/rounds/${done.roundId}/decision`,
    };
  const asksOthers = [settings?.groupAgrees, settings?.secondSigns].some((one) =>
    one?.includes('withdrawal'),
  );
  return page(visit, 'decisions/decision.njk', {
    approval: approval && (await approvalInWords(visit, approval)),
    withdrawalAsked: withdrawal !== null && withdrawal.asked !== null,
    canAskToWithdraw: isStaff && stands && asksOthers && withdrawal?.asked == null,
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
    register: registerInWords(decision),
    earlier: decision.endorsement && {
      sentence: becameInWords(decision.endorsement, letter, earlier),
      href: `/rounds/${decision.endorsement.roundId}/decision`,
    },
    withdrawn: step(decision.withdrawn),
    suspended: isOver ? null : step(decision.suspended),
    reconsiderBy: decision.suspended && ukDay(decision.suspended.reconsiderBy),
    replaced: decision.replaced && {
      sentence: `The endorsement of version ${decision.replaced.specificationVersion} took its place in the register on ${ukDay(ukIsoDay(new Date(decision.replaced.at)))}. Its conditions are no longer asked for.`,
      href: `/rounds/${decision.replaced.roundId}/decision`,
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
      status: conditionTag(condition, today, isOver),
      fulfilled: condition.fulfilled && {
        evidence: condition.fulfilled.evidence,
        by: `${name(condition.fulfilled.by)}, ${ukTime(condition.fulfilled.at)}`,
      },
      extensions: condition.extensions.map(
        ({ at, by, reason, was }) => `${name(by)}, ${ukTime(at)}. It was due on ${ukDay(was)}. ${reason}`,
      ),
      takenBack: condition.takenBack.map(
        ({ at, by, reason, evidence }) =>
          `${name(by)}, ${ukTime(at)}. ${reason}\nThe evidence had been: ${evidence}`,
      ),
      canFulfil: isStaff && stands && condition.fulfilled === null,
      canReword: isStaff && stands && condition.fulfilled === null && letter?.status === 'waiting',
      canTakeBack: isStaff && stands && condition.fulfilled !== null,
    })),
    letter:
      letter === null
        ? null
        : { status: statusTags[letter.status], needsAction: isStaff && letter.status === 'waiting' },
    isStaff,
    factCheck: isStaff && factCheck,
    canWithdraw: isStaff && stands,
    canSuspend: isStaff && (decision.register === 'endorsed' || decision.register === 'suspended'),
  });
}
