import type { insightOperations } from '../../shared/contract/insight/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { type CountedRound, insightOf, type Slice } from '../../shared/domain/insight/insight.ts';
import { pastInsight } from '../../shared/domain/insight/past-insight.ts';
import { type CriteriaSetSummary, criteriaSetSummary } from '../criteria-sets/storage.ts';
import { criteriaSetItem } from '../criteria-sets/stored-criteria-set.ts';
import { listPastRounds } from '../past-rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys } from '../table/keys.ts';
import { getReadable } from '../table/read.ts';
import { queryIndex, summariesOf } from '../table/read-index.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { insightFile } from './insight-file.ts';
import { listInsightRounds } from './storage.ts';

/** Most versions of criteria sets that are looked through. */
const maxVersions = 1_000;

/** The latest version of every criteria set that was ever published, by id. */
async function listSets(db: Database): Promise<ReadonlyMap<string, CriteriaSetSummary>> {
  const entries = await queryIndex(db, 'list', listKeys.criteriaSets, maxVersions);
  return new Map(
    summariesOf(db, entries, criteriaSetSummary)
      .filter(({ status }) => status !== 'draft')
      .map((set) => [set.id, set]),
  );
}

/** A criterion of some versions of a set, as the latest of them has it. */
interface VersionedCriterion {
  readonly criterionId: string;
  readonly number: string;
  readonly text: string;
  readonly versions: number[];
}

/** The criteria of those versions of a set by which rounds were judged, and of its latest. */
async function criteriaOfSet(
  db: Database,
  { id, version: latest }: CriteriaSetSummary,
  rounds: readonly CountedRound[],
): Promise<readonly VersionedCriterion[]> {
  const versions = [...new Set([latest, ...rounds.map(({ version }) => version)])].sort((a, b) => b - a);
  const sets = await getReadable(
    db,
    versions.map((version) => keys.criteriaSet(id, version)),
    criteriaSetItem,
  );
  const found = new Map<string, VersionedCriterion>();
  for (const { version, content } of sets)
    for (const { id: criterionId, number, text } of criteriaOf(content)) {
      const known = found.get(criterionId);
      if (known === undefined) found.set(criterionId, { criterionId, number, text, versions: [version] });
      else known.versions.unshift(version);
    }
  return [...found.values()];
}

/** What the rounds of a criteria set come to. */
export interface SetInsight {
  readonly set: CriteriaSetSummary;
  readonly criteria: readonly VersionedCriterion[];
  readonly slices: readonly Slice[];
}

const readInsight = async ({ db, now }: Services, set: CriteriaSetSummary): Promise<SetInsight> => {
  const rounds = await listInsightRounds(db, set.id);
  const criteria = await criteriaOfSet(db, set, rounds);
  return { set, criteria, slices: insightOf(rounds, criteria, ukIsoDay(now())) };
};

/** The set that is shown where none is named: the Centre’s own before samples, endorsement before the gateway. */
const usual = (sets: readonly CriteriaSetSummary[]): CriteriaSetSummary | undefined =>
  sets.toSorted(
    (a, b) =>
      Number(a.sample) - Number(b.sample) || Number(a.kind === 'gateway') - Number(b.kind === 'gateway'),
  )[0];

/**
 * What rounds come to over the years. It is for everybody at the Centre, whatever panel they are on: it counts rounds
 * whose letter has been released, whose reviews nobody is kept from any more, and says no number below five of them.
 */
export const insight = (services: Services): UseCases<typeof insightOperations> => ({
  getInsight: async ({ of: { criteriaSetId } }) => {
    const sets = await listSets(services.db);
    const set = criteriaSetId === undefined ? usual([...sets.values()]) : sets.get(criteriaSetId);
    if (criteriaSetId !== undefined && set === undefined) return fail(notFound);
    const [{ criteria = [], slices = [] }, past] = await Promise.all([
      set === undefined ? ({} as Partial<SetInsight>) : readInsight(services, set),
      listPastRounds(services.db),
    ]);
    const shown = [...sets.values()].map(({ id, title, kind, sample }) => ({
      criteriaSetId: id,
      title,
      kind,
      sample,
    }));
    return ok({
      answer: {
        sets: shown,
        criteriaSetId: set?.id ?? null,
        criteria: [...criteria],
        imported: pastInsight(past).map((one) => ({ ...one, years: [...one.years] })),
        slices: slices.map((slice) => ({ ...slice })),
      },
    });
  },

  getInsightFile: async ({ of: { criteriaSetId, file } }) => {
    const [sets, past] = await Promise.all([listSets(services.db), listPastRounds(services.db)]);
    const set = sets.get(criteriaSetId);
    if (set === undefined) return fail(notFound);
    return ok({ answer: await insightFile(await readInsight(services, set), pastInsight(past), file) });
  },
});
