import * as z from 'zod';
import { day, slug } from '../../shared/contract/basics.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, type Paging, readable } from '../table/read.ts';
import { queryIndexPage } from '../table/read-index.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { check, checkNone, putNew, update, type Write } from '../table/write.ts';
import { type EndorsementItem, endorsementItem, type RegisterEntry } from './stored-endorsement.ts';
import { fits, isFirstPlace, type RegisterFilter, registerTermSummary, whereToLook } from './terms.ts';

/** The endorsement of a specification: what the register says of it, and whether another one waits; null for none. */
export const getEndorsement = (db: Database, specificationId: string): Promise<EndorsementItem | null> =>
  getItem(db, keys.endorsement(specificationId), endorsementItem);

/** The endorsements of these specifications, by their ids. */
export async function getEndorsements(
  db: Database,
  specificationIds: readonly string[],
): Promise<ReadonlyMap<string, EndorsementItem>> {
  const wanted = [...new Set(specificationIds)].map((id) => keys.endorsement(id));
  const found = await getReadable(db, wanted, endorsementItem);
  return new Map(found.map((item) => [item.specificationId, item]));
}

/** What the register says of these specifications, by their ids. */
export async function getEntries(
  db: Database,
  specificationIds: readonly string[],
): Promise<ReadonlyMap<string, RegisterEntry>> {
  const found = await getEndorsements(db, specificationIds);
  return new Map([...found].flatMap(([id, { entry }]) => (entry === null ? [] : [[id, entry]])));
}

/** The entry as long as it is not withdrawn: what a later decision has to say something of. */
export const endorsedNow = (
  read: EndorsementItem | null,
): (RegisterEntry & { readonly status: 'endorsed' | 'suspended' }) | null => {
  const entry = read?.entry ?? null;
  return entry === null || entry.status === 'withdrawn' ? null : { ...entry, status: entry.status };
};

/** What lists show of an endorsement that is to be reviewed, or considered again, by a day. */
export const endorsementSummary = storedSummary({
  specificationId: slug,
  title: z.string(),
  roundId: slug,
  due: day,
});

/** The index attributes that follow from an entry: none before there is one, and withdrawn ones wait for nobody. */
function listing(entry: RegisterEntry | null) {
  if (entry === null) return {};
  const { status, title, specificationId, roundId, reviewBy, reconsiderBy } = entry;
  const due = (status === 'suspended' ? reconsiderBy : null) ?? reviewBy;
  const isOver = status === 'withdrawn';
  return {
    listPk: listKeys.register,
    listSk: listPlace(title, specificationId),
    todoPk: isOver ? undefined : status === 'suspended' ? todoKeys.suspension : todoKeys.endorsement,
    todoSk: isOver ? undefined : `${due}#${specificationId}`,
    summary: { specificationId, title, roundId, due } satisfies Stored<typeof endorsementSummary>,
  };
}

/** What is to change of an endorsement. */
export type EndorsementChange = Partial<Pick<EndorsementItem, 'awaits'>> & { readonly entry?: RegisterEntry };

/**
 * The write that changes the endorsement of a specification as it was read, null for none, or makes sure that it still
 * stands so. Its condition is `endorsement`: what rests on an endorsement fails where another change was faster.
 */
export function endorsementWrite(
  specificationId: string,
  read: EndorsementItem | null,
  change: EndorsementChange,
): Write {
  const isChange = Object.keys(change).length > 0;
  const key = keys.endorsement(specificationId);
  if (read !== null)
    return isChange
      ? update(
          'endorsement',
          read,
          { set: { ...change, ...(change.entry && listing(change.entry)) }, add: { version: 1 } },
          { version: read.version },
        )
      : check('endorsement', read, { version: read.version });
  if (!isChange) return checkNone('endorsement', key);
  const { entry = null, awaits = null } = change;
  return putNew('endorsement', {
    ...key,
    ...endorsementItem.stamp,
    specificationId,
    entry,
    awaits,
    version: 0,
    ...listing(entry),
  });
}

/** Most pages of an index that one page of the register is gathered from. */
const maxGathered = 8;

/** A page of those entries of the register that fit, by title or by the word that is looked for. */
export async function listRegister(
  db: Database,
  filter: RegisterFilter,
  { limit, cursor }: Paging,
): Promise<{ entries: readonly RegisterEntry[]; next: string | null }> {
  const { partition, start, word } = whereToLook(filter);
  const gathered: RegisterEntry[] = [];
  let next: string | null = cursor ?? null;
  for (let page = 0; page < maxGathered && (page === 0 || next !== null) && gathered.length < limit; page++) {
    const found = await queryIndexPage(db, 'list', partition, { limit, start, cursor: next ?? undefined });
    const places = readable(db, found.entries, {
      parse: (entry) => ({
        place: String((entry as { listSk?: string }).listSk ?? ''),
        id: registerTermSummary.parse(entry).specificationId,
      }),
    });
    const entries = await getEntries(
      db,
      places.map(({ id }) => id),
    );
    for (const { place, id } of places) {
      const entry = entries.get(id);
      const isShown = entry !== undefined && fits(entry, filter);
      if (isShown && (word === null || isFirstPlace(entry, place, word))) gathered.push(entry);
    }
    next = found.next;
  }
  return { entries: gathered, next };
}
