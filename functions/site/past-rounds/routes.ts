import { randomUUID } from 'node:crypto';
import { pastRoundOperations } from '../../../shared/contract/past-rounds/operations.ts';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { count, list } from '../../../shared/domain/basics/words.ts';
import { pastRoundDefects } from '../../../shared/domain/past-rounds/past-rounds.ts';
import { rowDefectInWords } from '../../../shared/domain/tables/row-defect.ts';
import { type PastRoundsFile, pastColumns, readPastRoundsFile } from '../../files/past-rounds-file.ts';
import { pastRounds } from '../../past-rounds/use-cases.ts';
import { parseWhat } from '../../use-case/parse-what.ts';
import type { Problem } from '../../use-case/problem.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { messagePage, notFoundPage, page, redirectDone } from '../web/answer.ts';
import { apart } from '../web/ask-apart.ts';
import { errorsOf, inlineErrors } from '../web/form-errors.ts';
import { type Field, idOf } from '../web/form-fields.ts';
import { postedVersion } from '../web/posted.ts';
import { keyField, sendingKey, takenOnce } from '../web/pressed.ts';
import type { Route } from '../web/route.ts';
import { readUploadedOrPasted } from '../web/uploaded.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { askPast, pastRoundRow } from './rows.ts';

const ops = pastRoundOperations;
const doing = apart(ops, pastRounds).perform;
const home = '/earlier-rounds';

const isStaff = ({ person }: Visit) => person?.roles.includes('staff') ?? false;

/** `GET /earlier-rounds`: what was imported, and when. */
async function showImports(visit: Visit): Promise<Answer> {
  const read = await askPast(visit, 'listPastImports');
  return page(visit, 'past-rounds/list.njk', {
    isStaff: isStaff(visit),
    imports: (read?.imports ?? []).map(({ importId, at, rounds, takenBackAt }) => ({
      href: `${home}/${importId}`,
      at: ukTime(at),
      rounds,
      isTakenBack: takenBackAt !== null,
    })),
  });
}

/** `GET /earlier-endorsements`: what everybody may know of it. */
async function showEndorsements(visit: Visit): Promise<Answer> {
  const read = await askPast(visit, 'getPastEndorsements', {});
  return page(visit, 'past-rounds/register.njk', { rounds: (read?.items ?? []).map(pastRoundRow) });
}

/** `GET /earlier-rounds/{importId}`: what was imported together. */
async function showImport(visit: Visit): Promise<Answer> {
  const { importId = '' } = visit.parameters;
  const done = await doing(visit)('getPastImport', visit.person, () =>
    ok({ of: { importId }, what: undefined, expected: 0, key: '' }),
  );
  if (!done.ok) return notFoundPage(visit);
  const { answer, version } = done.value;
  return page(visit, 'past-rounds/import.njk', {
    at: ukTime(answer.at),
    path: `${home}/${importId}`,
    takenBack: answer.takenBackAt && ukDay(answer.takenBackAt),
    isStaff: isStaff(visit),
    version,
    keyField,
    key: randomUUID(),
    rounds: answer.items.map(pastRoundRow),
  });
}

const fields: readonly Field[] = [
  { kind: 'file', name: 'file', label: 'File', accept: '.xlsx,.csv', gives: 'bytes' },
  { kind: 'textarea', name: 'pasted', label: 'Or paste its content', rows: 8 },
];

const names = list(Object.values(pastColumns).map(({ name }) => `“${name}”`));

/** The page that takes a file, with what is wrong with the one that was sent. */
function filePage(visit: Visit, failed?: Problem): Answer {
  const errors = failed === undefined ? [] : errorsOf(fields, failed);
  return page(
    visit,
    'web/form.njk',
    {
      form: {
        title: 'Import rounds from before this system',
        back: { text: 'Back to rounds before this system', href: home },
        paragraphs: [
          'An Excel workbook (XLSX) or CSV file with a row for each round. The columns may stand anywhere and be called otherwise; titles above them and other columns do no harm.',
          `What is looked for: ${names}. The specification, the outcome and the day of the decision are needed. Outcomes are the Centre’s words, such as “Endorsed with conditions” or “Returned”.`,
          'You see what was read before anything is kept. Leave names of people out.',
        ],
        button: 'Read it',
        fields: fields.map((field) => ({ ...field, id: idOf(field) })),
        values: { pasted: visit.form.get('pasted') ?? '' },
        hidden: [],
        isUpload: true,
        errors: inlineErrors(errors),
        errorList: errors.map(({ text, href }) => ({ text, href })),
      },
    },
    failed === undefined ? 200 : 422,
  );
}

