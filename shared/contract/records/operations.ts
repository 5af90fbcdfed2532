import * as z from 'zod';
import { filledLine, instant, reason, slug, text } from '../basics.ts';
import { namedFile } from '../files.ts';
import { operation } from '../operation.ts';
import { read } from '../pages.ts';
import { administrator } from '../roles.ts';
import { specificationId } from '../specifications/schemas.ts';

const hold = z.strictObject({ roundId: slug, title: z.string(), reason: z.string(), by: slug, at: instant });

const retention = z.strictObject({
  schedule: z.array(
    z.strictObject({ what: z.string(), why: z.string(), keep: z.string(), decided: z.string() }),
  ),
  holds: z.array(hold),
  wouldGo: z.array(z.strictObject({ rule: z.string(), rounds: z.int(), items: z.int() })).meta({
    description: 'What the clock would remove now, by rule, with the times decided or else proposed.',
  }),
});

/** Keeping, holding and disclosing records. */
export const recordOperations = {
  getRetention: operation({
    ...read('/v1/retention', 'Get how long records are kept, what is held, and what would go now', retention),
    roles: administrator,
  }),

  holdRecords: operation({
    method: 'POST',
    path: '/v1/retention/holds',
    summary: 'Keep all records of a round, such as for a dispute, until the hold is lifted',
    roles: administrator,
    body: z.strictObject({ roundId: slug, reason }),
    success: {
      status: 200,
      description: 'How many items were kept that were to go.',
      body: z.strictObject({ kept: z.int() }),
    },
    problems: ['not-found', 'not-now', 'changed-meanwhile'],
  }),

  releaseRecords: operation({
    method: 'POST',
    path: '/v1/retention/holds/{roundId}/release',
    summary: 'Let a round’s records go again when their time has come',
    roles: administrator,
    parameters: z.strictObject({ roundId: slug }),
    success: { status: 200, description: 'The hold is lifted.', body: z.strictObject({}) },
    problems: ['not-now', 'changed-meanwhile'],
  }),

  discloseSpecification: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/disclosure',
    summary:
      'Export what the Centre did about a specification, to answer a request for disclosure: people are left out, and everything left out is counted',
    roles: administrator,
    parameters: specificationId,
    body: z.strictObject({
      request: filledLine(200).meta({ description: 'Which request it answers; kept with the event.' }),
      namedBecause: text(500).meta({
        description: 'Why members of the Centre are named; kept with the event. Empty: nobody is.',
      }),
    }),
    success: { status: 200, description: 'A workbook.', body: namedFile },
    problems: ['not-found'],
  }),
};
