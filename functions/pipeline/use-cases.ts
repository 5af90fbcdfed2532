import type { pipelineOperations } from '../../shared/contract/pipeline/operations.ts';
import { nameKey } from '../../shared/domain/basics/fold.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { latestFirst } from '../../shared/domain/past-rounds/past-rounds.ts';
import { pipelineStageOf } from '../../shared/domain/specifications/pipeline.ts';
import { pipelineStages } from '../../shared/domain/specifications/pipeline-stages.ts';
import { getDecisionsOf } from '../decisions/storage.ts';
import { isOfArea, listPastRounds } from '../past-rounds/storage.ts';
import { listProposalsPage } from '../proposals/storage.ts';
import { getEndorsements } from '../register/storage.ts';
import { getRounds, listLatestRounds } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getLatestVersions, getSpecifications, listSpecificationsPage } from '../specifications/storage.ts';
import type { Database } from '../table/database.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';

/** Most proposals, and most specifications of all areas or of one, that are looked through by title. */
const mostLooked = 100;

/** How many of the latest rounds of a specification are looked through for one that was not cancelled. */
const roundsLooked = 5;

/** Where everything is. */
export const pipeline = ({ db, now }: Services): UseCases<typeof pipelineOperations> => ({
  getPipeline: async ({ of: { type, area = '', profession = '' } }) => {
    const [proposals, registered, past] = await Promise.all([
      listProposalsPage(db, { limit: mostLooked }),
      listSpecificationsPage(db, { area }, { limit: mostLooked }),
      listPastRounds(db),
    ]);
    const summaries = [...proposals.entries, ...registered.entries];
    const found = await getSpecifications(
      db,
      summaries.map(({ id }) => id),
      getReadable,
    );
    const versions = await getLatestVersions(db, [...found.values()]);
    const like = (asked: string, names: readonly string[]) =>
      asked.trim() === '' || names.some((name) => nameKey(name) === nameKey(asked));
    const shown = [...found.values()].filter(({ id, areaOfPractice }) => {
      const content = versions.get(id)?.content;
      return (
        like(area, [areaOfPractice]) &&
        like(profession, content?.professions ?? []) &&
        (type === undefined || content?.credentialType === type)
      );
    });
    const byTitle = Map.groupBy(latestFirst(past), (round) => nameKey(round.title));
    const ids = shown.map(({ id }) => id);
    const [rounds, endorsements] = await Promise.all([latestRounds(db, ids), getEndorsements(db, ids)]);
    const decisions = await getDecisionsOf(db, [...rounds.values()]);
    const entries = shown.map(({ id, title, areaOfPractice, stage }) => {
      const version = versions.get(id);
      const round = rounds.get(id);
      const decision = round && decisions.get(round.id);
      const entry = endorsements.get(id)?.entry ?? null;
      const earlier = byTitle.get(nameKey(title))?.find((one) => isOfArea(one, areaOfPractice));
      return {
        specificationId: id,
        title,
        areaOfPractice,
        credentialType: version?.content.credentialType ?? null,
        professions: version?.content.professions ?? [],
        imported: earlier === undefined ? null : { outcome: earlier.outcome, decidedOn: earlier.decidedOn },
        ...pipelineStageOf(
          {
            isProposal: stage === 'proposal',
            addedAt: version?.createdAt ?? now().toISOString(),
            round:
              round === undefined
                ? null
                : {
                    kind: round.criteriaSetKind,
                    status: round.status,
                    createdAt: round.createdAt,
                    decision: decision
                      ? {
                          outcome: decision.outcome,
                          decidedAt: decision.decidedAt,
                          withdrawnAt: decision.withdrawn?.at ?? null,
                        }
                      : null,
                  },
            endorsement: entry,
          },
          ukIsoDay(now()),
        ),
      };
    });
    return ok({
      answer: {
        // From the first stage to the last, and in each those first that have been there longest.
        entries: entries.sort(
          (a, b) =>
            pipelineStages.indexOf(a.stage) - pipelineStages.indexOf(b.stage) ||
            a.since.localeCompare(b.since) ||
            a.title.localeCompare(b.title, 'en-GB'),
        ),
        isMore: proposals.next !== null || registered.next !== null,
      },
    });
  },
});

/** The latest round of each specification that was not cancelled, by its id. */
async function latestRounds(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, RoundItem>> {
  const latest = await Promise.all(
    ids.map(async (id) => {
      const [round] = (await listLatestRounds(db, id, roundsLooked)).filter(
        ({ status }) => status !== 'cancelled',
      );
      return round === undefined ? [] : [round.id];
    }),
  );
  const rounds = await getRounds(db, latest.flat(), getReadable);
  return new Map([...rounds.values()].map((round) => [round.specificationId, round]));
}