/** `POST /earlier-rounds/import`: what was read of a file, and what importing it would do. */
async function checkFile(visit: Visit): Promise<Answer> {
  const today = ukIsoDay(visit.site.now());
  const { body, defects } = await readUploadedOrPasted(visit, async (bytes) => {
    const read = await readPastRoundsFile(bytes);
    if (!read.ok) return fail(read.error.map(rowDefectInWords));
    const wrong = pastRoundDefects(read.value.rounds, today).map(({ pointer, code, detail }) => {
      const [, , place, field] = pointer.split('/');
      const row = read.value.rows[Number(place)] ?? null;
      return { row, column: pastColumns[field as keyof typeof pastColumns].name, code, detail };
    });
    return wrong.length > 0 ? fail(wrong.map(rowDefectInWords)) : ok(read.value);
  });
  if (body === null) return filePage(visit, { code: 'invalid-body', detail: '', errors: defects });
  const { rounds, rows, sheet, headingRow, columns } = body as PastRoundsFile;
  const content = JSON.stringify(rounds);
  const what = parseWhat(ops.importPastRounds.body, { rounds, dryRun: true });
  const tried = await doing(visit)('importPastRounds', visit.person, () =>
    what.ok ? ok({ of: {}, what: what.value, expected: 0, key: randomUUID() }) : what,
  );
  if (!tried.ok) {
    const said = tried.error.errors ?? [{ pointer: '', code: tried.error.code, detail: tried.error.detail }];
    const pointer = visit.files.has('file') ? '/file' : '/pasted';
    return filePage(visit, { ...tried.error, errors: said.map((one) => ({ ...one, pointer })) });
  }
  const known = new Set(tried.value.answer.known);
  const knownRows = rows.filter((_, i) => known.has(i));
  return page(visit, 'past-rounds/check.njk', {
    read: `${count(rounds.length, 'round was', 'rounds were')} read${sheet === '' ? '' : ` from the sheet “${sheet}”`}, below the headings in row ${headingRow}.`,
    columns: list(
      columns.map(({ name, heading }) => (name === heading ? `“${name}”` : `“${heading}” as ${name}`)),
    ),
    known:
      knownRows.length === 0
        ? ''
        : `${count(knownRows.length, 'round is', 'rounds are')} here already and ${knownRows.length === 1 ? 'is' : 'are'} left out: row ${list(knownRows.map(String))}.`,
    registered: tried.value.answer.registered,
    rounds: rounds.filter((_, i) => !known.has(i)).map(pastRoundRow),
    size: count(rounds.length - known.size, 'round'),
    content,
    keyField,
    key: randomUUID(),
  });
}

/** The rounds that a page carries; null where somebody changed them so that they are none. */
function carried({ form }: Visit): unknown {
  try {
    return { rounds: JSON.parse(form.get('content') ?? '') };
  } catch {
    return {};
  }
}

/** `POST /earlier-rounds/import/take`: imports what was looked at. */
async function takeImport(visit: Visit): Promise<Answer> {
  const [what, key] = [parseWhat(ops.importPastRounds.body, carried(visit)), sendingKey(visit)];
  const done = await doing(visit)('importPastRounds', visit.person, () =>
    what.ok ? ok({ of: {}, what: what.value, expected: 0, key: key ?? randomUUID() }) : what,
  );
  if (!done.ok) return filePage(visit, done.error);
  const { importId } = done.value.answer;
  return importId === null
    ? redirectDone(visit, home, 'past-rounds-known')
    : redirectDone(visit, `${home}/${importId}`, 'past-rounds-imported');
}

/** `POST /earlier-rounds/{importId}`: takes all of an import back. */
async function takeBack(visit: Visit): Promise<Answer> {
  const { importId = '' } = visit.parameters;
  const expected = postedVersion(visit.form) ?? -1;
  const done = await doing(visit)('takeBackPastImport', visit.person, () =>
    ok({ of: { importId }, what: {}, expected, key: '' }),
  );
  if (done.ok) return redirectDone(visit, home, 'past-rounds-taken-back');
  if (done.error.code === 'not-found') return notFoundPage(visit);
  return messagePage(visit, done.error.code === 'stale' ? 412 : 409, {
    title: 'Nothing was taken back',
    paragraphs: [done.error.detail],
    action: { text: 'Look at it again', href: `${home}/${importId}` },
  });
}

const [readers, writers] = [ops.listPastImports.roles, ops.importPastRounds.roles];

/** Rounds before this system: importing them, what was imported, and what everybody may know of it. */
export const pastRoundRoutes: readonly Route[] = [
  { method: 'GET', path: '/earlier-endorsements', access: 'public', handle: showEndorsements },
  { method: 'GET', path: home, access: readers, handle: showImports },
  { method: 'GET', path: `${home}/import`, access: writers, handle: async (visit) => filePage(visit) },
  { method: 'POST', path: `${home}/import`, access: writers, handle: checkFile },
  {
    method: 'POST',
    path: `${home}/import/take`,
    access: writers,
    handle: (visit) => takenOnce(visit, () => takeImport(visit)),
  },
  { method: 'GET', path: `${home}/{importId}`, access: readers, handle: showImport },
  {
    method: 'POST',
    path: `${home}/{importId}`,
    access: writers,
    handle: (visit) => takenOnce(visit, () => takeBack(visit)),
  },
];
