import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../functions/table/database.ts';
import { type AnyKind, type RawItem, UnreadableError, upgrade } from '../functions/table/stored.ts';
import { transact, upgradeWrite, type Write, writeOne } from '../functions/table/write.ts';

/** What kinds of items there are, and which of them an item is of. */
export interface Kinds {
  readonly kinds: Readonly<Record<string, AnyKind>>;
  readonly kindOf: (item: RawItem) => string;
  /** The writes that make what belongs beside an item and is not there, resting on the item as it was read. */
  readonly missing: (db: Database, item: RawItem) => Promise<readonly Write[]>;
}

/** What was found in a table, and what was done. */
export interface Migration {
  /** How many items there were, by kind and format: `round, format 1`. */
  readonly found: Readonly<Record<string, number>>;
  /** How many of them are in an earlier format. */
  readonly behind: number;
  /** How many of those were brought up to date. */
  readonly upgraded: number;
  /** How many lack what belongs beside them, such as the entries by which they are found. */
  readonly lacking: number;
  /** For how many of those it was made. */
  readonly completed: number;
  /** How many changed at that very moment: whatever changed them upgraded them, or the next run does. */
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
  { kinds, kindOf, missing }: Kinds,
  keep: ((before: RawItem) => void) | null,
  seen: (item: RawItem) => void = () => {},
): Promise<Migration> {
  const found: Record<string, number> = {};
  const unreadable: string[] = [];
  let [behind, upgraded, lacking, completed, changedMeanwhile] = [0, 0, 0, 0, 0];

  async function migrateOne(item: RawItem): Promise<void> {
    const kind = kindOf(item);
    const name = `${kind}, format ${item.format}`;
    found[name] = (found[name] ?? 0) + 1;
    const read = readOne(kinds[kind], item);
    if (read instanceof UnreadableError) {
      unreadable.push(read.message);
      return;
    }
    if (read[upgrade] !== undefined) {
      behind += 1;
      if (keep !== null) {
        keep(item);
        if (await writeOne(db, upgradeWrite(read[upgrade]))) upgraded += 1;
        else changedMeanwhile += 1;
      }
    }
    const besides = await missing(db, item);
    if (besides.length === 0) return;
    lacking += 1;
    if (keep === null) return;
    if ((await transact(db, besides)).ok) completed += 1;
    else changedMeanwhile += 1;
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
  return { found, behind, upgraded, lacking, completed, changedMeanwhile, unreadable };
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
