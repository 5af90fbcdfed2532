import * as z from 'zod';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { type Key, keys, listKeys, ownerKeys, padded, ranges } from '../table/keys.ts';
import { getItem, lastItem, type Paging } from '../table/read.ts';
import {
  type IndexPage,
  queryIndex,
  queryIndexPage,
  queryIndexRange,
  summariesOf,
} from '../table/read-index.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, update } from '../table/write.ts';
import { type CriteriaSetItem, criteriaSetItem } from './stored-criteria-set.ts';

/** A version of a criteria set; null where there is none, or where it was discarded. */
export const getCriteriaSet = async (
  db: Database,
  id: string,
  version: number,
): Promise<CriteriaSetItem | null> =>
  unlessDiscarded(await getItem(db, keys.criteriaSet(id, version), criteriaSetItem));

/** A version, or null where it was discarded. */
export const unlessDiscarded = (set: CriteriaSetItem | null): CriteriaSetItem | null =>
  set === null || set.discarded ? null : set;

/** The set by which a round is judged: what never changes of it. */
export type JudgingSet = Pick<CriteriaSetItem, 'id' | 'version' | 'hash' | 'content'>;

/** What a round says of the set by which it is judged. */
type JudgedBy = Readonly<Record<'criteriaSetId' | 'criteriaSetHash', string>> & {
  readonly criteriaSetVersion: number;
};

/** Sets that are kept by one process. They have up to 256 KB each. */
const maxKept = 16;

/** The sets of rounds that this process has read of each table, the latest last. */
const kept = new WeakMap<object, Map<string, JudgingSet>>();

/** The key of the set by which a round is judged, where it has to be read: a published one never changes. */
export const keysOfJudgingSet = (db: Database, round: JudgedBy): readonly Key[] =>
  kept.get(db.client)?.has(round.criteriaSetHash)
    ? []
    : [keys.criteriaSet(round.criteriaSetId, round.criteriaSetVersion)];

/**
 * The set by which a round is judged, read once by each process: it was published before the round was created, and
 * what is published never changes. Its status, which does, is not said.
 */
export async function judgingSetOf(db: Database, round: JudgedBy): Promise<JudgingSet> {
  const { criteriaSetId: id, criteriaSetVersion: version, criteriaSetHash: hash } = round;
  const sets = kept.get(db.client) ?? new Map<string, JudgingSet>();
  kept.set(db.client, sets);
  const known = sets.get(hash);
  if (known?.id === id && known.version === version) return known;
  const set = await getCriteriaSet(db, id, version);
  if (set === null)
    throw new Error(`Version ${version} of the criteria set ${id}, by which a round is judged, is lost`);
  sets.set(set.hash, set);
  if (sets.size > maxKept) sets.delete(sets.keys().next().value ?? '');
  return set;
}

/** The newest version of a criteria set, whatever its status, also one that was discarded. */
export const getLatestCriteriaSet = (db: Database, id: string): Promise<CriteriaSetItem | null> =>
  lastItem(db, ranges.criteriaSetVersions(id), criteriaSetItem);

/** What lists show of a version of a criteria set. */
export const criteriaSetSummary = storedSummary({
  ...z.object(criteriaSetItem.shape).pick({ id: true, version: true, status: true }).shape,
  ...criteriaSet.pick({ title: true, kind: true, types: true, sample: true }).shape,
});

/** What lists show of a version of a criteria set. */
export type CriteriaSetSummary = Stored<typeof criteriaSetSummary>;

const summaryOf = (
  set: CriteriaSet,
  version: number,
  status: CriteriaSetItem['status'],
): CriteriaSetSummary => ({
  id: set.id,
  version,
  status,
  title: set.title,
  kind: set.kind,
  types: set.types && [...set.types],
  sample: set.sample,
});

