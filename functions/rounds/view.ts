import type * as z from 'zod';
import type { panelMember, roundView } from '../../shared/contract/rounds/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { dueOf, listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { stale } from '../use-case/lock.ts';
import { notFound, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getRound } from './storage.ts';
import type { RoundItem } from './stored-round.ts';

type RoundView = z.output<typeof roundView>;

/** A round as it was read, with everybody who is, or was, on its panel. */
export interface RoundRead {
  readonly round: RoundItem;
  readonly panel: readonly AssignmentItem[];
}

/** Reads a round with its panel; null where there is none. */
export async function readRound({ db }: Services, roundId: string): Promise<RoundRead | null> {
  const [round, panel] = await Promise.all([getRound(db, roundId), listPanel(db, roundId)]);
  return round && { round, panel };
}

/** A panel member as staff see them. Where names are not shown beside places, neither are places beside people. */
export const memberView = (a: AssignmentItem, withPlaces: boolean): z.output<typeof panelMember> => ({
  personId: a.personId,
  place: withPlaces ? a.place : null,
  status: a.status,
  interest: a.interest,
  interestDescription: a.interestDescription,
  acceptedAt: a.acceptedAt,
  submissions: a.submissions,
  reviewsDue: dueOf(a),
  door: a.door,
  reopenedBecause: a.reopenedBecause,
  editVersion: a.version,
});

/** A round as staff see it: its panel in the order of places where these are shown, else in that of people. */
async function viewOf({ db }: Services, { round, panel }: RoundRead): Promise<RoundView> {
  const { namesOnCriterionPages: withPlaces } = await getSettings(db);
  const members = withPlaces ? panel.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)) : panel;
  return {
    roundId: round.id,
    status: round.status,
    specificationId: round.specificationId,
    specificationVersion: round.specificationVersion,
    criteriaSetId: round.criteriaSetId,
    criteriaSetVersion: round.criteriaSetVersion,
    criteriaSetHash: round.criteriaSetHash,
    criteriaSetKind: round.criteriaSetKind,
    title: round.title,
    sample: round.sample,
    reviewsDue: round.reviewsDue,
    closesAt: round.closesAt,
    panelCall: round.panelCall,
    withoutGoAhead: round.withoutGoAhead,
    revision: round.revision,
    editVersion: round.editVersion,
    panel: members.map((member) => memberView(member, withPlaces)),
  };
}

/** The round as the API answers it, as it stands in the table now. */
export async function answerRound(
  services: Services,
  roundId: string,
): Promise<Result<{ answer: RoundView; version: number }, Problem<'not-found'>>> {
  const read = await readRound(services, roundId);
  if (read === null) return fail(notFound);
  return ok({ answer: await viewOf(services, read), version: read.round.editVersion });
}

/** The problem of a change of a round that was edited since, with what was read of it now. */
export const staleRound = async (services: Services, read: RoundRead): Promise<Problem<'stale'>> =>
  stale('round', read.round.editVersion, await viewOf(services, read));
