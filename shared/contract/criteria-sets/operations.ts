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

/** The Centre’s criteria sets. */
export const criteriaSetOperations = {
  listCriteriaSets: operation(
    aPage('/v1/criteria-sets', 'List the criteria sets with their versions', criteriaSetEntry),
  ),

  createCriteriaSet: operation({
    method: 'POST',
    path: '/v1/criteria-sets',
    summary:
      'Create a criteria set, or the next version of one; unchanged content gives the version there is',
    roles: staff,
    body: criteriaSet,
    success: { status: 201, description: 'The version, a draft.', body: criteriaSetView, etag: true },
    problems: ['changed-meanwhile'],
  }),

  getCriteriaSet: operation({
    ...readToChange(
      '/v1/criteria-sets/{criteriaSetId}/versions/{version}',
      'Get a version of a criteria set',
      criteriaSetView,
    ),
    parameters: criteriaSetVersion,
  }),

  publishCriteriaSet: operation({
    method: 'POST',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}/publish',
    summary: 'Publish a version of a criteria set; from then on it never changes',
    roles: staff,
    parameters: criteriaSetVersion,
    ifMatch: true,
    success: { status: 200, description: 'The published version.', body: criteriaSetView, etag: true },
    problems: ['not-now'],
  }),

  compareCriteriaSet: operation({
    ...read(
      '/v1/criteria-sets/{criteriaSetId}/versions/{version}/changes',
      'Compare a version of a criteria set with the published one before it',
      z.strictObject({ comparedWith: versionNumber.nullable(), changes: z.array(criteriaSetChange) }),
    ),
    parameters: criteriaSetVersion,
  }),

  getRuleEffect: operation({
    ...read(
      '/v1/criteria-sets/{criteriaSetId}/versions/{version}/effect',
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
    method: 'POST',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}/withdraw',
    summary: 'Withdraw a version of a criteria set: it takes no new rounds',
    roles: staff,
    parameters: criteriaSetVersion,
    body: z.strictObject({ reason }),
    ifMatch: true,
    success: { status: 200, description: 'The withdrawn version.', body: criteriaSetView, etag: true },
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
