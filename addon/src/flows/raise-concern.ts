import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { openApi } from '../api-client.ts';
import { sha256 } from '../digest.ts';
import { explain } from '../problems-in-words.ts';
import type { ConcernView, View } from '../view.ts';
import { headingOf } from './answers.ts';
import { findAssignment } from './list-reviews.ts';
import { getForm } from './service.ts';

/** What the form sends. */
export interface ConcernForm {
  readonly text: string;
  /** A criterion's id; empty for none in particular. */
  readonly criterion: string;
}

/** The form in which a patient-safety concern is raised. Whoever was recused sees no criteria, and may raise one. */
export function showConcern(roundId: string): View {
  const found = findAssignment(roundId);
  if (!found.ok) return found.error;
  const form = getForm(found.value.api, roundId);
  return {
    view: 'concern',
    heading: headingOf(found.value.assignment),
    key: Utilities.getUuid(),
    criteria: form.ok
      ? criteriaOf(form.value.criteriaSet).map(({ id, number, text }) => [id, `${number} ${text}`] as const)
      : [],
    criterion: '',
    text: '',
    error: null,
    sent: false,
  };
}

/** Tells the Centre. What was typed comes back until the service has said that it has it. */
export function raiseConcern(shown: ConcernView, { text, criterion }: ConcernForm): View {
  const typed = { ...shown, text, criterion };
  const body = operations.raiseConcern.body.safeParse({
    text,
    criterionId: criterion === '' ? null : criterion,
  });
  if (!body.success)
    return {
      ...typed,
      error: text.trim() === '' ? 'Say what worries you.' : 'Use at most 4,000 characters.',
    };
  const api = openApi();
  const answer = api.ok
    ? api.value(operations.raiseConcern, {
        parameters: { roundId: shown.heading.roundId },
        // The same words from the same form are the same concern, however often they are sent.
        headers: { 'Idempotency-Key': `${shown.key}-${sha256(`${criterion} ${text}`).slice(0, 16)}` },
        body: body.data,
      })
    : api;
  if (answer.ok) return { ...typed, error: null, sent: true };
  const { error } = answer;
  const { what, next, safe } = explain(error, 'raising');
  // What the service says of a concern says it better than what is said of reviews.
  const said = error.kind === 'refused' && error.status < 500 ? error.problem?.detail : undefined;
  return { ...typed, error: `${said ?? `${what} ${next}`} ${safe}` };
}
