import type { Cell, Table } from '../../shared/domain/exports/result-table.ts';
import type { Rows } from '../../shared/domain/tables/criteria-set-rows.ts';
import { columnLetters } from '../../shared/domain/tables/row-defect.ts';
import { escapedForXlsx } from './xlsx-text.ts';
import { zip } from './zip.ts';

/** One sheet to read: a title in its first cell, a table below with one row of headings. */
export interface Sheet extends Table {
  /** The tab's name: at most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly title: string;
  /** The widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Columns (from 0) that hold shares, shown as percentages. */
  readonly shares?: readonly number[];
}

/** One sheet to edit and to read again: its first row names the columns, everything is text. */
export interface EditableSheet {
  /** As `Sheet.name`. */
  readonly name: string;
  /** The header row first. */
  readonly rows: Rows;
  /** The widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** What can be chosen in a column (from 0), below its heading. */
  readonly choices?: Readonly<Record<number, readonly string[]>>;
  /** Choices reach down to this row. */
  readonly lastRow?: number;
}

/** The row of the headings: the title and an empty row stand above. */
const headingRow = 3;

/** The formats of `styles` by their number. */
const style = { text: 0, title: 1, heading: 2, number: 3, share: 4, typed: 5 } as const;

/**
 * A workbook to read in a spreadsheet, of ECMA-376's least (SpreadsheetML, strings inline). Every text is a
 * string, so that nothing in it runs as a formula.
 */
export const xlsxOfSheets = (sheets: readonly Sheet[]): Uint8Array =>
  workbookOf(sheets.map((sheet) => ({ name: sheet.name, xml: worksheet(sheet) })));

/** A workbook with a sheet to edit. Cells that are still empty are text too: `4.10` must not become `4.1`. */
export const xlsxToEdit = (sheet: EditableSheet): Uint8Array =>
  workbookOf([{ name: sheet.name, xml: editableWorksheet(sheet) }]);

/** A sheet of a workbook, as its part has it. */
interface SheetPart {
  readonly name: string;
  readonly xml: string;
  readonly isHidden?: boolean;
}

/** Packs sheets with their formats into a workbook. It has no properties, and so nobody’s name in them. */
export const workbookOf = (sheets: readonly SheetPart[], formats = styles): Uint8Array =>
  zip([
    { path: '[Content_Types].xml', content: contentTypes(sheets.length) },
    {
      path: '_rels/.rels',
      content: relations([`${officeDocument}/officeDocument`, 'xl/workbook.xml']),
    },
    { path: 'xl/workbook.xml', content: workbook(sheets) },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...sheets.map((_, i): [string, string] => [
          `${officeDocument}/worksheet`,
          `worksheets/sheet${i + 1}.xml`,
        ]),
        [`${officeDocument}/styles`, 'styles.xml'],
      ),
    },
    { path: 'xl/styles.xml', content: formats },
    ...sheets.map(({ xml }, i) => ({ path: `xl/worksheets/sheet${i + 1}.xml`, content: xml })),
  ]);

/** What every part begins with. */
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The namespace of what is in sheets. */
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = (sheets: number) =>
  `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetTypes}.styles+xml"/>${Array.from(
    { length: sheets },
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${spreadsheetTypes}.worksheet+xml"/>`,
  ).join('')}</Types>`;

const relations = (...targets: readonly (readonly [type: string, target: string])[]) =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${targets
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const workbook = (sheets: readonly SheetPart[]) =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${officeDocument}"><sheets>${sheets
    .map(
      ({ name, isHidden }, i) =>
        `<sheet name="${escaped(name)}" sheetId="${i + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;

/** Arial like the pages; headings white on NHS blue, which also prints; everything at the top of its cell. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="3"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF005EB8"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FFD8DDE0"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="2" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="1" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="9" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

function worksheet({ title, headings, rows, widths, shares = [] }: Sheet): string {
  const body = rows.map((cells, i) =>
    row(
      headingRow + 1 + i,
      cells.map((cell, column) => ({
        cell,
        style: typeof cell !== 'number' ? style.text : shares.includes(column) ? style.share : style.number,
      })),
    ),
  );
  const last = reference(headings.length - 1, headingRow + rows.length);
  return `${declaration}<worksheet xmlns="${main}">${frozenBelow(headingRow)}${columnsXml(headings, widths, style.text)}<sheetData>${[
    row(1, [{ cell: title, style: style.title }]),
    row(
      headingRow,
      headings.map((cell) => ({ cell, style: style.heading })),
    ),
    ...body,
  ].join(
    '',
  )}</sheetData><autoFilter ref="A${headingRow}:${last}"/><pageSetup orientation="landscape" paperSize="9" fitToHeight="0"/></worksheet>`;
}

function editableWorksheet({ name: _, rows, widths, choices = {}, lastRow = 1_000 }: EditableSheet): string {
  const [headings = []] = rows;
  const body = rows.map((cells, i) =>
    row(
      i + 1,
      cells.map((cell) => ({
        cell: cell === '' ? null : cell,
        style: i === 0 ? style.heading : style.typed,
      })),
    ),
  );
  const lists = Object.entries(choices).map(([column, words]) => {
    const [from, to] = [reference(Number(column), 2), reference(Number(column), lastRow)];
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${from}:${to}"><formula1>"${escaped(words.join(','))}"</formula1></dataValidation>`;
  });
  const validations =
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return `${declaration}<worksheet xmlns="${main}">${frozenBelow(1)}${columnsXml(headings, widths, style.typed)}<sheetData>${body.join('')}</sheetData>${validations}</worksheet>`;
}

const frozenBelow = (heading: number) =>
  `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;

/** The widths of columns, and the format of their cells that are still empty. */
const columnsXml = (headings: readonly string[], widths: readonly number[], format: number) =>
  `<cols>${headings
    .map(
      (_, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${widths[i] ?? 12}" style="${format}" customWidth="1"/>`,
    )
    .join('')}</cols>`;

const row = (number: number, cells: readonly { readonly cell: Cell; readonly style: number }[]) =>
  `<row r="${number}">${cells.map(({ cell, style }, column) => cellXml(reference(column, number), cell, style)).join('')}</row>`;

function cellXml(at: string, cell: Cell, style: number): string {
  if (cell === null) return `<c r="${at}" s="${style}"/>`;
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(escapedForXlsx(cell))}</t></is></c>`;
}

/** A cell of text at an address; empty where it says nothing. */
export const textCell = (at: string, text: string, style: number): string =>
  cellXml(at, text === '' ? null : text, style);

const reference = (column: number, rowNumber: number) => `${columnLetters(column)}${rowNumber}`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
