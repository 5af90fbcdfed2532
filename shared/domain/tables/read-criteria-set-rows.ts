import { credentialTypes } from '../basics/credential-types.ts';
import { type Defect, fail, ok, type Result } from '../basics/result.ts';
import {
  type CriteriaSet,
  type CriteriaSetKind,
  type Criterion,
  checkCriteriaSet,
  type Level,
  ruleEdition,
  type Section,
} from '../criteria-sets/criteria-set.ts';
import type { Rows } from './criteria-set-rows.ts';
import { onePerCell, type RowDefect } from './row-defect.ts';
import { type Path, type Row, RowReader, readHeader } from './row-reader.ts';
import { filledRows, type NumberCells } from './table-rows.ts';

/**
 * Reads a criteria set from the rows of one sheet (`criteriaSetRows` writes them), or says everything
 * that is wrong with them. Columns may stand in any order, empty rows anywhere. `check` says what is
 * wrong with the set as a whole, by JSON pointers, which become rows and columns here; where limits of
 * the contract matter, pass a check that knows them too. `numbers` are the cells that a spreadsheet kept
 * as numbers.
 */
export function readCriteriaSetRows(
  rows: Rows,
  check: (set: CriteriaSet) => readonly Defect[] = checkCriteriaSet,
  numbers: NumberCells = new Map(),
): Result<CriteriaSet, readonly RowDefect[]> {
  const [first = { number: 1, cells: [] }, ...others] = filledRows(rows);
  const header = readHeader(first);
  if (!header.indexes.has('Row')) return fail(header.defects);
  const reader = new RowReader(header, numbers);
  const read = others.map((row) => reader.rowOf(row)).filter((row) => row !== null);
  const set = readSet(reader, read);
  const whole = set === null ? [] : reader.locate(check(set)).filter(({ code }) => canBeSaid(set, code));
  const ofColumns = [...reader.defects, ...whole].filter(({ column }) => !header.missing.has(column));
  const defects = onePerCell([...header.defects, ...ofColumns]);
  return set !== null && defects.length === 0 ? ok(set) : fail(defects);
}

const aboutTheScale = new Set(['scale-not-consecutive', 'threshold-not-on-scale']);

/** Nothing can be said about thresholds and order while the value of a level is unreadable. */
const canBeSaid = ({ scale }: CriteriaSet, code: string): boolean =>
  !aboutTheScale.has(code) || scale.every((level) => !Number.isNaN(level.value));

/** The set that the rows hold, as far as it can be read; null where no row is the set's. */
function readSet(reader: RowReader, rows: readonly Row[]): CriteriaSet | null {
  const [first, ...others] = rows.filter((row) => row.kind === 'set');
  const scale = rows
    .filter((row) => row.kind === 'level')
    .map((row, i): Level => {
      reader.place(row, ['scale', i]);
      return {
        value: reader.wholeNumber(row, 'Value', ['scale', i, 'value']),
        label: reader.text(row, 'Label', ['scale', i, 'label']),
        meaning: reader.text(row, 'Meaning', ['scale', i, 'meaning']),
      };
    });
  const sections = readSections(reader, rows);
  if (first === undefined) {
    const detail = 'No row is of the kind “set”. Add one with the set’s id, title and rules.';
    reader.defects.push({ row: null, column: null, code: 'no-set-row', detail });
    return null;
  }
  for (const row of others)
    reader.refuse(
      row,
      'Row',
      'duplicate',
      `Row ${first.number} is the set row already. Remove one of the two.`,
      null,
    );
  const types = reader.someOf(first, 'Credential types', ['types'], credentialTypes, 'unknown-type');
  return {
    id: reader.code(first, 'Id', ['id']),
    kind: reader.oneOf<CriteriaSetKind>(first, 'Kind', ['kind'], ['endorsement', 'gateway'], 'unknown-kind'),
    ...(types !== undefined && types.length < credentialTypes.length && { types }),
    title: reader.text(first, 'Title', ['title']),
    sample: reader.yesOrNo(first, 'Sample', ['sample']),
    instructions: reader.text(first, 'Instructions', ['instructions']),
    scale,
    rules: {
      edition: ruleEdition,
      minReviews: reader.wholeNumber(first, 'Minimum reviews', ['rules', 'minReviews']),
      threshold: reader.wholeNumber(first, 'Threshold', ['rules', 'threshold']),
      metShare: reader.metShare(first, 'Met share', ['rules', 'metShare']),
      nonMandatoryShare: reader.share(first, 'Non-mandatory share', ['rules', 'nonMandatoryShare']),
    },
    sections,
  };
}

function readSections(reader: RowReader, rows: readonly Row[]): readonly Section[] {
  const sections: (Omit<Section, 'criteria'> & { readonly criteria: Criterion[] })[] = [];
  const read: { readonly row: Row; readonly number: string; readonly among: readonly Criterion[] }[] = [];
  for (const row of rows) {
    if (row.kind === 'section') {
      const path = ['sections', sections.length] as const;
      reader.place(row, path);
      sections.push({
        id: reader.code(row, 'Id', [...path, 'id']),
        number: reader.code(row, 'Number', [...path, 'number']),
        title: reader.text(row, 'Title', [...path, 'title']),
        criteria: [],
      });
    }
    if (row.kind === 'criterion') {
      const section = sections[sections.length - 1];
      const detail =
        'This criterion stands above every section row. Move it below the section it belongs to.';
      if (section === undefined) reader.refuse(row, 'Row', 'criterion-without-section', detail, null);
      const index = section?.criteria.length ?? 0;
      const criterion = readCriterion(reader, row, ['sections', sections.length - 1, 'criteria', index]);
      section?.criteria.push(criterion);
      read.push({ row, number: criterion.number, among: section?.criteria ?? [] });
    }
  }
  // Whether 4.1 may have been 4.10 depends on whether its section has a tenth criterion.
  for (const { row, number, among } of read)
    reader.doubt(row, 'Number', number, (other, shown) => other === shown || placeOf(other) <= among.length);
  return sections;
}

/** The last part of a criterion’s number, which is its place in its section; `NaN` where it has one part only. */
const placeOf = (number: string): number => Number(/\.(\d+)$/.exec(number)?.[1]);

function readCriterion(reader: RowReader, row: Row, path: Path): Criterion {
  reader.place(row, path);
  return {
    id: reader.code(row, 'Id', [...path, 'id']),
    number: reader.code(row, 'Number', [...path, 'number']),
    text: reader.text(row, 'Text', [...path, 'text']),
    guidance: reader.text(row, 'Guidance', [...path, 'guidance']),
    mandatory: reader.yesOrNo(row, 'Mandatory', [...path, 'mandatory']),
    threshold: reader.optionalWholeNumber(row, 'Threshold', [...path, 'threshold']),
    dissentRefers: reader.yesOrNo(row, 'Dissent refers', [...path, 'dissentRefers'], 'no'),
  };
}
