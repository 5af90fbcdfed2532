import * as z from 'zod';

/** The format of a file that holds a table. */
export const tableFormat = z.enum(['csv', 'xlsx']);

/** Bytes. `z.base64()` needs functions that Apps Script lacks. */
export const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'Give the file’s bytes in base64.');

/** A file to read. */
export const tableFile = z.strictObject({ format: tableFormat, content: base64 }).meta({
  id: 'TableFile',
  description: 'A file of at most about 190 KB, so that its base64 fits a body.',
});

/** A file to take away. */
export const namedFile = z.strictObject({ fileName: z.string(), mediaType: z.string(), content: base64 });

const rowDefect = z
  .strictObject({
    row: z.int().min(1).nullable(),
    column: z.string().nullable(),
    code: z.string(),
    detail: z.string(),
    sentence: z.string(),
  })
  .meta({
    id: 'RowDefect',
    description:
      'Something wrong with a cell, a row (`column` is null) or the file (`row` is null too). Rows count from 1, the header row; `sentence` names the place as well.',
  });

/** The answer where a file was read but cannot be used. */
export const refusedFile = z.strictObject({ outcome: z.literal('refused'), defects: z.array(rowDefect) });
