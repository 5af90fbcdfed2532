import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type NoticeItem, noticeItem } from '../../functions/notices/stored-notice.ts';
import type { Database } from '../../functions/table/database.ts';

/** An item of any kind, as it is kept. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** Every item of a kind, or of all kinds, which only tests may read so. */
export async function everyItem(db: Database, kind?: string): Promise<readonly StoredItem[]> {
  const found: StoredItem[] = [];
  const filter = kind !== undefined && {
    FilterExpression: '#kind = :kind',
    ExpressionAttributeNames: { '#kind': 'kind' },
    ExpressionAttributeValues: { ':kind': kind },
  };
  let start: Record<string, unknown> | undefined;
  do {
    const page = await db.client.send(
      new ScanCommand({
        TableName: db.tableName,
        ConsistentRead: true,
        ExclusiveStartKey: start,
        ...filter,
      }),
    );
    found.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

/** Every notice there is, in the order in which they were made. */
export async function outbox(db: Database): Promise<readonly NoticeItem[]> {
  const notices = await everyItem(db, 'notice');
  return notices
    .map((item) => noticeItem.parse(item))
    .sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
}

/** What notices are about and whom they are for, as `kind to person`, in alphabetical order. */
export const inShort = (notices: readonly Pick<NoticeItem, 'notice' | 'personId'>[]): readonly string[] =>
  notices.map(({ notice, personId }) => `${notice} to ${personId}`).sort();
