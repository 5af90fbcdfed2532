import * as z from 'zod';
import { operation, type Role } from './operation.ts';
import { criteriaSet, slug, versionNumber } from './schemas.ts';

const staff: readonly Role[] = ['staff'];
const staffAndOversight: readonly Role[] = ['staff', 'oversight'];

const format = z.enum(['csv', 'xlsx']);

/** `z.base64()` needs functions that Apps Script lacks. */
const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'Give the file’s bytes in base64.');

const rowDefect = z
  .strictObject({
    row: z.int().min(1).nullable(),
    column: z.string().nullable(),
    code: z.string(),
    detail: z.string(),
    sentence: z.string(),
  })
  .meta({
    id: 'RowDefect',
    description:
      'Something wrong with a cell, a row (`column` is null) or the file (`row` is null too). Rows count from 1, the header row; `sentence` names the place as well.',
  });

/** Criteria sets as files that people edit in a spreadsheet. */
export const criteriaSetFileOperations = {
  readCriteriaSetFile: operation({
    method: 'POST',
    path: '/v1/criteria-set-files/read',
    summary: 'Read a criteria set from a CSV or XLSX file; nothing is kept',
    roles: staff,
    body: z.strictObject({ format, content: base64 }).meta({
      id: 'CriteriaSetFile',
      description: 'A file of at most about 190 KB, so that its base64 fits a body.',
    }),
    success: {
      status: 200,
      description: 'The criteria set, to create a version from; or everything that is wrong with the file.',
      body: z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('read'), criteriaSet }),
        z.strictObject({ outcome: z.literal('refused'), defects: z.array(rowDefect) }),
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
      format,
    }),
    success: {
      status: 200,
      description: 'The file, its bytes in base64.',
      body: z.strictObject({ fileName: z.string(), mediaType: z.string(), content: base64 }),
    },
    problems: [],
  }),
};
