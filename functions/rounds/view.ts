import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getRound } from './storage.ts';
import type { RoundItem } from './stored-round.ts';

const memberView = (a: AssignmentItem, place: number | null) => ({
  personId: a.personId,
  place,
  status: a.status,
  interest: a.interest,
  interestDescription: a.interestDescription,
  submissions: a.submissions,
  reopenedBecause: a.reopenedBecause,
  editVersion: a.version,
});

/** The round as it stands in the table now. Where names are not shown beside places, neither are places beside people. */
async function roundView({ db }: Services, roundId: string) {
  const [round, panel, { namesOnCriterionPages: withPlaces }] = await Promise.all([
    getRound(db, roundId),
    listPanel(db, roundId),
    getSettings(db),
  ]);
  if (round === null) return null;
  return {
    roundId: round.id,
    status: round.status,
    specificationId: round.specificationId,
    specificationVersion: round.specificationVersion,
    criteriaSetId: round.criteriaSetId,
    criteriaSetVersion: round.criteriaSetVersion,
    criteriaSetHash: round.criteriaSetHash,
    title: round.title,
    sample: round.sample,
    reviewsDue: round.reviewsDue,
    closesAt: round.closesAt,
    panelCall: round.panelCall,
    revision: round.revision,
    editVersion: round.editVersion,
    panel: withPlaces
      ? panel.sort((a, b) => (a.place ?? 0) - (b.place ?? 0)).map((a) => memberView(a, a.place))
      : panel.map((a) => memberView(a, null)),
  };
}

/** The round as the API answers it. */
export async function answerRound(services: Services, roundId: string) {
  const view = await roundView(services, roundId);
  return view === null ? fail(notFound) : ok({ answer: view });
}

/** Somebody was faster. */
export const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody else changed this round at the same time. Look at it again, then repeat what is still needed.',
);

/** Refuses a change of a round that somebody has edited since it was read under `editVersion`. */
export const checkEdit = (round: RoundItem, editVersion: number | undefined): Result<void, Problem> =>
  editVersion === undefined || editVersion === round.editVersion ? ok(undefined) : fail(changedMeanwhile);

/** Refuses what rests on an assignment that has changed, by whomever, since it was read under `editVersion`. */
export const checkMember = (
  { version }: AssignmentItem,
  editVersion: number | undefined,
): Result<void, Problem> =>
  editVersion === undefined || editVersion === version ? ok(undefined) : fail(changedMeanwhile);
