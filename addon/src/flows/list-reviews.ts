import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import {
  leavingOf,
  mayRaiseConcern,
  nextStep,
  statusInWords,
  urgency,
} from '../../../shared/domain/rounds/own-assignment.ts';
import { type Call, openApi } from '../api-client.ts';
import { dateAndTime, dueInWords, ukTime } from '../dates.ts';
import { openedRounds } from '../review-keys.ts';
import type { AssignmentSummary, View } from '../view.ts';
import { failed, headingOf, notPossible } from './answers.ts';
import { sharingWarning } from './sharing.ts';

type Listed = Answer<typeof operations.listMyAssignments>;
type Assignment = Listed['assignments'][number];
type Concern = Listed['concerns'][number];

/** My reviews: every assignment, what is to be done next first, each with what can be done about it. */
export function listMyReviews(message: string | null = null): View {
  const api = openApi();
  if (!api.ok) return failed(api.error, 'listing');
  const answer = api.value(operations.listMyAssignments, {});
  if (!answer.ok) return failed(answer.error, 'listing');
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const opened = openedRounds(spreadsheet.getId());
  const today = ukTime(new Date()).day;
  return {
    view: 'my-reviews',
    account: Session.getActiveUser().getEmail(),
    message: message ?? leftOut(answer.value.body.unreadable),
    sharing: sharingWarning(spreadsheet),
    assignments: answer.value.body.assignments
      .map((assignment) => ({
        due: assignment.reviewsDue,
        urgency: urgency(assignment),
        shown: summary(assignment, today, opened.has(assignment.roundId), answer.value.body.concerns),
      }))
      .sort((a, b) => a.urgency - b.urgency || Date.parse(a.due) - Date.parse(b.due))
      .map(({ shown }) => shown),
  };
}

/** That assignments are missing from the list, which nobody would notice; null where none are. */
const leftOut = (unreadable: number): string | null =>
  unreadable === 0
    ? null
    : `${count(unreadable, 'review')} of yours cannot be shown just now. Nothing of ${unreadable === 1 ? 'it' : 'them'} is lost. Tell the Centre if this stays.`;

function summary(
  assignment: Assignment,
  today: string,
  opened: boolean,
  concerns: readonly Concern[],
): AssignmentSummary {
  return {
    ...headingOf(assignment),
    due: dueInWords(ukTime(assignment.reviewsDue), today),
    status: statusInWords(assignment),
    action: actionFor(assignment, opened),
    leaving: leavingOf(assignment),
    mayRaise: mayRaiseConcern(assignment),
    concerns: concerns
      .filter(({ roundId }) => roundId === assignment.roundId)
      .map(({ text, raisedAt, answer }) => ({
        text,
        raisedAt: dateAndTime(raisedAt),
        answer: answer?.text ?? null,
      })),
  };
}

/** One of the reviewer's assignments. */
export function findAssignment(roundId: string): Result<{ api: Call; assignment: Assignment }, View> {
  const api = openApi();
  if (!api.ok) return fail(failed(api.error, 'listing'));
  const answer = api.value(operations.listMyAssignments, {});
  if (!answer.ok) return fail(failed(answer.error, 'listing'));
  const assignment = answer.value.body.assignments.find((each) => each.roundId === roundId);
  return assignment === undefined
    ? fail(
        notPossible(
          'This review is not yours',
          'It is not among your assignments.',
          'Open My reviews again.',
        ),
      )
    : ok({ api: api.value, assignment });
}

function actionFor(assignment: Assignment, opened: boolean): AssignmentSummary['action'] {
  const next = nextStep(assignment);
  if (next !== 'review') return next;
  return opened ? 'continue' : 'start';
}
