import * as z from 'zod';
import { reason, slug, versionNumber } from '../basics.ts';
import { namedFile, refusedFile, tableFile, tableFormat } from '../files.ts';
import { operation } from '../operation.ts';
import { aPage, read, readToChange } from '../pages.ts';
import { staff, staffAndOversight } from '../roles.ts';
import {
  criteriaSet,
  criteriaSetChange,
  criteriaSetEntry,
  criteriaSetVersion,
  criteriaSetView,
  ruleEffect,
} from './schemas.ts';

const list = '/v1/criteria-sets';
const one = `${list}/{criteriaSetId}/versions/{version}` as const;

/** What the declaration of a change of a version has in common with others: for staff, 200 with the version. */
const changesVersion = <const M extends 'POST' | 'PUT', const P extends string>(
  method: M,
  path: P,
  summary: string,
  description: string,
) => ({
  method,
  path,
  summary,
  roles: staff,
  parameters: criteriaSetVersion,
  ifMatch: true as const,
  success: { status: 200 as const, description, body: criteriaSetView, etag: true as const },
  problems: ['not-now'] as const,
});

/** The Centre’s criteria sets. */
export const criteriaSetOperations = {
  listCriteriaSets: operation(aPage(list, 'List the criteria sets with their versions', criteriaSetEntry)),

  createCriteriaSet: operation({
    method: 'POST',
    path: list,
    summary:
      'Create a criteria set, or the next version of one; unchanged content gives the version there is',
    roles: staff,
    body: criteriaSet,
    success: { status: 201, description: 'The version, a draft.', body: criteriaSetView, etag: true },
    problems: ['changed-meanwhile'],
  }),

  getCriteriaSet: operation({
    ...readToChange(one, 'Get a version of a criteria set', criteriaSetView),
    parameters: criteriaSetVersion,
  }),

  publishCriteriaSet: operation(
    changesVersion(
      'POST',
      `${one}/publish`,
      'Publish a version of a criteria set; from then on it never changes',
      'The published version.',
    ),
  ),

  changeCriteriaSet: operation({
    ...changesVersion('PUT', one, 'Change a draft of a criteria set', 'The draft as it is now.'),
    body: criteriaSet,
  }),

  discardCriteriaSet: operation({
    ...changesVersion('POST', `${one}/discard`, 'Discard a draft of a criteria set', ''),
    success: { status: 200, description: 'The draft as it was.', body: criteriaSetView },
  }),

  compareCriteriaSet: operation({
    ...read(
      `${one}/changes`,
      'Compare a version of a criteria set with the published one before it',
      z.strictObject({ comparedWith: versionNumber.nullable(), changes: z.array(criteriaSetChange) }),
    ),
    parameters: criteriaSetVersion,
  }),

  getRuleEffect: operation({
    ...read(
      `${one}/effect`,
      'Show what the rules of a version do: how often each outcome comes out, and what they make of closed rounds',
      ruleEffect,
    ),
    parameters: criteriaSetVersion,
    query: z.strictObject({
      /** How many ratings in 100 find a criterion met. */
      quality: z.coerce.number().int().min(50).max(100).default(95),
    }),
  }),

  withdrawCriteriaSet: operation({
    ...changesVersion(
      'POST',
      `${one}/withdraw`,
      'Withdraw a version of a criteria set: it takes no new rounds',
      'The withdrawn version.',
    ),
    body: z.strictObject({ reason }),
    problems: [],
  }),
};

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
    path: `${one}/file/{format}`,
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
