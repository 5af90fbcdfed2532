import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type {
  Recommendation,
  RecommendationGrounds,
} from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate } from '../../shared/domain/results/aggregate.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { type JudgingSet, judgingSetOf } from '../criteria-sets/storage.ts';
import { standingFindings } from '../findings/storage.ts';
import type { FindingItem } from '../findings/stored-finding.ts';
import { listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { SubmissionItem } from '../reviews/stored-submission.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { staleRound } from '../rounds/view.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { currentSubmissions, getRecommendation, latestRecommendationOf } from './storage.ts';
import type { RecommendationItem } from './stored-recommendation.ts';
import { mayReadRatings } from './who-may-read.ts';

/** A round with everything that its result follows from. */
export interface CountedRound {
  readonly round: RoundItem;
  readonly set: JudgingSet;
  readonly panel: readonly AssignmentItem[];
  /** The submissions that count, by panel place. */
  readonly submissions: readonly SubmissionItem[];
}

/** A closed or decided round with the recommendation that it has now. */
export interface JudgedRound extends CountedRound {
  readonly recommendation: RecommendationItem;
}

/** Reads a round with the submissions that count, to go by them. Who is to see them gets `shownRound`. */
export async function readCountedRound(
  { db }: Services,
  roundId: string,
): Promise<Result<CountedRound, Problem<'not-found'>>> {
  const [round, panel] = await Promise.all([getRound(db, roundId), listPanel(db, roundId)]);
  if (round === null) return fail(notFound);
  const [set, submissions] = await Promise.all([
    judgingSetOf(db, round),
    currentSubmissions(
      db,
      panel.filter(({ status }) => isOnPanel(status)),
    ),
  ]);
  return ok({ round, set, panel, submissions: submissions.sort((a, b) => a.place - b.place) });
}

/** The same for somebody who is to see it. */
export async function shownRound(
  services: Services,
  roundId: string,
  by: PersonItem,
): Promise<Result<CountedRound, Problem<'not-found' | 'own-panel' | 'not-now'>>> {
  const allowed = await mayReadRatings(services, roundId, by);
  return allowed.ok ? readCountedRound(services, roundId) : allowed;
}

/** Reads a round whose panel may meet and which may be decided: closed or decided, its recommendation derived. */
export async function readJudgedRound(
  services: Services,
  roundId: string,
): Promise<Result<JudgedRound, Problem<'not-found' | 'not-now'>>> {
  const counted = await readCountedRound(services, roundId);
  return counted.ok ? withRecommendation(services, counted.value) : counted;
}

/** The same for a change of it: unless somebody has edited the round since it was read under `expected`. */
export async function judgedAsRead(
  services: Services,
  roundId: string,
  expected: number,
): Promise<Result<JudgedRound, Problem<'not-found' | 'not-now' | 'stale'>>> {
  const counted = await readCountedRound(services, roundId);
  if (!counted.ok) return counted;
  return counted.value.round.editVersion === expected
    ? withRecommendation(services, counted.value)
    : fail(await staleRound(services, counted.value));
}

async function withRecommendation(
  services: Services,
  counted: CountedRound,
): Promise<Result<JudgedRound, Problem<'not-now'>>> {
  const recommendation = await currentRecommendation(services, counted.round);
  return recommendation.ok ? ok({ ...counted, recommendation: recommendation.value }) : recommendation;
}

/** The same for somebody who is to see it. */
export async function shownJudgedRound(
  services: Services,
  roundId: string,
  by: PersonItem,
): Promise<Result<JudgedRound, Problem<'not-found' | 'not-now' | 'own-panel'>>> {
  const judged = await readJudgedRound(services, roundId);
  if (!judged.ok) return judged;
  const allowed = await mayReadRatings(services, roundId, by);
  return allowed.ok ? judged : allowed;
}

/** The recommendation of a closed or decided round as it stands; not an earlier one. */
export async function currentRecommendation(
  { db }: Services,
  round: RoundItem,
): Promise<Result<RecommendationItem, Problem<'not-now'>>> {
  if (round.status !== 'closed' && round.status !== 'decided')
    return fail(
      problem('not-now', `The round is ${round.status}. Its recommendation is derived when it closes.`),
    );
  const kept = await getRecommendation(db, round.id, round.recommendations);
  return kept === null
    ? fail(problem('not-now', 'The recommendation is being derived. Try again in a moment.'))
    : ok(kept);
}

/** Whether a recommendation of this number is the one that a closed or decided round has now. */
export const stands = (
  { status, recommendations }: Pick<RoundItem, 'status' | 'recommendations'>,
  number: number,
): boolean => (status === 'closed' || status === 'decided') && number === recommendations;

/**
 * The latest recommendation, for whoever may read ratings; null where there is none. Where the Centre's setting keeps
 * names from places, one that no longer stands is not shown: its ratings beside the present ones would say at which
 * place somebody was recused or reopened by name.
 */
export async function shownRecommendation(
  { db }: Services,
  round: RoundItem,
): Promise<RecommendationItem | null> {
  const latest = await latestRecommendationOf(db, round);
  if (latest === null || stands(round, latest.number)) return latest;
  return (await getSettings(db)).namesOnCriterionPages ? latest : null;
}

/** A round's statuses: those of its recommendation where it has one, else those of the ratings so far. */
export function statusesOf(
  { round, set, submissions }: CountedRound,
  recommendation: Recommendation | null,
): ReadonlyMap<string, Pick<Recommendation['criteria'][number], 'status' | 'ratedStatus'>> {
  if (recommendation !== null) return new Map(recommendation.criteria.map((c) => [c.criterionId, c]));
  if (submissions.length === 0) return new Map();
  const { criteria } = aggregate(set.content, round.criteriaSetHash, submissions.map(counted));
  return new Map(criteria.map(({ criterionId, status }) => [criterionId, { status, ratedStatus: status }]));
}

/** What a round's recommendation is derived from. */
export const groundsOf = (
  { set, panel, submissions }: Pick<CountedRound, 'set' | 'panel' | 'submissions'>,
  findings: readonly FindingItem[],
): RecommendationGrounds => ({
  set: set.content,
  criteriaSetHash: set.hash,
  submissions: submissions.map(counted),
  findings: standingFindings(findings, submissions),
  unresolvedInterests: panel.filter(({ status, interest }) => isOnPanel(status) && interest === 'declared')
    .length,
});

/** A submission as the domain counts it. */
export const counted = ({ place, receipt, content }: SubmissionItem) => ({
  place,
  contentHash: receipt.contentHash,
  content,
});
