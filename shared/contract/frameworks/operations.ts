import * as z from 'zod';
import { filledLine, oneSpaceApart, slug } from '../basics.ts';
import { tableFile } from '../files.ts';
import { operation } from '../operation.ts';
import { read, unreadable } from '../pages.ts';
import { staff } from '../roles.ts';
import { frameworkView } from './schemas.ts';

/** The editions of the framework: that of 2017 is there, others are imported once and never change. */
export const frameworkOperations = {
  listFrameworks: operation(
    read(
      '/v1/frameworks',
      'List the editions of the Multi-professional framework',
      z.strictObject({
        frameworks: z.array(
          z.strictObject({ frameworkId: slug, name: z.string() }).meta({ id: 'FrameworkEntry' }),
        ),
        unreadable,
      }),
    ),
  ),

  getFramework: operation({
    ...read(
      '/v1/frameworks/{frameworkId}',
      'Get an edition of the framework: its pillars, and the number and title of each capability',
      frameworkView,
    ),
    parameters: z.strictObject({ frameworkId: slug }),
  }),

  importFramework: operation({
    method: 'POST',
    path: '/v1/frameworks',
    summary:
      'Import an edition of the framework from a table with a number and a title for each capability. It never changes: another edition has another name',
    roles: staff,
    body: z
      .strictObject({ name: filledLine(100).overwrite(oneSpaceApart), file: tableFile })
      .meta({ id: 'NewFramework' }),
    idempotencyKey: true,
    success: { status: 201, description: 'The edition.', body: frameworkView },
    problems: ['already-exists'],
  }),
};
