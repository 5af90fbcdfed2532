import * as z from 'zod';

/** Names the last entry of a page. It comes with the page before; nobody makes one up. */
export const cursor = z.string().max(2_000);

/** The query of every list. */
export const pageQuery = z.strictObject({ cursor: cursor.optional() });

const startsWith = z
  .string()
  .max(200)
  .meta({ description: 'Only what starts like this, in letters of either case.' });

/** The query of a list by title or name. */
export const searchQuery = pageQuery.extend({ startsWith: startsWith.optional() });

/** A page of a list: so many entries, and the cursor of the next page; null at the end. */
export const pageOf = <S extends z.ZodType>(entry: S) =>
  z.strictObject({ items: z.array(entry), next: cursor.nullable() });
