import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { wordsOfTitle, wordWrites } from '../search/words.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, ownerKeys, todoKeys } from '../table/keys.ts';
import { getItem, getItems, getReadable, type Paging } from '../table/read.ts';
import { type IndexPage, queryIndex, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type RoundItem, roundItem } from './stored-round.ts';

/** A round. */
export const getRound = (db: Database, roundId: string): Promise<RoundItem | null> =>
  getItem(db, keys.round(roundId), roundItem);

/** The rounds with these ids, by id; those that are not there are left out. */
export async function getRounds(
  db: Database,
  roundIds: readonly string[],
  read = getItems,
): Promise<ReadonlyMap<string, RoundItem>> {
  const wanted = [...new Set(roundIds)].map((id) => keys.round(id));
  const rounds = await read(db, wanted, roundItem);
  return new Map(rounds.map((round) => [round.id, round]));
}

/** What lists show of a round. */
export const roundSummary = storedSummary(
  z.object(roundItem.shape).pick({
    id: true,
    title: true,
    specificationVersion: true,
    criteriaSetKind: true,
    sample: true,
    status: true,
    reviewsDue: true,
    closesAt: true,
    progress: true,
  }).shape,
);

/** What lists show of a round. */
export type RoundSummary = Stored<typeof roundSummary>;

/** The index attributes that follow from a round's state. */
const listing = ({
  id,
  title,
  specificationVersion,
  criteriaSetKind,
  sample,
  status,
  reviewsDue,
  closesAt,
  progress,
}: RoundSummary) => ({
  listPk: listKeys.rounds(status),
  listSk: `${closesAt}#${id}`,
  summary: {
    id,
    title,
    specificationVersion,
    criteriaSetKind,
    sample,
    status,
    reviewsDue,
    closesAt,
    progress,
  } satisfies RoundSummary,
});

/**
 * What lists a round among those whose result, or recommendation, is behind them: set by whatever raises its numbers,
 * until it has been projected.
 */
export const behindSince = (roundId: string, at: string) => ({
  todoPk: todoKeys.behind,
  todoSk: `${at}#${roundId}`,
});

/**
 * The write that takes a round off those, and says how far its reviews are, if it still stands at the numbers that were
 * read; its condition is `revision`.
 */
export const caughtUpWrite = (round: RoundItem, progress = round.progress): Write =>
  update(
    'revision',
    round,
    { set: { todoPk: undefined, todoSk: undefined, progress, ...listing({ ...round, progress }) } },
    { revision: round.revision, recommendations: round.recommendations, status: round.status },
  );

/** What is given when a round is created. */
export type NewRound = Omit<
  Bare<RoundItem>,
  | 'summary'
  | 'status'
  | 'revision'
  | 'editVersion'
  | 'recommendations'
  | 'panelCall'
  | 'withoutGoAhead'
  | 'progress'
  | 'reserves'
  | 'createdAt'
>;

/** What a round is found by besides its title: of its specification as it is when the round is created. */
export interface RoundFoundBy {
  readonly areaOfPractice: string;
  readonly organisation: string;
}

/** The writes by which a round is found. */
export const roundWords = (
  { id, title }: Pick<RoundItem, 'id' | 'title'>,
  { areaOfPractice, organisation }: RoundFoundBy,
): readonly Write[] =>
  wordWrites('round', { id, name: title, words: [...wordsOfTitle(title, areaOfPractice, organisation)] });

/** The writes that create a round, a draft. */
export const newRoundWrites = (round: NewRound, foundBy: RoundFoundBy, event: NewEvent): readonly Write[] => {
  const key = keys.round(round.id);
  return [
    putNew('round', {
      ...key,
      ...roundItem.stamp,
      ...round,
      status: 'draft',
      revision: 0,
      editVersion: 0,
      recommendations: 0,
      panelCall: null,
      withoutGoAhead: null,
      progress: null,
      reserves: [],
      createdAt: event.at,
      ownerPk: ownerKeys.specification(round.specificationId),
      ownerSk: `${event.at}#${round.id}`,
      ...listing({ ...round, status: 'draft', progress: null }),
    }),
    ...roundWords(round, foundBy),
    eventWrite(key, event),
  ];
};

