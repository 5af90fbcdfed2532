import { posix } from 'node:path';
import { Unreadable } from './unreadable.ts';
import { type Unpack, unzip } from './unzip.ts';
import { type NumberFormat, numberFormat } from './xlsx-format.ts';
import { textOfXlsx } from './xlsx-text.ts';
import { readXml, type XmlRoot } from './xml.ts';

/** A workbook, with what its sheets share. */
export interface Workbook {
  /** From left to right. Charts and macros that have a tab of their own are left out. */
  readonly sheets: readonly SheetEntry[];
  /** The texts that cells name by their place. */
  readonly strings: readonly string[];
  /** The format of cells by their style. */
  readonly formatOf: (style: number) => NumberFormat;
  /** The instant, in milliseconds, of the day that dates are counted from. */
  readonly daysFrom: number;
  readonly unpack: Unpack;
}

/** A sheet, as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  /** Where its cells are in the archive. */
  readonly path: string;
}

/** A root of SpreadsheetML, as it always was or in the strict form of the standard. */
export const spreadsheetRoot = (name: string): XmlRoot => ({
  name,
  namespace: /spreadsheetml\/(?:2006\/)?main$/,
});

/**
 * Opens a workbook of at most `maxBytes` when unpacked.
 *
 * @throws Unreadable
 */
export function openWorkbook(bytes: Uint8Array, maxBytes: number): Workbook {
  const unpack = unzip(bytes, maxBytes);
  const path = targetOf(relationsOf(unpack, ''), 'officeDocument') ?? 'xl/workbook.xml';
  const workbook = unpack(path);
  // The binary kind of workbook is the same archive, but for this.
  if (workbook === null || !/\.xml$/i.test(path)) throw new Unreadable('other-kind');
  const relations = relationsOf(unpack, path);
  const byId = new Map(relations.map((one) => [one.id, one]));
  const sheets: SheetEntry[] = [];
  let isFrom1904 = false;
  readXml(workbook, spreadsheetRoot('workbook'), {
    open: (at, attributes) => {
      if (at === 'workbook/workbookPr') isFrom1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (at !== 'workbook/sheets/sheet') return;
      const { name = '', state = 'visible' } = attributes;
      const [, id] = Object.entries(attributes).find(([key]) => /:id$/.test(key)) ?? [];
      const relation = byId.get(id ?? '');
      if (relation === undefined) throw new Unreadable('damaged');
      if (relation.type === 'worksheet')
        sheets.push({ name, isHidden: state !== 'visible', path: relation.target });
    },
  });
  const strings = unpack(targetOf(relations, 'sharedStrings') ?? 'xl/sharedStrings.xml');
  const styles = unpack(targetOf(relations, 'styles') ?? 'xl/styles.xml');
  return {
    sheets,
    strings: strings === null ? [] : readStrings(strings),
    formatOf: styles === null ? () => numberFormat(0, undefined) : readFormats(styles),
    daysFrom: isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30),
    unpack,
  };
}

/** What one part of a workbook says of another. */
interface Relation {
  readonly id: string;
  /** The last word of its address: `worksheet`. */
  readonly type: string;
  readonly target: string;
}

/** What a part is related to, by the file that stands beside it for that; the archive itself is the part ''. */
function relationsOf(unpack: Unpack, part: string): readonly Relation[] {
  const folder = posix.dirname(part);
  const file = unpack(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const relations: Relation[] = [];
  if (file === null) return relations;
  readXml(
    file,
    { name: 'Relationships', namespace: /\/relationships$/ },
    {
      open: (at, { Id: id = '', Type = '', Target = '', TargetMode = 'Internal' }) => {
        if (at !== 'Relationships/Relationship' || TargetMode === 'External') return;
        const target = posix.resolve('/', folder, Target.replaceAll('\\', '/'));
        relations.push({ id, type: posix.basename(Type), target });
      },
    },
  );
  return relations;
}

const targetOf = (relations: readonly Relation[], type: string): string | undefined =>
  relations.find((one) => one.type === type)?.target;

/** Reads shared texts. Of one in several formats every run counts, and not how it is pronounced. */
function readStrings(part: Uint8Array): readonly string[] {
  const strings: string[] = [];
  let held = '';
  readXml(part, spreadsheetRoot('sst'), {
    text: (path, text) => {
      if (path === 'sst/si/t' || path === 'sst/si/r/t') held += text;
    },
    close: (path) => {
      if (path !== 'sst/si') return;
      strings.push(textOfXlsx(held));
      held = '';
    },
  });
  return strings;
}

function readFormats(part: Uint8Array): Workbook['formatOf'] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  readXml(part, spreadsheetRoot('styleSheet'), {
    open: (path, { numFmtId = '0', formatCode = '' }) => {
      if (path === 'styleSheet/numFmts/numFmt') codes.set(Number(numFmtId), formatCode);
      if (path === 'styleSheet/cellXfs/xf') ids.push(Number(numFmtId));
    },
  });
  return (style) => {
    const id = ids[style] ?? 0;
    return numberFormat(id, codes.get(id));
  };
}
