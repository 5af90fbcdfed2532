import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Body } from '../../../shared/contract/operation.ts';
import { ok, type Result } from '../../../shared/domain/basics/result.ts';
import { decisionInWords, departs, isEndorsement } from '../../../shared/domain/decisions/decision.ts';
import { fateInWords, isToldAtOnce } from '../../../shared/domain/decisions/fate.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { mayBeKept, type ToDecide } from '../../decisions/to-decide.ts';
import type { Problem } from '../../use-case/problem.ts';
import { ukDay } from '../../words/uk-time.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { letterShown, passagesShown } from '../letters/letter-shown.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';

type Decision = Body<typeof decisionOperations.decide>;

/** What a decision would do, for whoever is about to record it; fails with what keeps it from being recorded. */
export async function lookAtDecision(
  decision: Decision,
  about: ToDecide,
  visit: Visit,
): Promise<Result<object, Problem>> {
  const roundId = about.round.id;
  const previewed = await visit.perform('previewLetter', visit.person, () =>
    ok({ of: { roundId }, what: decision, expected: 0, key: '' }),
  );
  if (!previewed.ok) return previewed;
  const kept = await mayBeKept(servicesOf(visit.site), roundId, decision);
  if (!kept.ok) return kept;
  const recommended = about.recommendation?.recommendation.outcome;
  return ok({
    whom: whoMadeIt(about.round.criteriaSetKind),
    outcome: decisionInWords[decision.outcome],
    recommended: recommended && outcomeInWords[recommended],
    departs: recommended !== undefined && departs(decision.outcome, recommended),
    reason: decision.reason,
    message: decision.message,
    intervention: decision.intervention,
    conditions: decision.conditions.map(({ text, owner, due }, i) => ({
      number: i + 1,
      text,
      owner,
      due: ukDay(due),
    })),
    reviewBy: decision.reviewBy && ukDay(decision.reviewBy),
    effects: effectsOf(decision, about),
    toldAtOnce: decision.endorsement?.message ?? '',
    letter: letterShown(previewed.value.answer),
    ...passagesShown(previewed.value.answer),
  });
}

/** What recording it does, a sentence each. */
function effectsOf(decision: Decision, { endorsed: now, round }: ToDecide): readonly string[] {
  const { endorsement: fate } = decision;
  const registered =
    fate === null || now === null
      ? []
      : [
          fateInWords(fate, now.specificationVersion, 'before-letter'),
          isToldAtOnce(fate)
            ? 'The public register says so at once, and the developer’s contact is told at once.'
            : 'Until the letter is released, the public register shows it as it is.',
        ];
  return [
    ...registered,
    ...(isEndorsement(decision.outcome)
      ? [
          `Version ${round.specificationVersion} appears in the public register when the letter is released, not before.`,
        ]
      : []),
    'Staff and the Oversight Group are told of the decision by email.',
    `The letter to the ${whoMadeIt(round.criteriaSetKind)} waits for its release.`,
  ];
}
