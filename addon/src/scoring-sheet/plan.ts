import { type ReviewContent, reviewOf } from '../../../shared/domain/review.ts';
import type { Form } from './form.ts';
import { columns, headings, ratingLabel, rowIds } from './layout.ts';

/** One row of a scoring sheet. */
export interface PlannedRow {
  readonly kind: 'title' | 'header' | 'headings' | 'section' | 'criterion' | 'overall';
  /** One text a column. */
  readonly cells: readonly string[];
  /** A criterion's guidance, shown on its text; the set's instructions, shown on their line. */
  readonly note: string;
}

/** What the sheet says that a form does not hold. */
export interface SheetWords {
  /** Such as `6 August 2026 at 5pm`. */
  readonly due: string;
  readonly status: string;
}

const instructionsLine =
  'Choose a rating in every row. Give evidence, and comment where it helps. Then choose “Check and submit” in the sidebar.';

const row = (kind: PlannedRow['kind'], cells: readonly string[], note = ''): PlannedRow => ({
  kind,
  cells: columns.map((_, index) => cells[index] ?? ''),
  note,
});

/** Every row of a scoring sheet, with the draft filled in. */
export function planRows(form: Form, content: ReviewContent, words: SheetWords): readonly PlannedRow[] {
  const { specification, criteriaSet, assignment } = form;
  const sample = criteriaSet.sample ? '. Sample criteria: not the Centre’s own' : '';
  return [
    row('title', [`Review: ${specification.title}`]),
    row('header', [
      `Specification version ${assignment.specificationVersion}, ${specification.areaOfPractice}`,
    ]),
    row('header', [`Criteria: ${criteriaSet.title}, version ${form.criteriaSetVersion}${sample}`]),
    row('header', [documentLine(form)]),
    row('header', [`Reviews are due on ${words.due}`]),
    row('header', [words.status]),
    row('header', [instructionsLine], criteriaSet.instructions),
    row(
      'headings',
      columns.map((column) => headings[column]),
    ),
    ...criteriaSet.sections.flatMap((section) => [
      row('section', [section.number, rowIds.section(section.id), section.title]),
      ...section.criteria.map((criterion) => {
        const given = reviewOf(content, criterion.id);
        return row(
          'criterion',
          [
            criterion.number,
            criterion.id,
            criterion.text,
            criterion.mandatory ? 'Mandatory' : '',
            ratingLabel(criteriaSet, given.rating),
            given.reason,
            given.evidence,
            given.comment,
            given.note,
          ],
          criterion.guidance,
        );
      }),
    ]),
    row('overall', [
      '',
      rowIds.overall,
      'Overall: your comment to the developer and your note to the Centre',
      '',
      '',
      '',
      '',
      content.overallComment,
      content.overallNote,
    ]),
  ];
}

/** The line with the document's address. */
export const documentLine = ({ specification }: Form): string => `Document: ${specification.documentUrl}`;
