import { byName, listWords } from '../../shared/domain/basics/fold.ts';
import type { Database } from '../table/database.ts';
import { listKeys } from '../table/keys.ts';
import { getReadable, type Paging } from '../table/read.ts';
import {
  type IndexEntry,
  type IndexPage,
  queryIndex,
  queryIndexPage,
  summariesOf,
} from '../table/read-index.ts';
import { getPeople, type PersonSummary, personSummary, reviewerSummary } from './storage.ts';
import { type PersonItem, personItem } from './stored-person.ts';

const idsOf = (db: Database, entries: readonly IndexEntry[]) =>
  summariesOf(db, entries, reviewerSummary).map(({ personId }) => personId);

/** Everybody, by name, however many: for this machine's own sign-in, never to answer a request. */
export async function listEverybody(db: Database): Promise<readonly PersonItem[]> {
  const everybody: PersonItem[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: IndexPage<IndexEntry> = await queryIndexPage(db, 'list', listKeys.people, {
      limit: 100,
      cursor,
    });
    everybody.push(...(await getReadable(db, page.entries, personItem)));
    if (page.next === null) return everybody.sort(byName);
    cursor = page.next;
  }
}

/** A page of everybody whose name starts like this, by name. */
export async function listPeoplePage(
  db: Database,
  startsWith: string,
  page: Paging,
): Promise<IndexPage<PersonSummary>> {
  const start = listWords(startsWith);
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.people, { ...page, start });
  return { entries: summariesOf(db, entries, personSummary), next };
}

/** Reviewers who can be offered for a panel at once: what one batch reads. */
export const maxOffered = 100;

/** The reviewers, by name; at most 100. */
export async function listReviewers(db: Database): Promise<readonly PersonItem[]> {
  const entries = await queryIndex(db, 'list', listKeys.reviewers, maxOffered);
  const people = await getPeople(db, idsOf(db, entries), getReadable);
  return [...people.values()].sort(byName);
}

/** A page of the reviewers, in no order that people would know. */
export async function listReviewersPage(
  db: Database,
  page: Paging,
): Promise<{ people: readonly PersonItem[]; next: string | null }> {
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.reviewers, page);
  const people = await getPeople(db, idsOf(db, entries), getReadable);
  return { people: [...people.values()], next };
}
