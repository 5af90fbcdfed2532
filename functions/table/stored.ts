import * as z from 'zod';

/** Keys, and the index keys of items that are in indexes. */
const stored = {
  pk: z.string(),
  sk: z.string(),
  ownerPk: z.string().optional(),
  ownerSk: z.string().optional(),
  listPk: z.string().optional(),
  listSk: z.string().optional(),
  todoPk: z.string().optional(),
  todoSk: z.string().optional(),
  summary: z.record(z.string(), z.unknown()).optional(),
};

/**
 * The schema of an item of one kind. It takes the attributes that it knows and leaves the rest, which a later release
 * may have added: functions do not all deploy at one instant.
 */
export const item = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ ...stored, kind: z.literal(kind), ...shape });

/** A whole number, from 0. */
export const count = z.int().min(0);
