import { problems } from '../../../shared/contract/problems.ts';
import type { CriteriaSet, Criterion } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { type ReviewContent, unableToJudge } from '../../../shared/domain/reviews/review.ts';
import { headings, ratingChoices, ratingLabel } from '../../../shared/domain/scoring-sheets/layout.ts';
import type { Field, ReviewCell } from '../../../shared/domain/typed-reviews/cells.ts';
import { limitOf } from '../../../shared/domain/typed-reviews/check-texts.ts';
import type { Problem } from '../../use-case/problem.ts';
import { page } from '../web/answer.ts';
import { asLink } from '../web/form-errors.ts';
import type { Answer } from '../web/visit.ts';
import { type Conflict, cellsOn, formValue, inWords, keepField, shownIn, type Typed } from './answers.ts';
import type { Form } from './reading.ts';
import type { SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf, progressOf } from './words.ts';

/** What a page of the form shows besides the draft. */
interface Shown {
  /** Null for the two overall texts. */
  readonly sectionId: string | null;
  /** What was typed, laid over the draft, where it could not be saved. */
  readonly entered?: ReviewContent;
  readonly problem?: Problem;
  readonly conflicts?: readonly Conflict[];
  /** What stands of what was typed all the same. */
  readonly typed?: Typed;
  /** Whether the review is submitted by now. */
  readonly isSubmitted?: boolean;
}

/** The id of the element that a link in the error summary leads to. */
export const fieldId = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;

const labels: Readonly<Record<Exclude<Field, 'rating'>, string>> = {
  ...headings,
  overallComment: 'Overall comment to the developer',
  overallNote: 'Overall confidential note to the Centre',
};

const hints: Readonly<Partial<Record<Field, string>>> = {
  comment: 'The developer may read it in the letter, without your name.',
  note: 'Only the Centre reads it.',
  overallComment: 'The developer may read it in the letter, without your name.',
  overallNote: 'Only the Centre reads it.',
};

/** A page of the form: a section’s criteria with their ratings, or the two overall texts. */
export function sectionPage(
  visit: SignedInVisit,
  form: Form,
  draft: ReviewContent,
  { sectionId, entered = draft, problem, conflicts = [], typed, isSubmitted = false }: Shown,
): Answer {
  const set = form.criteriaSet;
  const section = set.sections.find(({ id }) => id === sectionId);
  const cells = cellsOn(set, draft, sectionId);
  const errors = errorsOf(cells, problem, conflicts);
  const fieldOf = fieldsOf(set, new Map(errors.map((error) => [error.pointer, error.text])), conflicts);
  const held = cellsOn(set, entered, sectionId);
  const total = set.sections.map((one) => progressOf(one, draft));
  return page(
    visit,
    'my-reviews/section.njk',
    {
      at: pathOf(form.assignment),
      review: aboutAssignment(form.assignment),
      caption: form.assignment.title,
      documentUrl: form.specification.documentUrl,
      title: section === undefined ? 'Overall comment and note' : `${section.number} ${section.title}`,
      step:
        section === undefined
          ? null
          : `Section ${set.sections.indexOf(section) + 1} of ${set.sections.length}`,
      rated: total.reduce((sum, { rated }) => sum + rated, 0),
      criteriaCount: total.reduce((sum, one) => sum + one.total, 0),
      shown: shownIn(cells),
      asked: conflicts.map(({ pointer }) => pointer),
      hasConflicts: conflicts.length > 0,
      stands: typed === undefined ? '' : standsInWords(typed, isSubmitted),
      receipt: isSubmitted ? `${pathOf(form.assignment)}/receipt` : null,
      errors: errors.map(({ text, href }) => ({ text: asLink(text), href })),
      criteria: (section?.criteria ?? []).map((criterion) => ({
        ...criterion,
        ...byField(held, criterion, fieldOf),
      })),
      overall: section === undefined ? held.map(fieldOf) : [],
      isLast: section === undefined,
    },
    problem === undefined ? (conflicts.length > 0 ? 409 : 200) : problems[problem.code].status,
  );
}

/** What stands of what was typed, in sentences. */
function standsInWords({ changed, standing }: Typed, isSubmitted: boolean): string {
  const isIn = isSubmitted ? 'part of the review that was submitted' : 'saved';
  if (changed === 0) return 'You changed nothing on this page.';
  if (standing === changed) return `What you entered on this page is ${isIn}.`;
  const nothing = isSubmitted ? `is ${isIn}` : 'was saved';
  return standing === 0
    ? `Nothing that you entered on this page ${nothing}. It is still below.`
    : `Of ${changed} changes that you made on this page, ${standing === 1 ? '1 is' : `${standing} are`} ${isIn}. All of them are still below.`;
}

const byField = (
  cells: readonly ReviewCell[],
  { id }: Criterion,
  fieldOf: (cell: ReviewCell) => ReturnType<ReturnType<typeof fieldsOf>>,
) =>
  Object.fromEntries(
    cells.filter(({ criterionId }) => criterionId === id).map((cell) => [cell.field, fieldOf(cell)]),
  );

/** Makes of a place what its field shows. */
const fieldsOf =
  (set: CriteriaSet, errors: ReadonlyMap<string, string>, conflicts: readonly Conflict[]) =>
  (cell: ReviewCell) => {
    const { pointer, field, value } = cell;
    const conflict = conflicts.find((one) => one.pointer === pointer);
    const error = errors.get(pointer);
    const held = formValue(conflict === undefined ? value : conflict.mine);
    return {
      id: fieldId(pointer),
      name: pointer,
      label: field === 'rating' ? 'Rating' : labels[field],
      hint: hints[field],
      limit: limitOf(field),
      value: held,
      error: error === undefined ? undefined : { text: asLink(error) },
      options: field === 'rating' ? optionsOf(set, held) : [],
      conflict: conflict && {
        name: keepField(pointer),
        mine: inWords(set, cell, conflict.mine),
        saved: inWords(set, cell, conflict.saved),
      },
    };
  };

/** The radio buttons of a rating: the levels with what they mean, and two ways not to choose one. */
const optionsOf = (set: CriteriaSet, held: string | null) =>
  [...ratingChoices(set).slice(1), ...ratingChoices(set).slice(0, 1)].map(({ rating }) => {
    const value = formValue(rating) ?? '';
    return {
      value,
      text: ratingLabel(set, rating),
      hint:
        rating === unableToJudge
          ? { text: 'Say why below.' }
          : { text: set.scale.find((level) => level.value === rating)?.meaning },
      checked: (held ?? '') === value,
    };
  });

interface FormError {
  readonly pointer: string;
  readonly text: string;
  readonly href?: string;
}

/** What is wrong, in the order of the page; what belongs to no field of it comes last. */
function errorsOf(
  cells: readonly ReviewCell[],
  problem: Problem | undefined,
  conflicts: readonly Conflict[],
): readonly FormError[] {
  const isHere = (pointer: string) => cells.some((cell) => cell.pointer === pointer);
  const link = (pointer: string) => (isHere(pointer) ? { href: `#${fieldId(pointer)}` } : {});
  const asked = conflicts.map(({ pointer }) => ({
    pointer,
    text: 'This was changed here and elsewhere: choose which to keep',
    href: `#${fieldId(pointer)}-keep`,
  }));
  if (problem === undefined) return asked;
  const defects = problem.errors ?? [];
  if (defects.length === 0) return [{ pointer: '', text: problem.detail }];
  return defects.map(({ pointer, detail }) => ({ pointer, text: detail, ...link(pointer) }));
}
