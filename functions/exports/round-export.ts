import type { exportOperations } from '../../shared/contract/exports/operations.ts';
import {
  roundExportPart as partSchema,
  roundExport as schema,
} from '../../shared/contract/exports/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { cut } from '../../shared/domain/exports/parts.ts';
import { makeRoundExport, type RoundExport, withoutNotes } from '../../shared/domain/exports/round-export.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate, type RoundResult } from '../../shared/domain/results/aggregate.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { type JudgingSet, judgingSetOf } from '../criteria-sets/storage.ts';
import { listFindings, standingFindings } from '../findings/storage.ts';
import { answerSize, mostBytes } from '../http/answer-size.ts';
import { listPanel } from '../panels/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { counted } from '../results/judged-round.ts';
import { currentSubmissions, getRecommendation, getResult } from '../results/storage.ts';
import { isUnderReview, mayReadRatings } from '../results/who-may-read.ts';
import type { SubmissionItem } from '../reviews/stored-submission.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import { readingAnew } from '../table/database.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';

/**
 * A round as a file that anybody can check, with its confidential notes. The result and the recommendation
 * are those that were kept, not ones derived for the occasion, so that the check is of what the Centre went by.
 */
export async function exportRound(
  services: Services,
  roundId: string,
): Promise<Result<RoundExport, Problem<'not-found' | 'not-now' | 'changed-meanwhile'>>> {
  const { db, digest } = services;
  const round = await getRound(db, roundId);
  if (round === null) return fail(notFound);
  if (isUnderReview(round))
    return fail(problem('not-now', `The round is ${round.status}. It can be exported once it has closed.`));
  const [panel, set, specification, recommended, findings] = await Promise.all([
    listPanel(db, roundId),
    judgingSetOf(db, round),
    getSpecificationVersion(db, round.specificationId, round.specificationVersion),
    recommendationOf(services, round),
    listFindings(db, roundId),
  ]);
  if (specification === null) throw new Error(`Round ${roundId} has lost what it is about`);
  if (!recommended.ok) return recommended;
  const submissions = await currentSubmissions(
    db,
    panel.filter(({ status }) => isOnPanel(status)),
  );
  const result = await resultOf(services, round, set, submissions);
  const now = await getRound(readingAnew(db), roundId);
  if (now?.revision !== round.revision || now.status !== round.status)
    return fail(problem('changed-meanwhile', 'The round changed while it was read. Try again.'));
  return ok(
    makeRoundExport(
      {
        round: {
          roundId,
          status: round.status,
          title: round.title,
          specificationId: round.specificationId,
          specificationVersion: round.specificationVersion,
          documentSha256: specification.content.documentSha256,
          criteriaSetId: round.criteriaSetId,
          criteriaSetVersion: round.criteriaSetVersion,
          criteriaSetHash: set.hash,
          reviewsDue: round.reviewsDue,
          closesAt: round.closesAt,
          revision: round.revision,
          recommendationNumber: recommended.value === null ? null : round.recommendations,
        },
        criteriaSet: set.content,
        panel,
        submissions: submissions.map(({ place, look, receipt, notesHash, content }) => ({
          place,
          look,
          contentHash: receipt.contentHash,
          notesHash,
          content,
        })),
        findings: standingFindings(findings, submissions),
        result,
        recommendation: recommended.value,
      },
      digest,
    ),
  );
}

/** The recommendation that a closed round was given; null for one that is not closed. */
async function recommendationOf(
  { db }: Services,
  round: RoundItem,
): Promise<Result<Recommendation | null, Problem<'not-now'>>> {
  if (round.status !== 'closed' && round.status !== 'decided') return ok(null);
  const kept = await getRecommendation(db, round.id, round.recommendations);
  return kept === null
    ? fail(problem('not-now', 'The recommendation is being derived. Try again in a moment.'))
    : ok(kept.recommendation);
}

/** The result as it was projected; derived here where the projection has not come so far yet. */
async function resultOf(
  { db }: Services,
  round: RoundItem,
  set: JudgingSet,
  submissions: readonly SubmissionItem[],
): Promise<RoundResult> {
  const kept = await getResult(db, round.id);
  if (kept?.revision === round.revision) return kept.result;
  return aggregate(set.content, set.hash, submissions.map(counted));
}

/** Who asks, and for what. */
interface Asking<Of> {
  readonly by: PersonItem;
  readonly of: Of;
}

/** What staff and the Oversight Group take away of a round: all of it where it fits into one answer, or a part. */
export function roundExports(services: Services) {
  const read = async (by: PersonItem, roundId: string, withNotes: boolean) => {
    const allowed = await mayReadRatings(services, roundId, by);
    if (!allowed.ok) return allowed;
    const exported = await exportRound(services, roundId);
    return exported.ok && !withNotes ? ok(withoutNotes(exported.value)) : exported;
  };
  const whole =
    (withNotes: boolean) =>
    async ({ by, of: { roundId } }: Asking<{ readonly roundId: string }>) => {
      const exported = await read(by, roundId, withNotes);
      if (!exported.ok) return exported;
      const answer = schema.parse(exported.value);
      if (answerSize(answer) <= mostBytes) return ok({ answer });
      const { length } = cut(exported.value, mostBytes, answerSize);
      return fail(
        problem('in-parts', `It comes in ${length} parts. Ask for …/parts/1, up to …/parts/${length}.`, {
          rule: 'parts',
        }),
      );
    };
  const part =
    (withNotes: boolean) =>
    async ({
      by,
      of: { roundId, part: number },
    }: Asking<{ readonly roundId: string; readonly part: number }>) => {
      const exported = await read(by, roundId, withNotes);
      if (!exported.ok) return exported;
      const found = cut(exported.value, mostBytes, answerSize)[number - 1];
      return found === undefined ? fail(notFound) : ok({ answer: partSchema.parse(found) });
    };
  return {
    exportRound: whole(false),
    exportRoundWithNotes: whole(true),
    exportRoundPart: part(false),
    exportRoundPartWithNotes: part(true),
  } satisfies Partial<UseCases<typeof exportOperations>>;
}
