import type { CriteriaSet } from '../../shared/domain/criteria-set.ts';
import type { Result } from '../../shared/domain/result.ts';
import { type Database, getItem, lastItem, putNew, transact, update } from './database.ts';
import { eventWrite, type NewEvent } from './events.ts';
import { type CriteriaSetItem, criteriaSetItem } from './items.ts';
import { keys, listKeys, padded } from './keys.ts';

/** A version of a criteria set. */
export const getCriteriaSet = (db: Database, id: string, version: number): Promise<CriteriaSetItem | null> =>
  getItem(db, keys.criteriaSet(id, version), criteriaSetItem);

/** The newest version of a criteria set, whatever its status. */
export const getLatestCriteriaSet = (db: Database, id: string): Promise<CriteriaSetItem | null> =>
  lastItem(db, { pk: keys.criteriaSet(id, 1).pk, prefix: 'VERSION#' }, criteriaSetItem);

const summaryOf = (set: CriteriaSet, version: number, status: CriteriaSetItem['status']) => ({
  id: set.id,
  version,
  status,
  title: set.title,
  kind: set.kind,
  sample: set.sample,
});

/** Adds a version as a draft. Fails where that version exists. */
export async function addCriteriaSetVersion(
  db: Database,
  added: { content: CriteriaSet; version: number; hash: string },
  event: NewEvent,
): Promise<Result<void, readonly string[]>> {
  const { content, version, hash } = added;
  const key = keys.criteriaSet(content.id, version);
  return transact(db, [
    putNew('version', {
      ...key,
      kind: 'criteria-set',
      id: content.id,
      version,
      status: 'draft',
      hash,
      content,
      createdAt: event.at,
      listPk: listKeys.criteriaSets,
      listSk: `${content.id}#${padded(version)}`,
      summary: summaryOf(content, version, 'draft'),
    }),
    eventWrite(key, event),
  ]);
}

/** Publishes a draft. Fails where it is no draft any more. */
export async function publishCriteriaSet(
  db: Database,
  set: CriteriaSetItem,
  event: NewEvent,
): Promise<Result<void, readonly string[]>> {
  return transact(db, [
    update(
      'draft',
      set,
      { set: { status: 'published', summary: summaryOf(set.content, set.version, 'published') } },
      { status: 'draft' },
    ),
    eventWrite(set, event),
  ]);
}
