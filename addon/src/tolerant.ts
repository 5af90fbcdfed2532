import type * as z from 'zod';

/** How often fields are left out and the rest tried again: each try shows only what the one before hid. */
const rounds = 8;

/**
 * Reads an answer of the service by its schema, leaving out fields that the schema does not know: the
 * service may learn to say more after an add-on was deployed. Null where anything else is wrong.
 */
export function parseTolerantly<S extends z.ZodType>(schema: S, json: unknown): z.output<S> | null {
  for (let round = 0; round < rounds; round++) {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      if (issue.code !== 'unrecognized_keys') return null;
      leaveOut(json, issue.path, issue.keys);
    }
  }
  return null;
}

function leaveOut(json: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let at = json as Record<PropertyKey, unknown>;
  for (const step of path) at = at[step] as Record<PropertyKey, unknown>;
  for (const key of keys) delete at[key];
}
