import { type SpecificationSummary, specificationSummary } from '../specifications/storage.ts';
import type { Database } from '../table/database.ts';
import { listKeys } from '../table/keys.ts';
import type { Paging } from '../table/read.ts';
import { type IndexPage, queryIndexPage, summariesOf } from '../table/read-index.ts';

/** A page of the proposals, by title. */
export async function listProposalsPage(
  db: Database,
  page: Paging,
): Promise<IndexPage<SpecificationSummary>> {
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.proposals, page);
  return { entries: summariesOf(db, entries, specificationSummary), next };
}
