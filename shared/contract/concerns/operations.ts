import * as z from 'zod';
import { slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { unreadable } from '../pages.ts';
import { staff } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import { concernText, concernView } from './schemas.ts';

const concern = roundId.extend({ concernId: slug });

/** What staff do with the concerns that reviewers raise about the safety of patients. */
export const concernOperations = {
  listConcerns: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/concerns',
    summary: 'List the patient-safety concerns that reviewers raised in a round, those that wait first',
    roles: staff,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The concerns.',
      body: z.strictObject({ concerns: z.array(concernView), unreadable }),
    },
    problems: ['own-panel'],
  }),

  getConcern: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/concerns/{concernId}',
    summary: 'Get a patient-safety concern',
    roles: staff,
    parameters: concern,
    success: { status: 200, description: 'The concern.', body: concernView, etag: true },
    problems: ['own-panel'],
  }),

  answerConcern: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/concerns/{concernId}/answer',
    summary:
      'Answer a patient-safety concern, once: the reviewer is told by email and reads it in the add-on. If-Match is the ETag of the concern',
    roles: staff,
    parameters: concern,
    body: z.strictObject({ text: concernText }).meta({ id: 'ConcernAnswer' }),
    ifMatch: true,
    idempotencyKey: true,
    success: { status: 200, description: 'The concern with its answer.', body: concernView, etag: true },
    problems: ['own-panel', 'not-now'],
  }),
};