/** Adds a version as a draft. Fails where that version exists. */
export async function addCriteriaSetVersion(
  db: Database,
  added: { content: CriteriaSet; version: number; hash: string },
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { content, version, hash } = added;
  const key = keys.criteriaSet(content.id, version);
  return transact(db, [
    putNew('version', {
      ...key,
      ...criteriaSetItem.stamp,
      id: content.id,
      version,
      status: 'draft',
      hash,
      content,
      createdAt: event.at,
      edits: 0,
      discarded: false,
      listPk: listKeys.criteriaSets,
      listSk: `${content.id}#${padded(version)}`,
      summary: summaryOf(content, version, 'draft'),
    }),
    eventWrite(key, event),
  ]);
}

/** What every change of a version rests on. */
const asRead = ({ status, edits, discarded }: CriteriaSetItem) => ({ status, edits, discarded });

/** Changes a draft. Fails where it is no longer as it was read. */
export const changeDraft = (
  db: Database,
  set: CriteriaSetItem,
  { content, hash }: { readonly content: CriteriaSet; readonly hash: string },
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'status',
      set,
      { set: { content, hash, edits: set.edits + 1, summary: summaryOf(content, set.version, set.status) } },
      asRead(set),
    ),
    eventWrite(set, event),
  ]);

/** Takes a draft out of every list. Fails where it is no longer as it was read. */
export const discardDraft = (
  db: Database,
  set: CriteriaSetItem,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update('status', set, { set: { discarded: true, listPk: undefined, listSk: undefined } }, asRead(set)),
    eventWrite(set, event),
  ]);

/** Moves a version from one status to the next. Fails where it is no longer as it was read. */
const moveCriteriaSet = (
  db: Database,
  set: CriteriaSetItem,
  to: 'published' | 'withdrawn',
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'status',
      set,
      {
        set: {
          status: to,
          summary: summaryOf(set.content, set.version, to),
          // Only published ones are offered for new rounds.
          ownerPk: to === 'published' ? ownerKeys.publishedCriteriaSets : undefined,
          ownerSk: to === 'published' ? `${set.id}#${padded(set.version)}` : undefined,
        },
      },
      asRead(set),
    ),
    eventWrite(set, event),
  ]);

/** Publishes a draft. Fails where it is no draft any more, or another one. */
export const publishCriteriaSet = (
  db: Database,
  set: CriteriaSetItem,
  event: NewEvent,
): Promise<Result<void, Unmet>> => moveCriteriaSet(db, set, 'published', event);

/** Withdraws a version. Fails where somebody changed its status meanwhile. */
export const withdrawCriteriaSet = (
  db: Database,
  set: CriteriaSetItem,
  event: NewEvent,
): Promise<Result<void, Unmet>> => moveCriteriaSet(db, set, 'withdrawn', event);

/** A page of all criteria sets with their versions. */
export async function listCriteriaSetsPage(
  db: Database,
  page: Paging,
): Promise<IndexPage<CriteriaSetSummary>> {
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.criteriaSets, page);
  return { entries: summariesOf(db, entries, criteriaSetSummary), next };
}

/** Published versions that can be offered for a round at once. */
const maxOffered = 50;

/** The published versions, by id and version, as lists show them; at most 50. */
export const listPublishedCriteriaSets = (db: Database): Promise<readonly CriteriaSetSummary[]> =>
  queryIndex(db, 'owner', ownerKeys.publishedCriteriaSets, maxOffered).then((entries) =>
    summariesOf(db, entries, criteriaSetSummary),
  );

/** Versions that are looked through for the published one before another. */
const maxVersions = 20;

/** The newest published version below `version`; null where there is none among the last 20. */
export async function getPublishedBefore(
  db: Database,
  id: string,
  version: number,
): Promise<CriteriaSetItem | null> {
  if (version === 1) return null;
  const earlier = await queryIndexRange(db, 'owner', ownerKeys.publishedCriteriaSets, {
    from: `${id}#${padded(Math.max(1, version - maxVersions))}`,
    to: `${id}#${padded(version - 1)}`,
    limit: maxVersions,
  });
  const last = earlier[earlier.length - 1];
  return last === undefined ? null : getItem(db, { pk: last.pk, sk: last.sk }, criteriaSetItem);
}