/** What staff may change of a round. */
export interface RoundChange {
  readonly status?: RoundItem['status'];
  readonly reviewsDue?: string;
  readonly closesAt?: string;
  readonly panelCall?: RoundItem['panelCall'];
  readonly withoutGoAhead?: RoundItem['withoutGoAhead'];
  readonly progress?: RoundItem['progress'];
  readonly reserves?: RoundItem['reserves'];
  /** Whether the result is affected. */
  readonly affectsResult?: true;
  /** Whether a recommendation is due. */
  readonly recommendationDue?: true;
  /** Whether the change rests on the result: it then fails where anything that affects that came meanwhile. */
  readonly restsOnResult?: true;
}

/**
 * Changes a round as it was read, with whatever else belongs to the change. Fails with `round` where
 * somebody else edited it meanwhile; submissions do not count as edits.
 */
export async function changeRound(
  db: Database,
  round: RoundItem,
  change: RoundChange,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { affectsResult, recommendationDue, restsOnResult, ...state } = change;
  return transact(db, [
    update(
      'round',
      round,
      {
        set: {
          ...state,
          ...listing({ ...round, ...state }),
          ...((affectsResult || recommendationDue) && behindSince(round.id, event.at)),
        },
        add: {
          editVersion: 1,
          ...(affectsResult && { revision: 1 }),
          ...(recommendationDue && { recommendations: 1 }),
        },
      },
      {
        editVersion: round.editVersion,
        status: round.status,
        ...(restsOnResult && { revision: round.revision }),
      },
    ),
    ...besides,
    eventWrite(round, event),
  ]);
}

/** The check that staff have not edited a round since it was read; its condition is `round`. */
export const roundStands = (round: RoundItem): Write =>
  check('round', round, { editVersion: round.editVersion });

/** A page of the rounds of one status: open ones the next to close first, others the last closed first. */
export const listRoundsPage = (
  db: Database,
  status: RoundItem['status'],
  page: Paging,
): Promise<IndexPage<RoundSummary>> =>
  roundEntries(db, status, page).then(({ entries, next }) => ({
    entries: summariesOf(db, entries, roundSummary),
    next,
  }));

const roundEntries = (db: Database, status: RoundItem['status'], page: Paging): Promise<IndexPage> =>
  queryIndexPage(db, 'list', listKeys.rounds(status), {
    ...page,
    order: status === 'open' || status === 'draft' ? 'first-first' : 'last-first',
  });

/** Every round of a status as it stands in the table, a page at a time. */
export async function* eachRound(
  db: Database,
  status: RoundItem['status'],
  read = getItems,
): AsyncGenerator<readonly RoundItem[]> {
  let cursor: string | undefined;
  do {
    const { entries, next } = await roundEntries(db, status, { limit: 100, cursor });
    yield await read(db, entries, roundItem);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

/** A page of a specification's rounds, the newest first, as they stand in the table. */
export async function listRoundsOfSpecification(
  db: Database,
  specificationId: string,
  page: Paging,
): Promise<{ rounds: readonly RoundItem[]; next: string | null }> {
  const { entries, next } = await queryIndexPage(db, 'owner', ownerKeys.specification(specificationId), {
    ...page,
    order: 'last-first',
  });
  return { rounds: await getReadable(db, entries, roundItem), next };
}

/** The latest rounds of a specification, the newest first, as lists show them; at most `limit`. */
export const listLatestRounds = (
  db: Database,
  specificationId: string,
  limit: number,
): Promise<readonly RoundSummary[]> =>
  queryIndex(db, 'owner', ownerKeys.specification(specificationId), limit, 'last-first').then((entries) =>
    summariesOf(db, entries, roundSummary),
  );
