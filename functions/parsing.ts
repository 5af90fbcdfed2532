import type * as z from 'zod';

/** From which time on it pays to have what a schema parses compiled. */
const worthCompiling = 25;

const times = new WeakMap<z.core.$ZodType, number>();

/**
 * How to parse by a schema. Zod compiles a schema of objects when it first parses: a tenth of a cold start, for what many
 * instances ask once (`npm run bench -- cold`). So the first times it goes without.
 */
export function parsing(schema: z.core.$ZodType): { readonly jitless: boolean } {
  const time = (times.get(schema) ?? 0) + 1;
  times.set(schema, time);
  return { jitless: time < worthCompiling };
}
