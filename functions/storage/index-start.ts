import type { Database } from './database.ts';
import { type IndexEntry, type IndexPage, type Paging, queryIndexPage } from './read.ts';
import type { IndexName } from './table.ts';

/** A cursor that leads to the entries behind a place in an index, whether or not there is an entry at it. */
export const cursorBehind = (sortKey: string, pk = '!', sk = '!'): string =>
  Buffer.from(JSON.stringify([sortKey, pk, sk])).toString('base64url');

const sortKeyOf = (entry: IndexEntry, index: IndexName) =>
  String((entry as IndexEntry & Record<string, unknown>)[`${index}Sk`]);

/** A page of those entries of an index partition whose sort keys start with `start`, in order. */
export async function queryIndexStart(
  db: Database,
  index: IndexName,
  partition: string,
  start: string,
  { limit, cursor }: Paging,
): Promise<IndexPage> {
  if (start === '') return queryIndexPage(db, index, partition, { limit, cursor });
  const { entries } = await queryIndexPage(db, index, partition, {
    // One more than is shown says whether there is a next page.
    limit: limit + 1,
    cursor: cursor || cursorBehind(start),
  });
  const found = entries.filter((entry) => sortKeyOf(entry, index).startsWith(start));
  const last = found[limit - 1];
  return {
    entries: found.slice(0, limit),
    next:
      found.length > limit && last !== undefined
        ? cursorBehind(sortKeyOf(last, index), last.pk, last.sk)
        : null,
  };
}
