import * as z from 'zod';
import { slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { read, readToChange, unreadable } from '../pages.ts';
import { staff } from '../roles.ts';
import { specificationId } from '../specifications/schemas.ts';
import { pastImport, pastRound } from './schemas.ts';

const importId = z.strictObject({ importId: slug });

const rounds = z.array(pastRound);

/** Rounds that were over before this system: taken in from the Centre’s records, and shown as such wherever they are. */
export const pastRoundOperations = {
  listPastImports: operation(
    read(
      '/v1/past-imports',
      'List what was taken in of rounds before this system, the latest first',
      z.strictObject({ imports: z.array(pastImport) }),
    ),
  ),

  getPastImport: operation({
    ...readToChange(
      '/v1/past-imports/{importId}',
      'Get the rounds that were taken in together; none once they were taken back',
      z.strictObject({ ...pastImport.shape, items: rounds, unreadable }),
    ),
    parameters: importId,
  }),

  importPastRounds: operation({
    method: 'POST',
    path: '/v1/past-imports',
    summary:
      'Take in rounds that were over before this system, all or none, but for those that are there already; `dryRun` only says what would be done',
    roles: staff,
    body: z
      .strictObject({
        rounds: rounds.min(1, 'There is no round to take in.').max(1_000),
        dryRun: z.boolean().default(false),
      })
      .meta({ id: 'NewPastRounds' }),
    idempotencyKey: true,
    success: {
      status: 201,
      description:
        'What was taken in. `importId` is null where nothing was. `known`: the places, from 0, of rounds that were there already. `registered`: the specifications under whose title rounds stand from now on.',
      body: z.strictObject({
        importId: slug.nullable(),
        added: z.int().min(0),
        known: z.array(z.int().min(0)),
        registered: z.array(z.strictObject({ specificationId: slug, title: z.string() })),
      }),
    },
    problems: ['not-now'],
  }),

  takeBackPastImport: operation({
    method: 'POST',
    path: '/v1/past-imports/{importId}/take-back',
    summary: 'Take back all that was taken in together: it is shown nowhere any more',
    roles: staff,
    parameters: importId,
    body: z.strictObject({}),
    ifMatch: true,
    success: { status: 200, description: 'What was taken back.', body: pastImport },
    problems: ['not-now'],
  }),

  listPastRounds: operation({
    ...read(
      '/v1/specifications/{specificationId}/past-rounds',
      'List the rounds before this system that are known of a specification, the latest first',
      z.strictObject({ items: rounds, unreadable }),
    ),
    parameters: specificationId,
  }),

  getPastEndorsements: operation({
    ...read(
      '/v1/past-endorsements',
      'Get the endorsements before this system, by title, and which of them were withdrawn; all, or those of a specification in the register',
      z.strictObject({ items: rounds, unreadable }),
    ),
    roles: 'public',
    query: z.strictObject({ specificationId: slug.optional() }),
  }),
};
