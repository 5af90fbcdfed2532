import * as z from 'zod';
import { pastRound } from '../../shared/contract/past-rounds/schemas.ts';
import { nameKey } from '../../shared/domain/basics/fold.ts';
import type { PastRound } from '../../shared/domain/past-rounds/past-rounds.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, ranges } from '../table/keys.ts';
import { getItem, queryReadable } from '../table/read.ts';
import { queryIndex, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { drop, putNew, update, type Write } from '../table/write.ts';
import { pastImportsItem, pastRoundsItem } from './stored-past-rounds.ts';

/** What all spellings of a title have in common, as it stands in keys. */
const titleKey = (title: string): string => nameKey(title).slice(0, 200);

/** Everything that was taken in. */
export type PastImportsItem = Stored<typeof pastImportsItem>;

/** Something that was taken in. */
export type PastImport = PastImportsItem['imports'][number];

/** The rounds under one title. */
export const pastRoundsSummary = storedSummary({ rounds: z.array(pastRound) });

/** What was taken in so far; null before there is anything. */
export const getPastImports = (db: Database): Promise<PastImportsItem | null> =>
  getItem(db, keys.pastImports(), pastImportsItem);

/** What lies under an import: the rounds under each title, as they stand. */
export const listOfImport = async (
  db: Database,
  importId: string,
): Promise<readonly { readonly pk: string; readonly sk: string; readonly rounds: readonly PastRound[] }[]> =>
  (await queryReadable(db, ranges.pastRounds(importId), pastRoundsItem)).map((one) => ({
    pk: one.pk,
    sk: one.sk,
    ...pastRoundsSummary.parse(one),
  }));

/** Most titles that are looked through: one query reads them. */
const maxTitles = 5_000;

/** Every round that was taken in and not taken back, by title. */
export const listPastRounds = async (db: Database): Promise<readonly PastRound[]> =>
  summariesOf(db, await queryIndex(db, 'list', listKeys.pastRounds, maxTitles), pastRoundsSummary).flatMap(
    ({ rounds }) => rounds,
  );

/** Most imports whose rounds of one specification are shown. */
const maxOfTitle = 50;

/** The rounds of the specification of this title, as far as they are of its area of practice. */
export async function listPastRoundsOf(
  db: Database,
  { title, areaOfPractice }: Pick<PastRound, 'title' | 'areaOfPractice'>,
): Promise<readonly PastRound[]> {
  const page = { limit: maxOfTitle, start: `${titleKey(title)}\t` };
  const { entries } = await queryIndexPage(db, 'list', listKeys.pastRounds, page);
  return summariesOf(db, entries, pastRoundsSummary)
    .flatMap(({ rounds }) => rounds)
    .filter((round) => isOfArea(round, areaOfPractice));
}

/** Whether a round can be of an area of practice: one whose records do not say it can be of any. */
export const isOfArea = (round: Pick<PastRound, 'areaOfPractice'>, areaOfPractice: string): boolean =>
  round.areaOfPractice === '' || nameKey(round.areaOfPractice) === nameKey(areaOfPractice);

/** The write that says what was taken in, as it was read. Its condition is `imports`. */
export const importsWrite = (read: PastImportsItem | null, imports: readonly PastImport[]): Write =>
  read === null
    ? putNew('imports', { ...keys.pastImports(), ...pastImportsItem.stamp, imports, editVersion: 0 })
    : update(
        'imports',
        read,
        { set: { imports }, add: { editVersion: 1 } },
        { editVersion: read.editVersion },
      );

/** The writes of rounds that are taken in together: one for each title. */
export const roundsWrites = (importId: string, rounds: readonly PastRound[]): readonly Write[] =>
  [...Map.groupBy(rounds, ({ title }) => titleKey(title))].map(([title, own]) =>
    putNew('rounds', {
      ...keys.pastRounds(importId, title),
      ...pastRoundsItem.stamp,
      importId,
      listPk: listKeys.pastRounds,
      listSk: `${title}\t${importId}`,
      summary: { rounds: [...own] } satisfies Stored<typeof pastRoundsSummary>,
    }),
  );

/** The writes that remove what lies under an import. */
export const removalWrites = (
  items: readonly { readonly pk: string; readonly sk: string }[],
): readonly Write[] => items.map(drop);

/** The event of what was taken in or back. */
export const importEvent = (event: NewEvent): Write => eventWrite(keys.pastImports(), event);
