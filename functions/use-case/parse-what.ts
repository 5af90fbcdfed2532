import type * as z from 'zod';
import { defectsOf } from '../../shared/contract/defects.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { parsing } from '../parsing.ts';
import { invalidBody, type Problem } from './problem.ts';

/** Parses what is asked by its schema; fails with every defect. */
export function parseWhat<S extends z.ZodType>(
  schema: S,
  given: unknown,
): Result<z.output<S>, Problem<'invalid-body'>> {
  const parsed = schema.safeParse(given, parsing(schema));
  return parsed.success ? ok(parsed.data) : fail(invalidBody(defectsOf(parsed.error)));
}
