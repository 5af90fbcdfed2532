import type * as z from 'zod';
import { defectsOf } from '../../../shared/contract/defects.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { interestQuestion } from '../../../shared/domain/rounds/own-assignment.ts';
import { openApi } from '../api-client.ts';
import type { View } from '../view.ts';
import { failed, headingOf } from './answers.ts';
import { findAssignment, listMyReviews } from './list-reviews.ts';
import { seenOf, sendOver } from './own-assignment.ts';

/** What the form sends: nothing to declare, or what there is. */
export interface DeclarationForm {
  readonly interest: string;
  readonly description: string;
  /** The assignment that was shown. */
  readonly seen?: string;
}

/** The form in which interests are declared. */
export function showDeclaration(roundId: string): View {
  return declarationForm(roundId, { interest: '', description: '' }, null);
}

/** Declares interests; the list then shows whether the review can start or waits for the Centre. */
export function declareInterests(roundId: string, form: DeclarationForm): View {
  const body = operations.declareInterests.body.safeParse(
    form.interest === 'none'
      ? { interest: 'none' }
      : { interest: form.interest, description: form.description },
  );
  if (!body.success) return declarationForm(roundId, form, errorInWords(form, body.error));
  const api = openApi();
  if (!api.ok) return failed(api.error, 'declaring');
  const answer = sendOver(api.value, roundId, form.seen, (ifMatch) =>
    api.value(operations.declareInterests, {
      parameters: { roundId },
      headers: { 'If-Match': ifMatch },
      body: body.data,
    }),
  );
  if (!answer.ok)
    return answer.error === 'changed'
      ? declarationForm(roundId, form, changedMeanwhile)
      : failed(answer.error, 'declaring', roundId);
  return listMyReviews(
    answer.value.body.interest === 'declared'
      ? 'Your interest is declared. The Centre will look at it and write to you; until then the review waits.'
      : 'You have declared that you have no interests. You can start the review.',
  );
}

function declarationForm(roundId: string, form: DeclarationForm, error: string | null): View {
  const found = findAssignment(roundId);
  if (!found.ok) return found.error;
  const asked = found.value.api(operations.getInterestsAsked, { parameters: { roundId } });
  if (!asked.ok) return failed(asked.error, 'listing', roundId);
  return {
    view: 'declaration',
    heading: headingOf(found.value.assignment),
    seen: seenOf(found.value.assignment),
    question: interestQuestion(asked.value.body),
    interest: form.interest === 'none' || form.interest === 'declared' ? form.interest : null,
    description: form.description,
    error,
  };
}

const changedMeanwhile =
  'This review has changed since you opened the form. Nothing was sent: look at it again, then declare.';

function errorInWords({ interest, description }: DeclarationForm, error: z.ZodError): string {
  if (interest !== 'declared') return 'Choose whether you have an interest to declare.';
  if (description.trim() === '') return 'Describe the interest, or choose that you have none.';
  return defectsOf(error)[0]?.detail ?? 'This cannot be sent.';
}
