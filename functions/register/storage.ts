import * as z from 'zod';
import { listWords } from '../../shared/domain/basics/fold.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, type Paging, queryIndexPage } from '../table/read.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { putNew, update, type Write } from '../table/write.ts';
import { type EndorsementItem, endorsementItem } from './stored-endorsement.ts';

/** The endorsement of a specification that stands, or the last that did. */
export const getEndorsement = (db: Database, specificationId: string): Promise<EndorsementItem | null> =>
  getItem(db, keys.endorsement(specificationId), endorsementItem);

/** The endorsements that stand of these specifications, by their ids. */
export async function getEndorsed(
  db: Database,
  specificationIds: readonly string[],
): Promise<ReadonlyMap<string, EndorsementItem>> {
  const wanted = [...new Set(specificationIds)].map((id) => keys.endorsement(id));
  const found = await getReadable(db, wanted, endorsementItem);
  return new Map(
    found.filter(({ status }) => status === 'endorsed').map((one) => [one.specificationId, one]),
  );
}

/** An endorsement as a decision makes it. */
export type NewEndorsement = Omit<Bare<EndorsementItem>, 'status' | 'version'>;

/** What lists show of an endorsement. */
export const endorsementSummary = storedSummary(
  z.object(endorsementItem.shape).pick({ specificationId: true, title: true, reviewBy: true }).shape,
);

type Listed = Pick<EndorsementItem, 'status' | 'title' | 'specificationId' | 'reviewBy'>;

/** The index attributes that follow from an endorsement: withdrawn ones are in no list and wait for nobody. */
function listing({ status, title, specificationId, reviewBy }: Listed) {
  const stands = status === 'endorsed';
  return {
    listPk: stands ? listKeys.register : undefined,
    listSk: stands ? listPlace(title, specificationId) : undefined,
    todoPk: stands ? todoKeys.endorsement : undefined,
    todoSk: stands ? `${reviewBy}#${specificationId}` : undefined,
    summary: { specificationId, title, reviewBy } satisfies Stored<typeof endorsementSummary>,
  };
}

/**
 * The write that enters an endorsement into the register in place of `earlier`, the specification's entry as
 * it was read. Its condition is `endorsement`. No write where the entry is of a later version.
 */
export function endorsementWrites(
  endorsement: NewEndorsement,
  earlier: EndorsementItem | null,
): readonly Write[] {
  const key = keys.endorsement(endorsement.specificationId);
  const stands = { ...endorsement, status: 'endorsed' as const };
  if (earlier === null)
    return [
      putNew('endorsement', { ...key, ...endorsementItem.stamp, ...stands, version: 0, ...listing(stands) }),
    ];
  if (earlier.status === 'endorsed' && earlier.specificationVersion > endorsement.specificationVersion)
    return [];
  return [changeEndorsement(earlier, stands)];
}

/** The write that changes an endorsement as it was read; its condition is `endorsement`. */
export const changeEndorsement = (
  read: EndorsementItem,
  change: Partial<Omit<Bare<EndorsementItem>, 'version'>>,
): Write => {
  // The key attributes of `specificationId` cannot change with it.
  const { specificationId: _, ...set } = change;
  return update(
    'endorsement',
    read,
    { set: { ...set, ...listing({ ...read, ...change }) }, add: { version: 1 } },
    { version: read.version },
  );
};

/** A page of those entries of the register whose title starts like this, by title, and the cursor that leads to the next. */
export async function listRegister(
  db: Database,
  startsWith: string,
  page: Paging,
): Promise<{ endorsements: readonly EndorsementItem[]; next: string | null }> {
  const start = listWords(startsWith);
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.register, { ...page, start });
  const endorsements = await getReadable(db, entries, endorsementItem);
  // The index lags by moments: what has just been withdrawn is left out.
  return { endorsements: endorsements.filter(({ status }) => status === 'endorsed'), next };
}
