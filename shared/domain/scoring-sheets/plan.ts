import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import { type ReviewContent, reviewOf } from '../reviews/review.ts';
import { type ProposalText, proposalParts } from '../specifications/specification.ts';
import { type Column, columns, headings, ratingLabel, rowIds } from './layout.ts';

/** What a reviewer is asked to score, as far as the sheet shows it. */
export interface SheetForm {
  readonly assignment: { readonly specificationVersion: number };
  readonly specification: {
    readonly title: string;
    readonly areaOfPractice: string;
    /** Null for a proposal, which is read here. */
    readonly documentUrl: string | null;
    readonly proposal?: ProposalText | undefined;
  };
  readonly criteriaSet: CriteriaSet;
  readonly criteriaSetVersion: number;
}

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
  /** How the sheet is sent, after what is said of every sheet. */
  readonly sending: string;
}

const instructionsLine = 'Choose a rating in every row. Give evidence, and comment where it helps.';

const row = (kind: PlannedRow['kind'], cells: readonly string[], note = ''): PlannedRow => ({
  kind,
  cells: columns.map((_, index) => cells[index] ?? ''),
  note,
});

/** The column in which the lines above the headings say what they say; those to its right stay empty for it. */
export const headerColumn: Column = 'criterion';

/** What stands before each line above the headings. */
export const headerNames = {
  specification: 'Specification',
  criteria: 'Criteria',
  document: 'Document',
  due: 'Due',
  status: 'Status',
  instructions: 'Instructions',
} as const;

const header = (name: keyof typeof headerNames, text: string, note = '') => {
  const cells: Partial<Record<Column, string>> = { number: headerNames[name], [headerColumn]: text };
  return row(
    'header',
    columns.map((column) => cells[column] ?? ''),
    note,
  );
};

/** A proposal, whose text stands where a document would be linked to. */
const proposalAsText = (proposal: ProposalText | undefined): string =>
  (Object.entries(proposalParts) as [keyof ProposalText, string][])
    .map(([part, name]) => `${name}: ${proposal?.[part] ?? ''}`)
    .join('\n\n');

/** The rows above the table. */
export function planHeader(form: SheetForm, words: SheetWords): readonly PlannedRow[] {
  const { specification, criteriaSet, assignment } = form;
  const sample = criteriaSet.sample ? '. Sample criteria: not the Centre’s own' : '';
  return [
    row('title', [`${criteriaSet.kind === 'gateway' ? 'Gateway review' : 'Review'}: ${specification.title}`]),
    header('specification', `Version ${assignment.specificationVersion}, ${specification.areaOfPractice}`),
    header('criteria', `${criteriaSet.title}, version ${form.criteriaSetVersion}${sample}`),
    header('document', specification.documentUrl ?? proposalAsText(specification.proposal)),
    header('due', words.due),
    header('status', words.status),
    header('instructions', `${instructionsLine} ${words.sending}`, criteriaSet.instructions),
  ];
}

/** The table: its headings, sections, criteria with what was said of them, and the overall row. */
export function planTable(
  { criteriaSet }: Pick<SheetForm, 'criteriaSet'>,
  content: ReviewContent,
): readonly PlannedRow[] {
  return [
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
            given.evidence,
            given.comment,
            given.note,
            given.reason,
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
      content.overallComment,
      content.overallNote,
    ]),
  ];
}
