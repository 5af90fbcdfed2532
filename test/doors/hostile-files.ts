import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { ApiClient } from '../../infra/local/api-client.ts';
import { rowsById, sheetPath, typedInto } from '../../infra/local/by-other-doors.ts';
import { fieldsOf, type ReviewerBrowser } from '../../infra/local/reviewer-browser.ts';
import { operations } from '../../shared/contract/operations.ts';
import { type CriteriaSet, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { type Column, columns, headings, rowIds } from '../../shared/domain/scoring-sheets/layout.ts';
import { mulberry32 } from '../../shared/domain/statistics/mulberry32.ts';
import { columnLetters } from '../../shared/domain/tables/row-defect.ts';

/** A file that is damaged or meant to do harm, and what its sender must be told. */
interface HostileFile {
  readonly what: string;
  readonly bytes: Uint8Array;
  /** 422 where nothing of it can be read, 200 where the rest can. */
  readonly status: 200 | 422;
  readonly says: string;
}

/** What a kind of file is made with: a good one, and chance. */
interface Made {
  readonly bytes: Uint8Array;
  readonly set: CriteriaSet;
  readonly rows: ReadonlyMap<string, number>;
  readonly below: (most: number) => number;
}

type Kind = (made: Made) => Omit<HostileFile, 'what'>;

const anew = 'Download the file anew, copy what you wrote into it, and upload that.';
const damaged = `The file is damaged and cannot be read. ${anew}`;
const tooMuch = 'The file holds more than can be read: at most 2 MB.';

const aboutPath = 'xl/worksheets/sheet4.xml';

const partOf = (bytes: Uint8Array, path: string) => strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());

/** The file with a part changed; a change that changes nothing is a fault of ours. */
function withPart(bytes: Uint8Array, path: string, change: (xml: string) => string): Uint8Array {
  const before = partOf(bytes, path);
  const after = change(before);
  if (after === before) throw new Error(`Nothing was changed in ${path}`);
  return zipSync({ ...unzipSync(bytes), [path]: strToU8(after) });
}

const refused = (bytes: Uint8Array, says: string) => ({ bytes, status: 422 as const, says });
const told = (bytes: Uint8Array, says: string) => ({ bytes, status: 200 as const, says });

/** One of the criteria with its row. */
function oneOf({ set, rows, below }: Made) {
  const criteria = criteriaOf(set);
  const criterion = criteria[below(criteria.length)];
  if (criterion === undefined) throw new Error('A criteria set has criteria.');
  return { criterion, row: rows.get(criterion.id) ?? 0 };
}

const rowIn = (xml: string, row: number) => new RegExp(`<row r="${row}">.*?</row>`, 's').exec(xml)?.[0] ?? '';

const cellIn = (row: number, column: Column) =>
  new RegExp(
    `<c r="${columnLetters(columns.indexOf(column))}${row}" s="(\\d+)"(?:/>| t="inlineStr">.*?</c>)`,
    's',
  );

/** A cell of the review with something else in it. */
const withCell = (made: Made, row: number, column: Column, cell: (open: string) => string) =>
  withPart(made.bytes, sheetPath, (xml) =>
    xml.replace(cellIn(row, column), (_, style) =>
      cell(`<c r="${columnLetters(columns.indexOf(column))}${row}" s="${style}"`),
    ),
  );

const typed = (made: Made, row: number, column: Column, text: string) =>
  typedInto(made.bytes, [[row, column, text]]);

/** The file with another value in its hidden tab. */
const saying = (made: Made, name: string, value: string) =>
  withPart(made.bytes, aboutPath, (xml) =>
    xml.replace(
      new RegExp(`(>${name}</t></is></c><c [^>]*><is><t[^>]*>)[^<]*`),
      (_, before) => `${before}${value}`,
    ),
  );

const texts = ['evidence', 'comment', 'note', 'reason'] as const;
const textColumn = ({ below }: Made): Column => texts[below(texts.length)] ?? 'comment';

