import * as z from 'zod';
import { type ProblemCode, problems, problemType } from './problems.ts';

/** An RFC 9457 problem of ours. */
export const problem = z
  .strictObject({
    type: z.enum(Object.keys(problems).map((code) => problemType(code as ProblemCode))),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string().optional(),
    currentVersion: z.string().optional(),
    current: z.looseObject({}).optional(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description:
      'RFC 9457. `errors` points at every offending field (RFC 6901); `currentVersion` is the ETag that If-Match should have named, `current` what stands now, as reading it would answer.',
  });
