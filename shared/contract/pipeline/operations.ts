import * as z from 'zod';
import { credentialTypes } from '../../domain/basics/credential-types.ts';
import { pastOutcomes } from '../../domain/past-rounds/past-rounds.ts';
import { pipelineStages } from '../../domain/specifications/pipeline-stages.ts';
import { day, oneSpaceApart, slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { read, unreadable } from '../pages.ts';

const words = z.string().max(200).overwrite(oneSpaceApart).optional();

/** Everything that is on its way, on one page. */
export const pipelineOperations = {
  getPipeline: operation({
    ...read(
      '/v1/pipeline',
      'Get where every proposal and specification is, and since when',
      z.strictObject({
        entries: z.array(
          z
            .strictObject({
              specificationId: slug,
              title: z.string(),
              areaOfPractice: z.string(),
              /** Null for what is no credential, or has no version yet. */
              credentialType: z.enum(credentialTypes).nullable(),
              professions: z.array(z.string()),
              stage: z.enum(pipelineStages),
              since: day,
              /** The latest round before this system, from the Centre’s records; null where none is known. */
              imported: z.strictObject({ outcome: z.enum(pastOutcomes), decidedOn: day }).nullable(),
            })
            .meta({ id: 'PipelineEntry' }),
        ),
        /** Whether there are more than are looked through. */
        isMore: z.boolean(),
        unreadable,
      }),
    ),
    query: z.strictObject({ type: z.enum(credentialTypes).optional(), area: words, profession: words }),
  }),
};
