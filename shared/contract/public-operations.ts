import * as z from 'zod';
import { operation } from './operation.ts';

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
