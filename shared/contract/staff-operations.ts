import * as z from 'zod';
import { decidingOperations } from './deciding-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { noticeOperations } from './notice-operations.ts';
import { operation } from './operation.ts';
import { recordOperations } from './record-operations.ts';
import { numberedRecommendation, projectedResult } from './result-schemas.ts';
import { staff, staffAndOversight } from './roles.ts';
import {
  areaOfPractice,
  criteriaSet,
  emailAddress,
  filledText,
  instant,
  slug,
  specificationVersion,
  versionNumber,
} from './schemas.ts';
import {
  criteriaSetVersion,
  criteriaSetView,
  editVersion,
  reason,
  roundAndPerson,
  roundId,
  roundMove,
  roundView,
  specificationId,
  specificationVersionView,
  specificationView,
} from './staff-schemas.ts';

/** The operations of Centre staff, and of the Oversight Group where it may read. */
export const staffOperations = {
  createCriteriaSet: operation({
    method: 'POST',
    path: '/v1/criteria-sets',
    summary:
      'Create a criteria set, or the next version of one; unchanged content gives the version there is',
    roles: staff,
    body: criteriaSet,
    success: { status: 201, description: 'The version, a draft.', body: criteriaSetView },
    problems: ['changed-meanwhile'],
  }),

  getCriteriaSet: operation({
    method: 'GET',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}',
    summary: 'Get a version of a criteria set',
    roles: staffAndOversight,
    parameters: criteriaSetVersion,
    success: { status: 200, description: 'The version.', body: criteriaSetView },
    problems: [],
  }),

  publishCriteriaSet: operation({
    method: 'POST',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}/publish',
    summary: 'Publish a version of a criteria set; from then on it never changes',
    roles: staff,
    parameters: criteriaSetVersion,
    success: { status: 200, description: 'The published version.', body: criteriaSetView },
    problems: ['not-now', 'changed-meanwhile'],
  }),

  registerSpecification: operation({
    method: 'POST',
    path: '/v1/specifications',
    summary: 'Register a specification',
    roles: staff,
    body: z
      .strictObject({
        id: slug,
        title: filledText(200),
        areaOfPractice,
        developer: z.strictObject({
          organisation: filledText(200),
          contactName: filledText(200),
          contactEmail: emailAddress,
        }),
      })
      .meta({ id: 'NewSpecification' }),
    success: {
      status: 201,
      description: 'The specification, without a version yet.',
      body: specificationView,
    },
    problems: ['already-exists', 'changed-meanwhile'],
  }),

  getSpecification: operation({
    method: 'GET',
    path: '/v1/specifications/{specificationId}',
    summary: 'Get a specification',
    roles: staffAndOversight,
    parameters: specificationId,
    success: { status: 200, description: 'The specification.', body: specificationView },
    problems: [],
  }),

  addSpecificationVersion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/versions',
    summary: 'Add a version of a specification; unchanged content gives the version there is',
    roles: staff,
    parameters: specificationId,
    body: specificationVersion
      .extend({ editVersion: editVersion.optional() })
      .meta({ id: 'NewSpecificationVersion' }),
    success: { status: 201, description: 'The version.', body: specificationVersionView },
    problems: ['changed-meanwhile'],
  }),

  createRound: operation({
    method: 'POST',
    path: '/v1/rounds',
    summary: 'Create a round, a draft until it is opened',
    roles: staff,
    body: z
      .strictObject({
        specificationId: slug,
        specificationVersion: versionNumber,
        criteriaSetId: slug,
        criteriaSetVersion: versionNumber,
        reviewsDue: instant,
        closesAt: instant,
      })
      .meta({ id: 'NewRound' }),
    idempotencyKey: true,
    success: { status: 201, description: 'The round.', body: roundView },
    problems: ['changed-meanwhile'],
  }),

  getRound: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}',
    summary: 'Get a round with its panel and progress',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The round.', body: roundView },
    problems: [],
  }),

  addReviewer: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers',
    summary: 'Add a reviewer to the panel; a reviewer who is on it already stays as they are',
    roles: staff,
    parameters: roundId,
    body: z
      .strictObject({ name: filledText(200), email: emailAddress, editVersion: editVersion.optional() })
      .meta({ id: 'NewReviewer' }),
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['not-now', 'panel-full', 'changed-meanwhile'],
  }),

  openRound: roundMove('/v1/rounds/{roundId}/open', 'Open a round: its panel can score from now on'),
  closeRound: roundMove(
    '/v1/rounds/{roundId}/close',
    'Close a round: its recommendation is derived and sent',
    ['own-panel'],
  ),
  reopenRound: operation({
    ...roundMove('/v1/rounds/{roundId}/reopen', 'Open a closed round again, with a reason and new dates', [
      'own-panel',
    ]),
    body: z
      .strictObject({ reason, reviewsDue: instant, closesAt: instant, editVersion: editVersion.optional() })
      .meta({ id: 'Reopening' }),
  }),

  resolveInterest: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/interest',
    summary: 'Resolve a declared interest: clear the reviewer to go on, or recuse them',
    roles: staff,
    parameters: roundAndPerson,
    body: z
      .strictObject({
        resolution: z.enum(['cleared', 'recused']),
        reason,
        editVersion: editVersion
          .optional()
          .meta({ description: 'Of the panel member whose declaration was read.' }),
      })
      .meta({ id: 'InterestResolution' }),
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['own-panel', 'not-now', 'changed-meanwhile'],
  }),

  reopenReview: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/reopen',
    summary: 'Let a reviewer submit again; the result changes at the next submission, not before',
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({ reason, editVersion: editVersion.optional() }),
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['own-panel', 'round-not-open', 'not-now', 'changed-meanwhile'],
  }),

  getResult: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/result',
    summary: 'Get the aggregate of a round’s current submissions',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The result.', body: projectedResult },
    problems: ['own-panel'],
  }),

  getRecommendation: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/recommendation',
    summary: 'Get the latest recommendation with its trace',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The recommendation.', body: numberedRecommendation },
    problems: ['own-panel'],
  }),

  ...deskOperations,
  ...decidingOperations,
  ...recordOperations,
  ...noticeOperations,
};
