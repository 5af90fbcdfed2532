import * as z from 'zod';
import { day, slug } from '../../shared/contract/basics.ts';
import { listWords } from '../../shared/domain/basics/fold.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, type Paging, queryIndexPage } from '../table/read.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { check, checkNone, putNew, update, type Write } from '../table/write.ts';
import { type EndorsementItem, endorsementItem, type RegisterEntry } from './stored-endorsement.ts';

/** The endorsement of a specification: what the register says of it, and whether another one waits; null for none. */
export const getEndorsement = (db: Database, specificationId: string): Promise<EndorsementItem | null> =>
  getItem(db, keys.endorsement(specificationId), endorsementItem);

/** What the register says of these specifications, by their ids. */
export async function getEntries(
  db: Database,
  specificationIds: readonly string[],
): Promise<ReadonlyMap<string, RegisterEntry>> {
  const wanted = [...new Set(specificationIds)].map((id) => keys.endorsement(id));
  const found = await getReadable(db, wanted, endorsementItem);
  return new Map(found.flatMap(({ entry }) => (entry === null ? [] : [[entry.specificationId, entry]])));
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

/** A page of those entries of the register whose title starts like this, by title, and the cursor that leads to the next. */
export async function listRegister(
  db: Database,
  startsWith: string,
  page: Paging,
): Promise<{ entries: readonly RegisterEntry[]; next: string | null }> {
  const start = listWords(startsWith);
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.register, { ...page, start });
  const found = await getReadable(db, entries, endorsementItem);
  return { entries: found.flatMap(({ entry }) => entry ?? []), next };
}
