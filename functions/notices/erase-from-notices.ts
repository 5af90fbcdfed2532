import { noticeData } from '../../shared/contract/notices/kinds.ts';
import type { Database } from '../table/database.ts';
import { writeOne } from '../table/write.ts';
import { listNoticesTo } from './list-notices.ts';
import { changeWrite, noTodo, notToErased } from './storage.ts';

/** What stands for a name or an address that was erased from a text. */
const erased = '[erased]';

/**
 * Takes the name and the address of a person out of what was written to them, and what was not sent yet out of the
 * outbox. Does as well a second time. False where a notice changed meanwhile, or is being sent.
 */
export async function eraseFromNotices(
  db: Database,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
): Promise<boolean> {
  const said = [name, email].map((text) => RegExp.escape(text.trim())).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${said})(?![\\p{L}\\p{N}])`, 'giu');
  const without = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replace(pattern, erased) : value;
  let cursor: string | undefined;
  do {
    const { items, next } = await listNoticesTo(db, id, { limit: 100, cursor });
    for (const notice of items) {
      const isDue = notice.status === 'pending' || notice.status === 'waiting';
      // A letter is not lost: its round needs it.
      if (notice.status === 'sending' || (isDue && notice.notice === 'letter')) return false;
      // A letter keeps its recipient as they were called at its release, perhaps by another name.
      const kept =
        notice.notice === 'letter' && notice.data.release !== null
          ? { ...notice.data, release: { ...notice.data.release, addressee: erased } }
          : notice.data;
      const data = JSON.stringify(kept, without);
      if (data === JSON.stringify(notice.data) && notice.todoPk === undefined) continue;
      const change = {
        data: noticeData[notice.notice].parse(JSON.parse(data)),
        ...(isDue && { status: 'failed' as const, failure: notToErased }),
        nextAttemptAt: null,
        ...noTodo,
      };
      if (!(await writeOne(db, changeWrite(notice, change)))) return false;
    }
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return true;
}
