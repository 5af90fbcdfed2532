import * as z from 'zod';
import { operation } from './operation.ts';
import { staff, staffAndOversight } from './roles.ts';
import { criteriaSet, slug, versionNumber } from './schemas.ts';
import { namedFile, refusedFile, tableFile, tableFormat } from './table-file-schemas.ts';

/** Criteria sets as files that people edit in a spreadsheet. */
export const criteriaSetFileOperations = {
  readCriteriaSetFile: operation({
    method: 'POST',
    path: '/v1/criteria-set-files/read',
    summary: 'Read a criteria set from a CSV or XLSX file; nothing is kept',
    roles: staff,
    body: tableFile,
    success: {
      status: 200,
      description: 'The criteria set, to create a version from; or everything that is wrong with the file.',
      body: z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('read'), criteriaSet }),
        refusedFile,
      ]),
    },
    problems: [],
  }),

  getCriteriaSetFile: operation({
    method: 'GET',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}/file/{format}',
    summary: 'Get a version of a criteria set as a CSV or XLSX file',
    roles: staffAndOversight,
    parameters: z.strictObject({
      criteriaSetId: slug,
      version: z.coerce.number().pipe(versionNumber),
      format: tableFormat,
    }),
    success: {
      status: 200,
      description: 'The file, its bytes in base64.',
      body: namedFile,
    },
    problems: [],
  }),
};
