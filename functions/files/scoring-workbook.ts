import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { columns, headingRow, notRated, ratingChoices } from '../../shared/domain/scoring-sheets/layout.ts';
import type { PlannedRow } from '../../shared/domain/scoring-sheets/plan.ts';
import { columnLetters } from '../../shared/domain/tables/row-defect.ts';
import { declaration, main, textCell, workbookOf } from './xlsx.ts';

/** The names of the tabs: what is filled in, what helps with it, and two that are hidden. */
export const tabs = {
  review: 'Review',
  guidance: 'Guidance',
  choices: 'Ratings',
  file: 'About this file',
} as const;

/** In characters: as in Google Sheets, up to the rating all stays in sight. */
const widths: Readonly<Record<(typeof columns)[number], number>> = {
  number: 12,
  id: 12,
  criterion: 36,
  mandatory: 12,
  rating: 20,
  evidence: 38,
  comment: 38,
  note: 38,
  reason: 38,
};

/** The formats of `styles` by their number. */
const style = { line: 0, title: 1, headings: 2, section: 3, locked: 4, open: 5, bold: 6 } as const;

const xf = (font: number, fill: number, border: number, isOpen = false, wraps = true) =>
  `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top"${wraps ? ' wrapText="1"' : ''}/><protection locked="${isOpen ? 0 : 1}"/></xf>`;

const fill = (rgb: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill></fill>`;

const side = (name: string) => `<${name} style="thin"><color rgb="FFAEB7BD"/></${name}>`;

/** The colours of the sheet in Google Sheets; every cell is text, so that nothing becomes a date or a formula. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="4"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('005EB8')}${fill('D8E4F0')}${fill('F0F4F5')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${[
  xf(0, 0, 0, false, false),
  xf(1, 0, 0, false, false),
  xf(2, 2, 1),
  xf(3, 3, 1),
  xf(0, 0, 1),
  xf(0, 0, 1, true),
  xf(3, 0, 0, false, false),
].join(
  '',
)}</cellXfs><dxfs count="1"><dxf><fill><patternFill patternType="solid"><bgColor rgb="FFFFF2A8"/></patternFill></fill></dxf></dxfs></styleSheet>`;

/** A review as a workbook to fill in offline: the plan that the add-on writes into Google Sheets, without a macro. */
export function scoringWorkbook(
  set: CriteriaSet,
  rows: readonly PlannedRow[],
  /** What the file says of itself, in a hidden tab: no name is among it. */
  about: readonly (readonly [name: string, value: string])[],
): Uint8Array {
  const labels = ratingChoices(set).map(({ label }) => label);
  return workbookOf(
    [
      { name: tabs.review, xml: reviewXml(rows, labels.length) },
      { name: tabs.guidance, xml: guidanceXml(set) },
      { name: tabs.choices, xml: plainXml(labels.map((label) => [label])), isHidden: true },
      { name: tabs.file, xml: plainXml(about), isHidden: true },
    ],
    styles,
  );
}

const firstOpen = columns.indexOf('rating');

function styleOf({ kind }: PlannedRow, column: number): number {
  if (kind === 'title') return style.title;
  if (kind === 'header') return column === 0 ? style.bold : style.line;
  if (kind === 'headings') return style.headings;
  if (kind === 'section') return style.section;
  if (kind === 'criterion') return column < firstOpen ? style.locked : style.open;
  return columns[column] === 'comment' || columns[column] === 'note' ? style.open : style.locked;
}

const rowXml = (number: number, cells: readonly string[], styleAt: (column: number) => number) =>
  `<row r="${number}">${cells.map((cell, column) => textCell(`${columnLetters(column)}${number}`, cell, styleAt(column))).join('')}</row>`;

function reviewXml(rows: readonly PlannedRow[], choices: number): string {
  const rating = columnLetters(firstOpen);
  const rated = rows.flatMap(({ kind }, i) => (kind === 'criterion' ? [`${rating}${i + 1}`] : []));
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane xSplit="${firstOpen + 1}" ySplit="${headingRow}" topLeftCell="${columnLetters(firstOpen + 1)}${headingRow + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(
      (column, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${widths[column]}" customWidth="1"${column === 'id' ? ' hidden="1"' : ''}/>`,
    )
    .join('')}</cols><sheetData>${rows
    .map((row, i) => rowXml(i + 1, row.cells, (column) => styleOf(row, column)))
    .join(
      '',
    )}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/><conditionalFormatting sqref="${rated.join(' ')}"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>"${notRated}"</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="0" showInputMessage="1" promptTitle="Rating" prompt="Choose one of the ratings in the list, or type its number or its words." sqref="${rated.join(' ')}"><formula1>${tabs.choices}!$A$1:$A$${choices}</formula1></dataValidation></dataValidations><pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/></worksheet>`;
}

function guidanceXml(set: CriteriaSet): string {
  const rows = [
    ['Number', 'Criterion', 'Guidance'],
    ...(set.instructions === '' ? [] : [['', 'Instructions of the Centre', set.instructions]]),
    ...criteriaOf(set).map(({ number, text, guidance }) => [number, text, guidance]),
    ['', '', ''],
    ['Rating', 'Its name', 'What it means'],
    ...set.scale.map(({ value, label, meaning }) => [String(value), label, meaning]),
  ];
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="12" customWidth="1"/><col min="2" max="2" width="48" customWidth="1"/><col min="3" max="3" width="80" customWidth="1"/></cols><sheetData>${rows
    .map((cells, i) =>
      rowXml(i + 1, cells, () => (i === 0 || cells[1] === 'Its name' ? style.headings : style.locked)),
    )
    .join(
      '',
    )}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/></worksheet>`;
}

const plainXml = (rows: readonly (readonly string[])[]) =>
  `${declaration}<worksheet xmlns="${main}"><sheetData>${rows.map((cells, i) => rowXml(i + 1, cells, () => style.line)).join('')}</sheetData></worksheet>`;
