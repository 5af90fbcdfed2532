import * as z from 'zod';
import { instant, reason, slug, text, versionNumber } from '../basics.ts';
import { operation } from '../operation.ts';
import { aPage, pageOf, pageQuery, read } from '../pages.ts';
import type { ProblemCode } from '../problems.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { specificationId } from '../specifications/schemas.ts';
import { roundEntry, roundId, roundStatus, roundView, specificationRound } from './schemas.ts';

/** For the summary of an operation whose If-Match names the round. */
export const ofRound = 'If-Match is the ETag of the round.';

/** What the declaration of a change of a round has in common with others: for staff, 200 with the round. */
export const changesRound = <const P extends string, B extends z.ZodRawShape>(
  path: P,
  summary: string,
  body: B,
) => ({
  method: 'POST' as const,
  path,
  summary: `${summary}. ${ofRound}`,
  roles: staff,
  body: z.strictObject(body),
  ifMatch: true as const,
  success: {
    status: 200 as const,
    description: 'The round as it is now.',
    body: roundView,
    etag: true as const,
  },
});

/** A move of a round from one status to another. */
const roundMove = <const Code extends ProblemCode = never>(
  path: string,
  summary: string,
  further: readonly Code[] = [],
) =>
  operation({
    ...changesRound(path, summary, { reason: text(2_000).default('') }),
    parameters: roundId,
    problems: [...further, 'not-now'],
  });

/** Rounds and their moves from one status to another. */
export const roundOperations = {
  listRounds: operation({
    ...read(
      '/v1/rounds',
      'List the rounds of one status (`open` unless another is asked for), by closing date: open ones the first first, others the last first',
      pageOf(roundEntry),
    ),
    query: z.strictObject({ ...pageQuery.shape, status: roundStatus.default('open') }),
  }),

  listRoundsOfSpecification: operation({
    ...aPage(
      '/v1/specifications/{specificationId}/rounds',
      'List the rounds of a specification, the newest first, with what came of them',
      specificationRound,
    ),
    parameters: specificationId,
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
    success: { status: 201, description: 'The round.', body: roundView, etag: true },
    problems: [],
  }),

  getRound: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}',
    summary: 'Get a round with its panel and progress',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The round. Its ETag changes with every edit by staff, not with what reviewers do.',
      body: roundView,
      etag: true,
    },
    problems: [],
  }),

  openRound: roundMove(
    '/v1/rounds/{roundId}/open',
    'Open a round: its panel can score from now on. A reason is needed (422 otherwise) for a round of the kind `endorsement` where the gateway’s latest decision on the specification is no go-ahead that stands',
  ),

  closeRound: roundMove(
    '/v1/rounds/{roundId}/close',
    'Close a round: its recommendation is derived and sent',
    ['own-panel'],
  ),

  reopenRound: operation({
    ...roundMove('/v1/rounds/{roundId}/reopen', 'Open a closed round again, with a reason and new dates', [
      'own-panel',
    ]),
    body: z.strictObject({ reason, reviewsDue: instant, closesAt: instant }).meta({ id: 'Reopening' }),
  }),

  cancelRound: operation({
    ...roundMove('/v1/rounds/{roundId}/cancel', 'Cancel a round, with a reason'),
    body: z.strictObject({ reason }),
  }),

  extendRound: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/dates',
      'Change the dates of a round that is a draft or open, with a reason',
      { reviewsDue: instant, closesAt: instant, reason },
    ),
    parameters: roundId,
    problems: ['not-now'],
  }),
};
