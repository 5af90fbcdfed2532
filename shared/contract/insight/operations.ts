import * as z from 'zod';
import { insightFiles } from '../../domain/insight/names.ts';
import { slug } from '../basics.ts';
import { namedFile } from '../files.ts';
import { operation } from '../operation.ts';
import { read } from '../pages.ts';
import { everybodyAtTheCentre } from '../roles.ts';
import { insight } from './schemas.ts';

/** What rounds come to over the years: counts of five or more rounds, and nothing about one of them. */
export const insightOperations = {
  getInsight: operation({
    ...read('/v1/insight', 'Get what the rounds of a criteria set came to over the years', insight),
    roles: everybodyAtTheCentre,
    query: z.strictObject({
      criteriaSetId: slug
        .meta({ description: 'Left out, it is the Centre’s own set for endorsement before any other.' })
        .optional(),
    }),
    problems: ['not-found'],
  }),

  getInsightFile: operation({
    ...read(
      '/v1/insight/{criteriaSetId}/files/{file}',
      'Get that as a file for a spreadsheet: a table of it, or all of them',
      namedFile,
    ),
    roles: everybodyAtTheCentre,
    parameters: z.strictObject({ criteriaSetId: slug, file: z.enum(insightFiles) }),
  }),
};
