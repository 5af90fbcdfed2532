import { gzipSync } from 'node:zlib';
import { criteriaSet } from '../../../shared/contract/criteria-sets/schemas.ts';
import { exportOperations } from '../../../shared/contract/exports/operations.ts';
import { problems } from '../../../shared/contract/problems.ts';
import endorsement from '../../../shared/samples/sample-endorsement-criteria.json' with { type: 'json' };
import gateway from '../../../shared/samples/sample-gateway-criteria.json' with { type: 'json' };
import { writeCriteriaSetFile } from '../../files/criteria-set-file.ts';
import { mediaTypes } from '../../files/read-table.ts';
import type { Problem } from '../../use-case/problem.ts';
import { messagePage, notFoundPage } from '../web/answer.ts';
import { askFor, readFor, type StaffOperationId } from '../web/ask.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** What Lambda may answer, less what base64 adds and the headers. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Answers with a file to keep. It leaves gzipped, which makes texts a fifth of their size. `paged` is where the API
 * gives the same page by page, if it does.
 */
function download(
  visit: Visit,
  fileName: string,
  mediaType: string,
  bytes: Uint8Array,
  paged: string | null = null,
): Answer {
  const gzipped = gzipSync(bytes);
  if (gzipped.length > maxBytes)
    return messagePage(visit, 413, {
      title: 'This is too large for one file',
      paragraphs: [
        paged === null
          ? `Packed it has ${Math.ceil(gzipped.length / 1024 / 1024)} MB. At most 4 MB can be sent at once.`
          : `The API gives the same page by page: GET ${paged}`,
      ],
    });
  return {
    statusCode: 200,
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-encoding': 'gzip',
    },
    body: gzipped.toString('base64'),
    isBase64Encoded: true,
  };
}

const json = (visit: Visit, fileName: string, value: unknown, paged?: string): Answer =>
  download(visit, fileName, 'application/json', Buffer.from(`${JSON.stringify(value, null, 2)}\n`), paged);

/** `GET /rounds/{roundId}/result.csv` and `.xlsx`. */
export const downloadResult =
  (format: 'csv' | 'xlsx') =>
  async (visit: Visit): Promise<Answer> => {
    const file = await askFor(visit, 'getResultFile', { roundId: visit.parameters.roundId ?? '', format });
    if (!file.ok) return refusedPage(visit, file.error);
    const { fileName, mediaType, content } = file.value;
    return download(visit, fileName, mediaType, Buffer.from(content, 'base64'));
  };

const samples = { endorsement, gateway };

/** `GET /criteria-sets/samples/….xlsx`: a sample criteria set, which shows how the table goes. */
export const downloadSampleSet =
  (kind: keyof typeof samples) =>
  async (visit: Visit): Promise<Answer> =>
    download(
      visit,
      `sample-${kind}-criteria.xlsx`,
      mediaTypes.xlsx,
      await writeCriteriaSetFile('xlsx', criteriaSet.parse(samples[kind])),
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

/** A page that gives what an operation answers, as it is, as a file. */
const downloadJson =
  (id: StaffOperationId, fileName: (parameters: Visit['parameters']) => string) =>
  async (visit: Visit): Promise<Answer> => {
    const answered = await askFor(visit, id);
    return answered.ok
      ? json(visit, fileName(visit.parameters), answered.value)
      : refusedPage(visit, answered.error);
  };

/** Why there is no file. */
const refusedPage = (visit: Visit, { code, detail }: Problem): Answer =>
  code === 'not-found'
    ? notFoundPage(visit)
    : messagePage(visit, problems[code].status, { title: problems[code].title, paragraphs: [detail] });

/** `GET /rounds/{roundId}/export.json`: the round as a file that anybody can check. */
export const downloadRound = downloadJson('exportRound', ({ roundId }) => `round-${roundId}.json`);

/** `GET /rounds/{roundId}/export-with-notes.json`: the same with the confidential notes. */
export const downloadRoundWithNotes = downloadJson(
  'exportRoundWithNotes',
  ({ roundId }) => `round-${roundId}-confidential.json`,
);

/** A page that gives all pages of an operation as one file, whose items stand behind what `about` says of them. */
const downloadPages =
  (
    id: 'exportPerson' | 'exportEverything',
    file: (visit: Visit) => { readonly name: string; readonly about: object },
  ) =>
  async (visit: Visit): Promise<Answer> => {
    const items: unknown[] = [];
    let cursor: string | undefined;
    do {
      const answered = await askFor(visit, id, {
        ...visit.parameters,
        ...(cursor !== undefined && { cursor }),
      });
      if (!answered.ok) return refusedPage(visit, answered.error);
      items.push(...answered.value.items);
      cursor = answered.value.next ?? undefined;
    } while (cursor !== undefined);
    const { name, about } = file(visit);
    const path = exportOperations[id].path.replace(
      /\{(\w+)\}/g,
      (_, parameter) => visit.parameters[parameter] ?? '',
    );
    return json(visit, name, { ...about, items }, path);
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
