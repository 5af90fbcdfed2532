import type { Operation } from '../../../shared/contract/operation.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import { invalidBody, type Problem, problem } from '../../use-case/problem.ts';
import type { Asked } from '../../use-case/use-case.ts';
import { type Message, messagePage, notFoundPage, page, redirectDone } from '../web/answer.ts';
import type { DoneCode } from '../web/done-messages.ts';
import type { FormText } from '../web/form.ts';
import { asLink, errorsOf, inlineErrors } from '../web/form-errors.ts';
import { type Field, idOf, readFields, typedValues, type Values } from '../web/form-fields.ts';
import { postedVersion } from '../web/posted.ts';
import { keyAfter, keyField, sendingKey, takenOnce } from '../web/pressed.ts';
import type { Answer } from '../web/visit.ts';
import type { Assignment } from './reading.ts';
import { readAssignment } from './reading.ts';
import type { ReviewerRoute, SignedInVisit } from './visit.ts';
import { pathOf, signedInSince } from './words.ts';

type ReviewOperations = typeof reviewOperations;

/** What a reviewer does with an assignment of theirs by a form of a few fields. */
export interface ReviewerForm<Id extends 'declareInterests' | 'declineOrRecuse' | 'raiseConcern'> {
  readonly operation: Id;
  readonly text: (assignment: Assignment) => Omit<FormText, 'back' | 'caption'>;
  /** What is said instead of the form where it could not work as things stand; null where it can. */
  readonly instead: (assignment: Assignment) => Message | null;
  readonly fields: (assignment: Assignment, visit: SignedInVisit) => Promise<readonly Field[]>;
  /** Makes the operation's body of what the fields gave. */
  readonly body: (read: Readonly<Record<string, unknown>>) => unknown;
  readonly done: (read: Readonly<Record<string, unknown>>) => DoneCode;
}

/** The GET and the POST of such a form, at an address below that of its review. */
export function reviewerForm<Id extends 'declareInterests' | 'declineOrRecuse' | 'raiseConcern'>(
  name: string,
  definition: ReviewerForm<Id>,
): readonly ReviewerRoute[] {
  const path = `/my-reviews/{roundId}/${name}`;
  const open = async (visit: SignedInVisit, answer: (assignment: Assignment) => Promise<Answer>) => {
    const assignment = await readAssignment(visit);
    if (assignment === null) return notFoundPage(visit);
    const said = definition.instead(assignment);
    return said === null
      ? answer(assignment)
      : messagePage(visit, 409, {
          action: { text: 'Back to the review', href: pathOf(assignment) },
          ...said,
        });
  };
  return [
    {
      method: 'GET',
      path,
      access: 'reviewer',
      handle: (visit) => open(visit, (assignment) => formPage(definition, visit, assignment)),
    },
    {
      method: 'POST',
      path,
      access: 'reviewer',
      handle: (visit) =>
        takenOnce(visit, () => open(visit, (assignment) => takeForm(definition, visit, assignment))),
      again: (visit) =>
        open(visit, async (assignment) => {
          const values = typedValues(await definition.fields(assignment, visit), visit);
          return formPage(definition, visit, assignment, { problem: signedInSince, values });
        }),
    },
  ];
}

async function takeForm<Id extends 'declareInterests' | 'declineOrRecuse' | 'raiseConcern'>(
  definition: ReviewerForm<Id>,
  visit: SignedInVisit,
  assignment: Assignment,
): Promise<Answer> {
  const fields = await definition.fields(assignment, visit);
  const read = readFields(fields, visit);
  const done = await visit.perform(definition.operation, visit.person, () =>
    askedBy(definition, visit, assignment, read),
  );
  if (done.ok) return redirectDone(visit, pathOf(assignment), definition.done(read.body));
  return formPage(definition, visit, assignment, {
    problem: done.error,
    values: typedValues(fields, visit),
  });
}

function askedBy<Id extends 'declareInterests' | 'declineOrRecuse' | 'raiseConcern'>(
  { operation: id, body }: ReviewerForm<Id>,
  visit: SignedInVisit,
  { roundId }: Assignment,
  read: ReturnType<typeof readFields>,
): Result<Asked<ReviewOperations[Id]>, Problem> {
  const operation: Operation = reviewOperations[id];
  const key = sendingKey(visit);
  const version = postedVersion(visit.form);
  if (key === null || (operation.ifMatch && version === null))
    return fail(problem('invalid-request', 'Open this page again, then send the form.'));
  if (read.defects.length > 0) return fail(invalidBody(read.defects));
  const parsed = parseWhat(operation.body ?? reviewOperations.declineOrRecuse.body, body(read.body));
  if (!parsed.ok) return parsed;
  return ok({
    of: { roundId },
    what: parsed.value,
    expected: operation.ifMatch ? version : 0,
    key: operation.idempotencyKey ? key : '',
  } as unknown as Asked<ReviewOperations[Id]>);
}

async function formPage<Id extends 'declareInterests' | 'declineOrRecuse' | 'raiseConcern'>(
  definition: ReviewerForm<Id>,
  visit: SignedInVisit,
  assignment: Assignment,
  { problem: failed, values = {} }: { readonly problem?: Problem; readonly values?: Values } = {},
): Promise<Answer> {
  const fields = await definition.fields(assignment, visit);
  const errors = (failed === undefined ? [] : errorsOf(fields, failed)).map((error) => ({
    ...error,
    text: asLink(error.text),
  }));
  return page(
    visit,
    'web/form.njk',
    {
      form: {
        ...definition.text(assignment),
        caption: assignment.title,
        back: { text: 'Back to the review', href: pathOf(assignment) },
        fields: fields.map((field) => ({ ...field, id: idOf(field) })),
        values,
        // After a failure by a new key, over what stands now.
        hidden: [
          ['editVersion', String(assignment.version)],
          [keyField, keyAfter(failed, visit)],
        ],
        errors: inlineErrors(errors),
        errorList: errors.map(({ text, href }) => ({ text, href })),
      },
    },
    failed === undefined ? 200 : problems[failed.code].status,
  );
}
