import * as z from 'zod';
import { day, instant, slug, versionNumber } from '../../shared/contract/basics.ts';
import { share } from '../../shared/contract/results/outcomes.ts';
import { credentialTypes } from '../../shared/domain/basics/credential-types.ts';
import type { CountedRound } from '../../shared/domain/insight/insight.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys } from '../table/keys.ts';
import { queryIndex, summariesOf } from '../table/read-index.ts';
import { count, type Stored, storedSummary } from '../table/stored.ts';
import { check, put, transact, type Write } from '../table/write.ts';
import { insightRoundItem } from './stored-insight-round.ts';

const days = count.nullable();

/** What insight reads of a round. */
export const insightRoundSummary = storedSummary({
  /** When the letter was released. */
  at: instant,
  year: count,
  type: z.enum(credentialTypes),
  area: z.string(),
  version: versionNumber,
  days: z.strictObject({
    acceptance: days,
    review: days,
    recommendation: days,
    decision: days,
    letter: days,
  }),
  answers: z.strictObject({
    asked: count,
    accepted: count,
    declined: count,
    steppedDown: count,
    unanswered: count,
  }),
  rawAgreement: share.nullable(),
  alpha: z.number().max(1).nullable(),
  failed: z.array(slug),
  conditions: z.array(z.strictObject({ due: day, metOn: day.nullable() })),
  overOn: day.nullable(),
});

/** What insight reads of a round. */
export type InsightRound = CountedRound & Pick<Stored<typeof insightRoundSummary>, 'at'>;

/** The write that keeps what insight counts of a round by a criteria set. */
export const insightRoundWrite = (
  criteriaSetId: string,
  { roundId, version }: Pick<DecisionItem, 'roundId' | 'version'>,
  counted: InsightRound,
): Write =>
  put({
    ...keys.insightRound(roundId),
    ...insightRoundItem.stamp,
    roundId,
    decisionVersion: version,
    listPk: listKeys.insight(criteriaSetId),
    listSk: `${counted.at}#${roundId}`,
    summary: counted satisfies z.input<ReturnType<typeof insightRoundSummary.form>>,
  });

/** Keeps what insight counts of a round, if its decision still stands as it was read; a later one is on its way where not. */
export const keepInsightRound = async (
  db: Database,
  criteriaSetId: string,
  decision: DecisionItem,
  counted: InsightRound,
): Promise<boolean> =>
  (
    await transact(db, [
      check('decision', decision, { version: decision.version }),
      insightRoundWrite(criteriaSetId, decision, counted),
    ])
  ).ok;

/** Most rounds that insight counts: the latest. */
const maxRounds = 5_000;

/** What insight counts of the rounds of a criteria set, the latest first. */
export const listInsightRounds = async (
  db: Database,
  criteriaSetId: string,
): Promise<readonly CountedRound[]> =>
  summariesOf(
    db,
    await queryIndex(db, 'list', listKeys.insight(criteriaSetId), maxRounds, 'last-first'),
    insightRoundSummary,
  );
