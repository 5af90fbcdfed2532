import type * as z from 'zod';
import { type Defect, pointer } from '../domain/basics/result.ts';

const codes: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  too_big: 'too-big',
  too_small: 'too-small',
  invalid_format: 'wrong-format',
};

const path = (issue: z.core.$ZodIssue) => issue.path.map((part) => (typeof part === 'symbol' ? '' : part));

function defectsOfIssue(issue: z.core.$ZodIssue): readonly Defect[] {
  const at = path(issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointer(...at, key),
      code: 'unknown-field',
      detail: `There is no field “${key}” here. Remove it.`,
    }));
  if (issue.code === 'invalid_key')
    return [
      { pointer: pointer(...at), code: 'wrong-format', detail: issue.issues[0]?.message ?? issue.message },
    ];
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    issue.message.endsWith('received undefined')
  )
    return [{ pointer: pointer(...at), code: 'missing', detail: 'This field is needed.' }];
  if (issue.code === 'custom' && typeof issue.params?.code === 'string')
    return [{ pointer: pointer(...at), code: issue.params.code, detail: issue.message }];
  const code = issue.code === 'invalid_type' ? 'wrong-type' : (codes[issue.code] ?? 'not-allowed');
  return [{ pointer: pointer(...at), code, detail: issue.message }];
}

/** Every defect that a schema found, each with its place and how to mend it. */
export const defectsOf = (error: z.core.$ZodError): readonly Defect[] => error.issues.flatMap(defectsOfIssue);
