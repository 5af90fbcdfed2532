import type { Database } from '../table/database.ts';
import { listKeys, ownerKeys, ownNotices, todoKeys } from '../table/keys.ts';
import { getReadable, type ItemPage, type Paging } from '../table/read.ts';
import { type IndexPage, queryIndexPage } from '../table/read-index.ts';
import { type NoticeItem, noticeItem } from './stored-notice.ts';

/** The notices about a round, the newest first. */
export async function listNoticesOf(
  db: Database,
  roundId: string,
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  const partition = listKeys.noticesOfRound(roundId);
  const page = await queryIndexPage(db, 'list', partition, { ...paging, order: 'last-first' });
  return { items: await getReadable(db, page.entries, noticeItem), next: page.next };
}

/** How many notices there are about a round. */
export async function countNoticesOf(db: Database, roundId: string): Promise<number> {
  const partition = listKeys.noticesOfRound(roundId);
  let [found, cursor]: [number, string | null | undefined] = [0, undefined];
  while (cursor !== null) {
    const page: IndexPage = await queryIndexPage(db, 'list', partition, { limit: 1000, cursor });
    found += page.entries.length;
    cursor = page.next;
  }
  return found;
}

/** The notices to a person, the newest first. */
export async function listNoticesTo(
  db: Database,
  personId: string,
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  const page = await queryIndexPage(db, 'owner', ownerKeys.person(personId), {
    ...paging,
    start: ownNotices,
    order: 'last-first',
  });
  return { items: await getReadable(db, page.entries, noticeItem), next: page.next };
}

/** The notices that wait for release or to be sent, or that failed; what has waited longest first. */
export async function listNoticesThat(
  db: Database,
  status: 'waiting' | 'pending' | 'failed',
  paging: Paging,
): Promise<ItemPage<NoticeItem>> {
  const partition = {
    waiting: todoKeys.noticeRelease,
    pending: todoKeys.noticePending,
    failed: todoKeys.noticeFailed,
  }[status];
  const page = await queryIndexPage(db, 'todo', partition, paging);
  return { items: await getReadable(db, page.entries, noticeItem), next: page.next };
}
