import { type CriteriaSet, metShareInWords } from '../criteria-sets/criteria-set.ts';
import { cellOfText } from './cell-text.ts';
import { type Column, columns, type RowKind } from './criteria-set-columns.ts';

/** A table of text cells, the header row first. */
export type Rows = readonly (readonly string[])[];

const row = (kind: RowKind, cells: Partial<Record<Column, string>>): readonly string[] =>
  columns.map((column) => (column === 'Row' ? kind : (cells[column] ?? '')));

const text = cellOfText;
const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');

/** A criteria set as the rows of one sheet. `readCriteriaSetRows` makes the same set of them again. */
export const criteriaSetRows = ({ rules, ...set }: CriteriaSet): Rows => [
  columns,
  row('set', {
    Id: text(set.id),
    Title: text(set.title),
    Threshold: String(rules.threshold),
    Kind: set.kind,
    Sample: yesOrNo(set.sample),
    Instructions: text(set.instructions),
    'Minimum reviews': String(rules.minReviews),
    'Met share': metShareInWords(rules.metShare),
    'Non-mandatory share': String(rules.nonMandatoryShare),
    'Credential types': (set.types ?? []).join(', '),
  }),
  ...set.scale.map((level) =>
    row('level', { Value: String(level.value), Label: text(level.label), Meaning: text(level.meaning) }),
  ),
  ...set.sections.flatMap((section) => [
    row('section', { Id: text(section.id), Number: text(section.number), Title: text(section.title) }),
    ...section.criteria.map((criterion) =>
      row('criterion', {
        Id: text(criterion.id),
        Number: text(criterion.number),
        Text: text(criterion.text),
        Guidance: text(criterion.guidance),
        Mandatory: yesOrNo(criterion.mandatory),
        Threshold: criterion.threshold === null ? '' : String(criterion.threshold),
        'Dissent refers': yesOrNo(criterion.dissentRefers),
      }),
    ),
  ]),
];
