import { gzipSync } from 'node:zlib';
import { criteriaSet } from '../../../shared/contract/criteria-sets/schemas.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { writeCriteriaSetFile } from '../../files/criteria-set-file.ts';
import { mediaTypes } from '../../files/media-types.ts';
import { answerSize, mostBytes } from '../../http/answer-size.ts';
import { type Problem, problem } from '../../use-case/problem.ts';
import { messagePage, notFoundPage, page } from '../web/answer.ts';
import { askFor, readFor } from '../web/ask.ts';
import { acceptsGzip } from '../web/compressed.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** What Lambda may answer, less what base64 adds and the headers. */
const maxBytes = 4 * 1024 * 1024;

/** Answers with a file to keep. For whoever takes that, it leaves gzipped, which makes texts a fifth of their size. */
export function download(visit: Visit, fileName: string, mediaType: string, bytes: Uint8Array): Answer {
  const gzipped = acceptsGzip(visit.headers);
  const sent = gzipped ? gzipSync(bytes) : Buffer.from(bytes);
  if (sent.length > maxBytes)
    return messagePage(visit, 413, {
      title: 'This is too large for one file',
      paragraphs: [
        `${gzipped ? 'Packed it' : 'It'} has ${Math.ceil(sent.length / 1024 / 1024)} MB. At most 4 MB can be sent at once.`,
      ],
    });
  return {
    statusCode: 200,
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      vary: 'accept-encoding',
      ...(gzipped && { 'content-encoding': 'gzip' }),
    },
    body: sent.toString('base64'),
    isBase64Encoded: true,
  };
}

const json = (visit: Visit, fileName: string, value: unknown): Answer =>
  download(visit, fileName, 'application/json', Buffer.from(`${JSON.stringify(value, null, 2)}\n`));

/** A page that gives a file which an operation about a round makes. */
const downloadFile =
  <Id extends 'getResultFile' | 'getLetterFile', Format extends string>(id: Id) =>
  (format: Format) =>
  async (visit: Visit): Promise<Answer> => {
    const file = await askFor(visit, id, { roundId: visit.parameters.roundId ?? '', format });
    if (!file.ok) return refusedPage(visit, file.error);
    const { fileName, mediaType, content } = file.value;
    return download(visit, fileName, mediaType, Buffer.from(content, 'base64'));
  };

/** `GET /rounds/{roundId}/result.csv` and `.xlsx`. */
export const downloadResult = downloadFile<'getResultFile', 'csv' | 'xlsx'>('getResultFile');

/** `GET /rounds/{roundId}/letter.pdf` and `.docx`: the letter to the developer, as it would go or as it went. */
export const downloadLetter = downloadFile<'getLetterFile', 'pdf' | 'docx'>('getLetterFile');

/** The sample sets, loaded when somebody asks for one. */
const samples = {
  endorsement: () =>
    import('../../../shared/samples/sample-endorsement-criteria.json', { with: { type: 'json' } }),
  gateway: () => import('../../../shared/samples/sample-gateway-criteria.json', { with: { type: 'json' } }),
};

/** `GET /criteria-sets/samples/….xlsx`: a sample criteria set, which shows how the table goes. */
export const downloadSampleSet =
  (kind: keyof typeof samples) =>
  async (visit: Visit): Promise<Answer> =>
    download(
      visit,
      `sample-${kind}-criteria.xlsx`,
      mediaTypes.xlsx,
      await writeCriteriaSetFile('xlsx', criteriaSet.parse((await samples[kind]()).default)),
    );

/** `GET /criteria-sets/{criteriaSetId}/versions/{version}/table.csv` and `.xlsx`. */
export const downloadCriteriaSet =
  (format: 'csv' | 'xlsx') =>
  async (visit: Visit): Promise<Answer> => {
    const set = await readFor(visit, 'getCriteriaSet');
    if (set === null) return notFoundPage(visit);
    const fileName = `${set.criteriaSetId}-version-${set.version}.${format}`;
    return download(visit, fileName, mediaTypes[format], await writeCriteriaSetFile(format, set.content));
  };

/** `GET /specifications/{specificationId}/capabilities.csv` and `.xlsx`. */
export const downloadCapabilities =
  (format: 'csv' | 'xlsx') =>
  async (visit: Visit): Promise<Answer> => {
    const file = await readFor(visit, 'getCapabilityFile', {
      specificationId: visit.parameters.specificationId ?? '',
      format,
    });
    if (file === null) return notFoundPage(visit);
    return download(visit, file.fileName, file.mediaType, Buffer.from(file.content, 'base64'));
  };

/** A page that gives a round’s export as a file, or leads to its parts. */
const downloadExport =
  (
    id: 'exportRound' | 'exportRoundWithNotes',
    partId: 'exportRoundPart' | 'exportRoundPartWithNotes',
    name: string,
  ) =>
  async (visit: Visit): Promise<Answer> => {
    const { roundId = '' } = visit.parameters;
    const answered = await askFor(visit, id);
    if (answered.ok) return json(visit, `round-${roundId}${name}.json`, answered.value);
    const first =
      answered.error.code === 'in-parts' ? await askFor(visit, partId, { roundId, part: 1 }) : answered;
    if (!first.ok) return refusedPage(visit, first.error);
    return partsPage(
      visit,
      Array.from(
        { length: first.value.parts },
        (_, i) => `${visit.path.replace(/\.json$/, '')}/parts/${i + 1}`,
      ),
      'npm run verify, given all of them, checks what they are together.',
    );
  };