const kinds: Readonly<Record<string, Kind>> = {
  'cut off': ({ bytes, below }) => refused(bytes.slice(0, 4 + below(bytes.length - 30)), damaged),
  'with a byte of its sheet changed': ({ bytes, below }) => {
    const broken = Uint8Array.from(bytes);
    const name = strToU8(sheetPath);
    const at = broken.findIndex((_, i) => name.every((byte, k) => broken[i + k] === byte)) + name.length;
    const place = at + 20 + below(400);
    broken[place] = (broken[place] ?? 0) ^ (1 + below(255));
    return refused(broken, damaged);
  },
  'whose sheet breaks off': ({ bytes, below }) =>
    refused(
      withPart(bytes, sheetPath, (xml) => xml.slice(0, 60 + below(xml.length - 80))),
      damaged,
    ),
  'without its sheet': ({ bytes }) => {
    const { [sheetPath]: _, ...without } = unzipSync(bytes);
    return refused(zipSync(without), damaged);
  },
  'without its hidden tab': ({ bytes }) =>
    refused(
      withPart(bytes, aboutPath, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>')),
      'This is not a file that was downloaded from My reviews',
    ),
  'of chance': ({ below }) =>
    refused(
      Uint8Array.from({ length: 1 + below(5_000) }, () => below(80)),
      'This is no Excel file.',
    ),
  'with a password, or of an old Excel': ({ below }) =>
    refused(
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...Array.from({ length: 600 }, () => below(256)),
      ]),
      'This is no XLSX workbook, or it has a password.',
    ),
  'that unpacks to a hundred times its size': ({ bytes, below }) =>
    refused(
      zipSync({ ...unzipSync(bytes), [sheetPath]: new Uint8Array((9 + below(12)) * 1024 * 1024).fill(32) }),
      tooMuch,
    ),
  'with elements in each other without end': ({ bytes, below }) =>
    refused(
      withPart(bytes, sheetPath, (xml) =>
        xml.replace('<sheetData>', `${'<a>'.repeat(100_000 + below(9))}<sheetData>`),
      ),
      damaged,
    ),
  'with entities that grow': ({ bytes, below }) =>
    refused(
      withPart(bytes, sheetPath, (xml) =>
        xml
          .replace('<worksheet', `<!DOCTYPE w [<!ENTITY a "${'b'.repeat(1 + below(99))}">]><worksheet`)
          .replace('<sheetData>', '&a;<sheetData>'),
      ),
      damaged,
    ),
  'with a row gone': (made) => {
    const { row } = oneOf(made);
    return refused(
      withPart(made.bytes, sheetPath, (xml) => xml.replace(rowIn(xml, row), '')),
      `Its row is gone. ${anew}`,
    );
  },
  'with a row twice': (made) => {
    const { row } = oneOf(made);
    const last = Math.max(...made.rows.values()) + 1 + made.below(50);
    const copy = (xml: string) => rowIn(xml, row).replace(/r="([A-Z]*)\d+"/g, `r="$1${last}"`);
    return refused(
      withPart(made.bytes, sheetPath, (xml) => xml.replace('</sheetData>', `${copy(xml)}</sheetData>`)),
      `This row is a copy of row ${row}.`,
    );
  },
  'with an id of another round’s': (made) => {
    const { row } = oneOf(made);
    return refused(
      typed(made, row, 'id', `other-${made.below(99)}`),
      'belongs to no criterion of this round',
    );
  },
  'with another text of a criterion': (made) => {
    const { criterion, row } = oneOf(made);
    return refused(
      typed(made, row, 'criterion', `${criterion.text} Or not.`),
      `The text here is not that of criterion ${criterion.number}. Its scores may have slid to another criterion, so none were read. ${anew}`,
    );
  },
  'with another number of a criterion': (made) => {
    const { criterion, row } = oneOf(made);
    return refused(
      typed(made, row, 'number', `${criterion.number}9`),
      `but the row was made for criterion ${criterion.number}`,
    );
  },
  'with a heading renamed': (made) => {
    const column = textColumn(made);
    const heading = headings[column];
    return refused(
      withPart(made.bytes, sheetPath, (xml) => xml.replace(`>${heading}<`, '>Mine<')),
      `There is no column with the heading “${heading}”.`,
    );
  },
  'with cells merged over rows': (made) => {
    const { row } = oneOf(made);
    return refused(
      withPart(made.bytes, sheetPath, (xml) =>
        xml.replace(
          '</sheetData>',
          `</sheetData><mergeCells><mergeCell ref="F${row}:F${row + 1}"/></mergeCells>`,
        ),
      ),
      'merged over several rows',
    );
  },
  'of another round': (made) =>
    refused(saying(made, 'Round', `r${made.below(999)}`), 'made for another round'),
  'of somebody else': (made) =>
    refused(saying(made, 'Reviewer', `x${made.below(999)}`), 'made for another reviewer'),
  'of other criteria': (made) =>
    refused(saying(made, 'Criteria', 'a'.repeat(64)), 'made for another version of the criteria'),
  'that is a copy': (made) => refused(saying(made, 'Copy', 'yes'), 'a copy of what you submitted'),
  'with a formula': (made) => {
    const { row } = oneOf(made);
    return told(
      withCell(
        made,
        row,
        textColumn(made),
        (open) => `${open}><f>HYPERLINK("https://example.org")</f><v>1</v></c>`,
      ),
      'holds a formula. Replace it by the text it should show.',
    );
  },
  'with an error value': (made) => {
    const { row } = oneOf(made);
    return told(
      withCell(made, row, textColumn(made), (open) => `${open} t="e"><v>#REF!</v></c>`),
      'holds the error #REF!. Type what it should say.',
    );
  },
  'with a date': (made) => {
    const { row } = oneOf(made);
    return told(
      withCell(made, row, textColumn(made), (open) => `${open} t="d"><v>2026-08-06</v></c>`),
      'holds a date. Format the cell as text and type it again.',
    );
  },
  'with no rating': (made) => {
    const { row } = oneOf(made);
    const said = `Mett ${made.below(999)}`;
    return told(typed(made, row, 'rating', said), `“${said}” is not a rating. Choose one from the list`);
  },
  'with too long a text': (made) => {
    const { row } = oneOf(made);
    return told(typed(made, row, 'comment', 'a '.repeat(2_001 + made.below(500))), 'Shorten it by');
  },
  'with a text in no criterion’s row': (made) => {
    const first = made.rows.get(rowIds.section(made.set.sections[0]?.id ?? '')) ?? 0;
    return told(typed(made, first, 'evidence', 'Lost?'), 'This row is no criterion’s');
  },
  'with a cell far outside': (made) => {
    const { row } = oneOf(made);
    return told(
      withPart(made.bytes, sheetPath, (xml) =>
        xml.replace(rowIn(xml, row), (whole) =>
          whole.replace('</row>', `<c r="ZZ${row}" t="inlineStr"><is><t>far</t></is></c></row>`),
        ),
      ),
      'is far outside the table. Empty it.',
    );
  },
  'with a script in a text': (made) => {
    const { row } = oneOf(made);
    const script = `<script>alert(${made.below(999)})</script>`;
    return told(
      typed(made, row, textColumn(made), script),
      script.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    );
  },
  'with parts that are none of a workbook’s': ({ bytes, below }) =>
    told(
      zipSync({
        ...unzipSync(bytes),
        [`../../${below(99)}/passwd`]: strToU8('root'),
        'xl/vbaProject.bin': strToU8('macro'),
      }),
      'your draft says the same',
    ),
};

