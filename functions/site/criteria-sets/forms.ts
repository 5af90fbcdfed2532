import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import type { KeptSheet } from '../../../shared/domain/tables/kept-criteria.ts';
import { rowDefectInWords } from '../../../shared/domain/tables/row-defect.ts';
import { filledRows, headingOf } from '../../../shared/domain/tables/table-rows.ts';
import { readCriteriaSetFile } from '../../files/criteria-set-file.ts';
import { readKeptSheets } from '../../files/kept-criteria-file.ts';
import { formatOf } from '../../files/read-table.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { readUploadedOrPasted } from '../web/uploaded.ts';
import type { Visit } from '../web/visit.ts';
import { draftForms } from './draft-forms.ts';
import { checkKeptPage, keptRoutes } from './import-kept.ts';
import { versionPath } from './pages.ts';
import { lockOf, nameOf, pathOf, readVersion, unless, type Version } from './version-forms.ts';

/** Reads a criteria set from an uploaded or pasted file: JSON where it starts like JSON, else the full table. */
const readFile = (_: object, visit: Visit): Promise<ReadForm> =>
  readUploadedOrPasted(visit, async (bytes) => {
    if (startsLikeJson(bytes)) return readJson(bytes);
    const sheets = await readKeptSheets(bytes);
    if (!sheets.ok) return fail(sheets.error.map(rowDefectInWords));
    if (sheets.value.every(({ rows }) => filledRows(rows).length === 0)) return fail(['The file is empty.']);
    if (!isFullTable(sheets.value)) return fail([noTable]);
    const read = await readCriteriaSetFile(formatOf(bytes), bytes);
    return read.ok ? read : fail(read.error.map(rowDefectInWords));
  });

const noTable =
  'No table of criteria was found in it. It needs a row for each criterion, with its number and its wording in cells of their own, or the number at the start of the wording.';

/** Whether a file is in the full format, which says of each row what it is. */
const isFullTable = (sheets: readonly KeptSheet[]): boolean =>
  sheets.some(({ rows }) => {
    const [headings, ...below] = filledRows(rows);
    const at = headings?.cells.findIndex((cell) => headingOf(cell).toLowerCase() === 'row') ?? -1;
    return at >= 0 && below.some(({ cells }) => /^[a-z]/i.test(headingOf(cells[at] ?? '')));
  });

/** Shows what was read of a table as people keep them, before anything is stored; takes any other file as the form does. */
const showingKept =
  (take: Route['handle']): Route['handle'] =>
  async (visit) => {
    const bytes = visit.files.get('file') ?? new TextEncoder().encode(visit.form.get('pasted') ?? '');
    if (bytes.length > 0 && !startsLikeJson(bytes)) {
      const sheets = await readKeptSheets(bytes);
      const shown = sheets.ok && !isFullTable(sheets.value) ? await checkKeptPage(visit, sheets.value) : null;
      if (shown !== null) return shown;
    }
    return take(visit);
  };

const startsLikeJson = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*\{/.test(Buffer.from(bytes.subarray(0, 100)).toString('utf8'));

function readJson(bytes: Uint8Array): Result<unknown, readonly string[]> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return fail(['This is no valid JSON. Export it again.']);
  }
}

const importSet: FormDefinition<'createCriteriaSet', object> = {
  operation: 'createCriteriaSet',
  load: async () => ({}),
  text: () => ({
    title: 'Import a criteria set',
    back: { text: 'Back to criteria sets', href: '/criteria-sets' },
    paragraphs: [
      'Take the table as you have it: a row for each criterion, with its number and its wording. Sections, guidance, what is mandatory and thresholds are read too where they stand.',
      'You see what was read, and can correct it, before anything is kept.',
    ],
    button: 'Read it',
  }),
  fields: () => [
    {
      kind: 'file',
      name: 'file',
      label: 'File',
      hint: 'An Excel workbook (XLSX) or CSV.',
      accept: '.xlsx,.csv,.json',
      gives: 'bytes',
      missing: 'Choose a file, or paste its content',
    },
    {
      kind: 'textarea',
      name: 'pasted',
      label: 'Or paste its content',
      hint: 'Cells copied from a spreadsheet or a table in Word.',
      rows: 8,
    },
  ],
  read: readFile,
  show: () => ({ showsColumns: true }),
  template: 'criteria-sets/import.njk',
  next: ({ criteriaSetId, version, status }) => [
    versionPath(criteriaSetId, version),
    status === 'draft' ? 'criteria-set-imported' : 'criteria-set-unchanged',
  ],
};

const publish: FormDefinition<'publishCriteriaSet', Version> = {
  operation: 'publishCriteriaSet',
  load: readVersion,
  text: (set) => ({
    title: 'Publish this version',
    caption: nameOf(set),
    back: { text: 'Back to the criteria set', href: pathOf(set) },
    paragraphs: ['It can then be chosen for rounds.'],
    warning: 'A published version never changes. To change anything later, import a new version.',
    button: 'Publish',
  }),
  instead: (set) => unless('draft', set),
  fields: () => [],
  lock: lockOf,
  next: (_, set) => [pathOf(set), 'criteria-set-published'],
};

const withdraw: FormDefinition<'withdrawCriteriaSet', Version> = {
  operation: 'withdrawCriteriaSet',
  load: readVersion,
  text: (set) => ({
    title: 'Withdraw this version',
    caption: nameOf(set),
    back: { text: 'Back to the criteria set', href: pathOf(set) },
    paragraphs: ['It takes no new rounds. Rounds that use it already go on with it.'],
    warning: 'A version that was withdrawn cannot be published again.',
    button: 'Withdraw',
  }),
  instead: (set) => unless('published', set),
  fields: () => [{ kind: 'textarea', name: 'reason', label: 'Reason', missing: 'Enter a reason' }],
  lock: lockOf,
  next: (_, set) => [pathOf(set), 'criteria-set-withdrawn'],
};

/** Every form page of criteria sets. */
export const criteriaSetForms: readonly Route[] = [
  ...formRoutes('/criteria-sets/import', importSet).map((route) =>
    route.method === 'POST' ? { ...route, handle: showingKept(route.handle) } : route,
  ),
  ...keptRoutes,
  ...draftForms,
  ...formRoutes('/criteria-sets/{criteriaSetId}/versions/{version}/publish', publish),
  ...formRoutes('/criteria-sets/{criteriaSetId}/versions/{version}/withdraw', withdraw),
];