/** A page that gives a part of a round’s export as a file. */
const downloadPart =
  (id: 'exportRoundPart' | 'exportRoundPartWithNotes', name: string) =>
  async (visit: Visit): Promise<Answer> => {
    const answered = await askFor(visit, id);
    if (!answered.ok) return refusedPage(visit, answered.error);
    const { part, parts } = answered.value;
    return json(
      visit,
      `round-${visit.parameters.roundId}${name}-part-${part}-of-${parts}.json`,
      answered.value,
    );
  };

/** Where the parts of something are that is too large for one file. */
const partsPage = (visit: Visit, parts: readonly string[], how: string): Answer =>
  page(visit, 'exports/parts.njk', { title: `This comes in ${parts.length} parts`, parts, how });

/** Why there is no file. */
const refusedPage = (visit: Visit, { code, detail }: Problem): Answer =>
  code === 'not-found'
    ? notFoundPage(visit)
    : messagePage(visit, problems[code].status, { title: problems[code].title, paragraphs: [detail] });

/** `GET /rounds/{roundId}/export.json`: the round as a file that anybody can check. */
export const downloadRound = downloadExport('exportRound', 'exportRoundPart', '');

/** `GET /rounds/{roundId}/export/parts/{part}`: a part of it, where it is too large for one file. */
export const downloadRoundPart = downloadPart('exportRoundPart', '');

/** `GET /rounds/{roundId}/export-with-notes.json`: the same with the confidential notes. */
export const downloadRoundWithNotes = downloadExport(
  'exportRoundWithNotes',
  'exportRoundPartWithNotes',
  '-confidential',
);

/** `GET /rounds/{roundId}/export-with-notes/parts/{part}`: a part of that. */
export const downloadRoundPartWithNotes = downloadPart('exportRoundPartWithNotes', '-confidential');

/** Pages of items that one file holds: so many that it stays below what Lambda may answer, packed or not. */
interface Group {
  /** Where it starts; undefined for the first. */
  readonly cursor: string | undefined;
  pages: number;
  size: number;
}

/**
 * A page that gives all pages of an operation as one file, whose items stand behind what `about` says of them. Where
 * they do not fit into one, it leads to several, each of which is asked for by where it starts and how many pages it has.
 */
const downloadPages =
  (
    id: 'exportPerson' | 'exportEverything',
    file: (visit: Visit) => { readonly name: string; readonly about: object },
  ) =>
  async (visit: Visit): Promise<Answer> => {
    const pages = visit.query.get('pages');
    if (pages !== null && !/^[1-9]\d{0,5}$/.test(pages))
      return refusedPage(
        visit,
        problem(
          'invalid-request',
          'How many pages a file has is a whole number from 1. Start from the page that has the files.',
        ),
      );
    const asked = pages === null ? Number.POSITIVE_INFINITY : Number(pages);
    let cursor = visit.query.get('cursor') ?? undefined;
    let items: unknown[] = [];
    let leftOut: readonly string[] = [];
    const groups: Group[] = [];
    for (let read = 0; read < asked; read += 1) {
      const of = { ...visit.parameters, ...(cursor !== undefined && { cursor }) };
      const answered = await askFor(visit, id, of);
      if (!answered.ok) return refusedPage(visit, answered.error);
      const size = answerSize(answered.value.items);
      const last = groups.at(-1);
      if (last === undefined || last.size + size > mostBytes) {
        groups.push({ cursor, pages: 1, size });
        // What comes in several files is asked for one by one.
        if (groups.length > 1) items = [];
      } else {
        last.pages += 1;
        last.size += size;
      }
      if (groups.length === 1) items.push(...answered.value.items);
      leftOut = answered.value.leftOut;
      cursor = answered.value.next ?? undefined;
      if (cursor === undefined) break;
    }
    if (groups.length > 1)
      return partsPage(
        visit,
        groups.map(({ cursor: from, pages }) => {
          const query = { ...(from !== undefined && { cursor: from }), pages: String(pages) };
          return `${visit.path}?${new URLSearchParams(query)}`;
        }),
        'The items of all of them are what is kept.',
      );
    const { name, about } = file(visit);
    return json(visit, name, { ...about, leftOut, items });
  };

/** `GET /people/{personId}/export.json`: all data about one person, all pages of it. */
export const downloadPerson = downloadPages(
  'exportPerson',
  ({ parameters: { personId }, site: { now } }) => ({
    name: `person-${personId}.json`,
    about: { personId, exportedAt: now().toISOString() },
  }),
);

/** `GET /rounds/{roundId}/everything.json`: every item of a round, all pages of it. */
export const downloadEverything = downloadPages('exportEverything', ({ parameters: { roundId } }) => ({
  name: `round-${roundId}-everything-confidential.json`,
  about: { roundId },
}));
