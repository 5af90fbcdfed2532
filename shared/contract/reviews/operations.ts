import * as z from 'zod';
import { filledText, sha256, slug, versionNumber } from '../basics.ts';
import { concernText, ownConcern } from '../concerns/schemas.ts';
import { criteriaSet } from '../criteria-sets/schemas.ts';
import { frameworkView } from '../frameworks/schemas.ts';
import { operation } from '../operation.ts';
import { unreadable } from '../pages.ts';
import { roundId } from '../rounds/schemas.ts';
import { specificationContent } from '../specifications/schemas.ts';
import { stage } from '../specifications/stage.ts';
import { assignmentView, receipt, reviewContent, reviewView } from './schemas.ts';

const ofAssignment = 'If-Match is the ETag of your assignment.';

/** What a reviewer does. It shows a reviewer nothing but the reviewer’s own. */
export const reviewOperations = {
  listMyAssignments: operation({
    method: 'GET',
    path: '/v1/me/assignments',
    summary: 'List your assignments, the next due first, and the concerns you raised, the latest first',
    roles: ['reviewer'],
    success: {
      status: 200,
      description: 'Your assignments, and your latest 50 patient-safety concerns.',
      body: z.strictObject({
        assignments: z.array(assignmentView),
        concerns: z.array(ownConcern),
        unreadable,
      }),
    },
    problems: [],
  }),

  getMyAssignment: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/assignment',
    summary: 'Get one of your assignments',
    roles: ['reviewer'],
    parameters: roundId,
    success: { status: 200, description: 'Your assignment.', body: assignmentView, etag: true },
    problems: [],
  }),

  getForm: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/form',
    summary: 'Get what you are asked to score, and against which criteria',
    roles: ['reviewer'],
    parameters: roundId,
    success: {
      status: 200,
      description: 'The specification version and the criteria set of the round.',
      body: z
        .strictObject({
          assignment: assignmentView,
          specification: specificationContent,
          /** What it is measured against; null where it is not. */
          framework: frameworkView.nullable(),
          criteriaSetVersion: versionNumber,
          criteriaSetHash: sha256,
          criteriaSet,
          newerVersion: z
            .strictObject({ version: versionNumber, changes: z.array(z.string()) })
            .nullable()
            .default(null)
            .meta({
              description:
                'The latest version of the specification, where it is newer than the one under review, and all that differs in it. Nothing of it is to be scored.',
            }),
        })
        .meta({ id: 'Form' }),
    },
    problems: ['declaration-needed', 'interest-unresolved', 'not-now'],
  }),

  getInterestsAsked: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/declaration',
    summary: 'Get whose specification it is that you are asked about your interests in',
    roles: ['reviewer'],
    parameters: roundId,
    success: {
      status: 200,
      description: 'The developer of the specification, or the sponsor of the proposal.',
      body: z.strictObject({ stage, organisation: z.string() }).meta({ id: 'InterestsAsked' }),
    },
    problems: [],
  }),

  declareInterests: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/declaration',
    summary: `Declare your interests; a declared interest waits for the Centre. ${ofAssignment}`,
    roles: ['reviewer'],
    parameters: roundId,
    body: z
      .discriminatedUnion('interest', [
        z.strictObject({ interest: z.literal('none') }),
        z.strictObject({ interest: z.literal('declared'), description: filledText(4_000) }),
      ])
      .meta({ id: 'Declaration' }),
    ifMatch: true,
    success: { status: 200, description: 'Your assignment as it is now.', body: assignmentView, etag: true },
    problems: ['round-not-open', 'interest-unresolved', 'not-now'],
  }),

  declineOrRecuse: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decline-or-recuse',
    summary: `Decline a review you have not accepted, or recuse yourself from one you have; your submission then no longer counts. ${ofAssignment}`,
    roles: ['reviewer'],
    parameters: roundId,
    body: z.strictObject({ reason: filledText(2_000) }).meta({ id: 'DeclineOrRecuse' }),
    ifMatch: true,
    success: { status: 200, description: 'Your assignment as it is now.', body: assignmentView, etag: true },
    problems: ['round-not-open'],
  }),

  raiseConcern: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/concerns',
    summary:
      'Raise a patient-safety concern: it reaches staff at once and is answered. It is no part of your review, which stays as it is',
    roles: ['reviewer'],
    parameters: roundId,
    body: z
      .strictObject({
        text: concernText,
        /** The criterion that it is about; null for none in particular. */
        criterionId: slug.nullable(),
      })
      .meta({ id: 'RaiseConcern' }),
    idempotencyKey: true,
    success: { status: 201, description: 'The concern. Staff have been told.', body: ownConcern },
    problems: ['round-not-open', 'declaration-needed', 'not-now'],
  }),

  getReview: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/review',
    summary: 'Get your working draft; one that was never saved is empty and has ETag "0"',
    roles: ['reviewer'],
    parameters: roundId,
    success: { status: 200, description: 'Your draft.', body: reviewView, etag: true },
    problems: [],
  }),

  saveReview: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/review',
    summary: 'Save your working draft',
    roles: ['reviewer'],
    parameters: roundId,
    body: reviewContent,
    ifMatch: true,
    success: { status: 200, description: 'The draft as saved.', body: reviewView, etag: true },
    problems: [
      'round-not-open',
      'declaration-needed',
      'interest-unresolved',
      'already-submitted',
      'criteria-set-differs',
      'not-now',
    ],
  }),

  submitReview: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/review/submissions',
    summary:
      'Submit the whole review. The same key and body give the same receipt however often they are sent',
    roles: ['reviewer'],
    parameters: roundId,
    body: reviewContent,
    ifMatch: true,
    idempotencyKey: true,
    success: { status: 201, description: 'The receipt.', body: receipt },
    problems: [
      'round-not-open',
      'declaration-needed',
      'interest-unresolved',
      'already-submitted',
      'criteria-set-differs',
      'not-now',
    ],
  }),

  listMySubmissions: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/review/submissions',
    summary: 'List your own submissions on a round, the latest first',
    roles: ['reviewer'],
    parameters: roundId,
    success: {
      status: 200,
      description: 'Your submissions with their receipts.',
      body: z.strictObject({
        submissions: z.array(z.strictObject({ receipt, content: reviewContent })),
      }),
    },
    problems: [],
  }),
};
