import * as z from 'zod';
import { staffAndOversight } from './roles.ts';

/** Leads to the next page. It comes sealed with the page before; nobody makes one up, nor learns anything of it. */
export const cursor = z
  .string()
  .max(4_000)
  .regex(/^[\w-]+$/, 'Give the cursor as the page before gave it, or none.');

/** The query of every list. */
export const pageQuery = z.strictObject({ cursor: cursor.optional() });

const startsWith = z
  .string()
  .max(200)
  .meta({ description: 'Only what starts like this, in letters of either case.' });

/** The query of a list by title or name. */
export const searchQuery = pageQuery.extend({ startsWith: startsWith.optional() });

/** How many things an answer leaves out because they cannot be read. */
export const unreadable = z.int().min(0).meta({
  description:
    'How many things are left out because they cannot be read: a later release wrote them, or they are damaged. The log names them.',
});

/** A page of a list: so many entries, and the cursor of the next page; null at the end. */
export const pageOf = <S extends z.ZodType>(entry: S) =>
  z.strictObject({ items: z.array(entry), next: cursor.nullable(), unreadable });

/** What the declaration of a read has in common with others: for staff and the Oversight Group, 200 with `body`. */
export const read = <const P extends string, S extends z.ZodType>(path: P, summary: string, body: S) => ({
  method: 'GET' as const,
  path,
  summary,
  roles: staffAndOversight,
  success: { status: 200 as const, description: 'What was asked for.', body },
  problems: [],
});

/** A read of one thing, whose ETag a change of it names. */
export const readToChange = <const P extends string, S extends z.ZodType>(
  path: P,
  summary: string,
  body: S,
) => {
  const { success, ...declared } = read(path, summary, body);
  return { ...declared, success: { ...success, etag: true as const } };
};

/** A read that answers a page of `entry` at a time. */
export const aPage = <const P extends string, S extends z.ZodType>(path: P, summary: string, entry: S) => ({
  ...read(path, summary, pageOf(entry)),
  query: pageQuery,
});
