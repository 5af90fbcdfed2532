import * as z from 'zod';
import { criteriaSetFileOperations } from './criteria-set-file-operations.ts';
import { exportOperations } from './export-operations.ts';
import { operation } from './operation.ts';
import { reviewerOperations } from './reviewer-operations.ts';
import { staffOperations } from './staff-operations.ts';

/** What anybody may ask without a token. */
export const publicOperations = {
  getOpenApi: operation({
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'Get this description',
    roles: 'public',
    success: {
      status: 200,
      description: 'OpenAPI 3.1.',
      body: z.looseObject({ openapi: z.literal('3.1.0') }),
    },
    problems: [],
  }),
};

/** Every operation of the API by its id. */
export const operations = {
  ...publicOperations,
  ...reviewerOperations,
  ...staffOperations,
  ...exportOperations,
  ...criteriaSetFileOperations,
};
