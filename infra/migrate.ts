import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../functions/table/database.ts';
import { type AnyKind, type RawItem, UnreadableError, upgrade } from '../functions/table/stored.ts';
import { upgradeWrite, writeOne } from '../functions/table/write.ts';

/** What kinds of items there are, and which of them an item is of. */
export interface Kinds {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly kindOf: (item: RawItem) => string;
}

/** What was found in a table, and what was done. */
export interface Migration {
  /** How many items there were, by kind and format: `round, format 1`. */
  readonly found: Readonly<Record<string, number>>;
  /** How many of them are in an earlier format. */
  readonly behind: number;
  /** How many of those were brought up to date. */
  readonly upgraded: number;
  /** How many of those changed at that very moment: whatever changed them upgraded them, or the next run does. */
  readonly changedMeanwhile: number;
  /** The keys of items that cannot be read, and why, without what is personal in them. */
  readonly unreadable: readonly string[];
}

/**
 * Goes through a whole table and brings each item up to date that is in an earlier format, beside a working service:
 * each is written where it still is what was read. `keep` is given what is to be changed, before it is; without it
 * nothing is changed. `seen` is given every item as it was found.
 */
export async function migrate(
  db: Database,
  { kinds, kindOf }: Kinds,
  keep: ((before: RawItem) => void) | null,
  seen: (item: RawItem) => void = () => {},
): Promise<Migration> {
  const found: Record<string, number> = {};
  const unreadable: string[] = [];
  let [behind, upgraded, changedMeanwhile] = [0, 0, 0];

  async function migrateOne(item: RawItem): Promise<void> {
    const kind = kindOf(item);
    const name = `${kind}, format ${item.format}`;
    found[name] = (found[name] ?? 0) + 1;
    const read = readOne(kinds[kind], item);
    if (read instanceof UnreadableError) unreadable.push(read.message);
    else if (read[upgrade] !== undefined) {
      behind += 1;
      if (keep === null) return;
      keep(item);
      if (await writeOne(db, upgradeWrite(read[upgrade]))) upgraded += 1;
      else changedMeanwhile += 1;
    }
  }

  let start: Record<string, unknown> | undefined;
  do {
    const page = await db.client.send(
      new ScanCommand({ TableName: db.tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const item of page.Items ?? []) {
      seen(item);
      await migrateOne(item);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return { found, behind, upgraded, changedMeanwhile, unreadable };
}

function readOne(kind: AnyKind | undefined, item: RawItem): ReturnType<AnyKind['parse']> | UnreadableError {
  if (kind === undefined) return new UnreadableError(item, 'newer');
  try {
    return kind.parse(item);
  } catch (error) {
    if (error instanceof UnreadableError) return error;
    throw error;
  }
}