/** So many files, of every kind in turn, each at random from a seed. */
export async function hostileFiles(
  bytes: Uint8Array,
  set: CriteriaSet,
  howMany: number,
  seed: number,
): Promise<readonly HostileFile[]> {
  const random = mulberry32(seed);
  const below = (most: number) => Math.floor(random() * most);
  const made: Made = { bytes, set, rows: await rowsById(bytes), below };
  const names = Object.keys(kinds);
  return Array.from({ length: howMany }, (_, n) => {
    const what = names[n % names.length] ?? '';
    const kind = kinds[what];
    if (kind === undefined) throw new Error('There are kinds.');
    return { what, ...kind(made) };
  });
}

/** Uploads files on the page of a review; answers those whose sender is told anything else than they must be. */
export async function wronglyTold(
  browser: ReviewerBrowser,
  path: string,
  files: readonly HostileFile[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { csrf } = fieldsOf((await browser.request(path)).html);
  for (const [n, { what, bytes, status, says }] of files.entries()) {
    const { response, html } = await browser.uploadWith(path, csrf ?? '', bytes);
    const isTold =
      response.status === status &&
      html.includes(says) &&
      html.includes('Nothing was saved') === (status === 422);
    if (!isTold || html.includes('<script'))
      wrong.push(`${n + 1}, ${what}: ${response.status}, not “${says}”`);
  }
  return wrong;
}

const readers = [operations.readCriteriaSetFile, operations.readCapabilityFile] as const;

/** Has the same files read as tables of criteria and of capabilities; answers those of which something else is said than what is wrong. */
export async function wronglyRead(
  staff: ApiClient,
  files: readonly HostileFile[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { what, bytes } of files)
    for (const format of ['xlsx', 'csv'] as const)
      for (const operation of readers) {
        const body = { format, content: Buffer.from(bytes).toString('base64') };
        const parameters = { specificationId: 'sample-frailty' };
        const { status, body: answer } = await staff.send(operation, { parameters, body } as never);
        const read = answer as { readonly outcome?: string; readonly defects?: readonly unknown[] };
        const isTold = read.outcome === 'refused' && read.defects?.length !== 0;
        if (status !== 413 && !isTold)
          wrong.push(
            `${what}, as ${format} to ${operation.path}: ${status} ${JSON.stringify(read).slice(0, 200)}`,
          );
      }
  return wrong;
}
