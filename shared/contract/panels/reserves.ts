import * as z from 'zod';
import { reason, slug, text } from '../basics.ts';
import { operation } from '../operation.ts';
import { staff } from '../roles.ts';
import { changesRound } from '../rounds/operations.ts';
import { roundAndPerson, roundId, roundView } from '../rounds/schemas.ts';

/** Most reserve reviewers of a round. */
export const maxReserves = 5;

/** Whom staff ask next, and what waits for them on a panel; they load with the pages that show them. */
export const reserveOperations = {
  getReserves: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/reserves',
    summary: 'Get who is asked next on a round, for whom, and who has a conflict that nobody has passed',
    roles: staff,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The reserve reviewers in their order. The ETag is that of the round.',
      body: z
        .strictObject({
          reserves: z.array(slug),
          /** Who has declined, or not answered by the date, and in whose place nobody was asked yet. */
          vacancies: z.array(slug),
          /** Members with the mail domain of a contact who came after them. */
          conflicts: z.array(slug),
        })
        .meta({ id: 'Reserves' }),
      etag: true,
    },
    problems: [],
  }),

  setReserves: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reserves',
      'Say whom to ask next, in order, while a round is a draft or open; they are told nothing. A reason is needed (422 otherwise) where one has the mail domain of the developer’s contact or of a member',
      { reserves: z.array(slug).max(maxReserves), reason: text(2_000).default('') },
    ),
    parameters: roundId,
    problems: ['not-now'],
  }),

  askNext: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/ask-next',
      'Ask the next reserve reviewer in the place of one who has declined, or has not answered by the date',
      {},
    ),
    parameters: roundAndPerson,
    problems: ['not-now', 'panel-full'],
  }),

  passConflict: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/conflict',
    summary:
      'Say why somebody on a panel may review although they have the mail domain of a contact who came after them. If-Match is the ETag of the panel member.',
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({ reason }),
    ifMatch: true,
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['own-panel', 'not-now'],
  }),
};
