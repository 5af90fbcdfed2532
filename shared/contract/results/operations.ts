import * as z from 'zod';
import { slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { staffAndOversight } from '../roles.ts';
import { roundAndCriterion, roundId } from '../rounds/schemas.ts';
import {
  comments,
  criterionDetail,
  explainedRecommendation,
  projectedResult,
  roundComparison,
} from './schemas.ts';

/**
 * What came of a round’s reviews. Where the Centre’s setting keeps names from panel places, nothing of it is answered
 * while the round is open (409, `not-now`): who submits is shown by name, and would be joined with what is added.
 */
export const resultOperations = {
  getResult: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/result',
    summary: 'Get the aggregate of a round’s current submissions',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The result. Its ETag is its revision.',
      body: projectedResult,
      etag: true,
    },
    problems: ['own-panel', 'not-now'],
  }),

  getRecommendation: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/recommendation',
    summary: 'Get the latest recommendation with its trace, and in sentences',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The recommendation. Its ETag is its number.',
      body: explainedRecommendation,
      etag: true,
    },
    problems: ['own-panel', 'not-now'],
  }),

  getCriterion: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/criteria/{criterionId}',
    summary: 'Get what the panel says of one criterion; confidential notes for staff only',
    roles: staffAndOversight,
    parameters: roundAndCriterion,
    success: {
      status: 200,
      description: 'Ratings, evidence and comments by panel place.',
      body: criterionDetail,
    },
    problems: ['own-panel', 'not-now'],
  }),

  getComments: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/comments',
    summary:
      'Get what reviewers say of the specification as a whole, and how their comments on each criterion begin; confidential notes for staff only',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'Comments by panel place.', body: comments },
    problems: ['own-panel', 'not-now'],
  }),

  compareRounds: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/comparison',
    summary:
      'Compare a round with the one of its specification that was decided last, on the same version or an earlier one',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The criteria whose status changed.', body: roundComparison },
    problems: ['own-panel', 'not-now'],
  }),

  getResultFile: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/result/file/{format}',
    summary: 'Get the result of a round as a file for a spreadsheet; without confidential notes',
    roles: staffAndOversight,
    parameters: z.strictObject({ roundId: slug, format: z.enum(['csv', 'xlsx']) }),
    success: {
      status: 200,
      description: 'The file, its bytes in base64.',
      body: z.strictObject({ fileName: z.string(), mediaType: z.string(), content: z.string() }),
    },
    problems: ['own-panel', 'not-now'],
  }),
};
