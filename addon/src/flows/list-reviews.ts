import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewerOperations as operations } from '../../../shared/contract/reviewer-operations.ts';
import { openApi } from '../api-client.ts';
import { dueInWords, ukTime } from '../dates.ts';
import { openedRounds } from '../review-keys.ts';
import type { AssignmentSummary, View } from '../view.ts';
import { failed } from './answers.ts';

type Assignment = Answer<typeof operations.listMyAssignments>['assignments'][number];

/** My reviews: every assignment, the next due first, each with what can be done about it. */
export function listMyReviews(message: string | null = null): View {
  const api = openApi();
  if (!api.ok) return failed(api.error, 'listing');
  const answer = api.value(operations.listMyAssignments, {});
  if (!answer.ok) return failed(answer.error, 'listing');
  const opened = openedRounds(SpreadsheetApp.getActiveSpreadsheet().getId());
  const today = ukTime(new Date()).day;
  return {
    view: 'my-reviews',
    account: Session.getActiveUser().getEmail(),
    message,
    assignments: answer.value.body.assignments.map((assignment) =>
      summary(assignment, today, opened.has(assignment.roundId)),
    ),
  };
}

function summary(assignment: Assignment, today: string, opened: boolean): AssignmentSummary {
  return {
    roundId: assignment.roundId,
    title: assignment.title,
    version: assignment.specificationVersion,
    sample: assignment.sample,
    due: dueInWords(ukTime(assignment.reviewsDue), today),
    status: statusInWords(assignment),
    action: actionFor(assignment, opened),
  };
}

function statusInWords({ status, roundStatus, interest, reopenedBecause }: Assignment): string {
  if (status === 'submitted') return 'Submitted';
  if (status === 'declined') return 'Declined';
  if (status === 'recused' || interest === 'recused') return 'Recused';
  if (roundStatus !== 'open') return `The round is ${roundStatus}`;
  if (interest === 'declared') return 'Waiting for the Centre, which is looking at the interest you declared';
  if (status === 'reopened') return `Reopened: ${reopenedBecause ?? 'the Centre asks you to look again'}`;
  return status === 'invited' ? 'Invited: declare your interests first' : 'Accepted';
}

function actionFor(assignment: Assignment, opened: boolean): AssignmentSummary['action'] {
  const { status, roundStatus, interest, submissions } = assignment;
  if (status === 'declined' || status === 'recused' || interest === 'recused') return null;
  if (status === 'submitted' || (roundStatus !== 'open' && submissions > 0)) return 'receipt';
  if (roundStatus !== 'open' || interest === 'declared') return null;
  if (interest === 'not-declared') return 'declare';
  return opened ? 'continue' : 'start';
}
