import type { Answer } from '../../shared/contract/operation.ts';
import type { resultOperations } from '../../shared/contract/results/operations.ts';
import { commentStart } from '../../shared/contract/results/schemas.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { type Criterion, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { reviewOf } from '../../shared/domain/reviews/review.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { listFindings } from '../findings/storage.ts';
import type { FindingItem } from '../findings/stored-finding.ts';
import { findingView } from '../findings/view.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getReadable } from '../table/read.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { type CountedRound, currentRecommendation, shownRound, statusesOf } from './judged-round.ts';

type Ops = typeof resultOperations;
type CriterionDetail = Answer<Ops['getCriterion']>;
type Comments = Answer<Ops['getComments']>;

/** `getCriterion`. */
export const getCriterion =
  (services: Services): UseCase<Ops['getCriterion']> =>
  async ({ by: person, of: { roundId, criterionId } }) => {
    const read = await shownRound(services, roundId, person);
    if (!read.ok) return read;
    const findings = await listFindings(services.db, roundId);
    const criterion = criteriaOf(read.value.set.content).find(({ id }) => id === criterionId);
    if (criterion === undefined) return fail(notFound);
    const [kept, shown] = await Promise.all([
      currentRecommendation(services, read.value.round),
      shownTo(services, person, read.value),
    ]);
    const recommendation = kept.ok ? kept.value.recommendation : null;
    return ok({ answer: criterionView(read.value, criterion, recommendation, findings, shown) });
  };

/** `getComments`. */
export const getComments =
  (services: Services): UseCase<Ops['getComments']> =>
  async ({ by: person, of: { roundId } }) => {
    const read = await shownRound(services, roundId, person);
    if (!read.ok) return read;
    return ok({
      answer: {
        reviews: overallView(read.value, person.roles.includes('staff')),
        criteria: commentsView(read.value),
      },
    });
  };

/** Who asks decides what is shown: confidential notes are for staff; names for whom the Centre's setting says. */
interface Shown {
  readonly notes: boolean;
  readonly names: ReadonlyMap<string, PersonItem>;
}

async function shownTo(services: Services, person: PersonItem, { panel }: CountedRound): Promise<Shown> {
  const { namesOnCriterionPages } = await getSettings(services.db);
  const names = namesOnCriterionPages
    ? await getPeople(
        services.db,
        panel.map(({ personId }) => personId),
        getReadable,
      )
    : new Map();
  return { notes: person.roles.includes('staff'), names };
}

/** One criterion as it is shown: with what reviewers say of it, by panel place. */
export function criterionView(
  { round, set, submissions }: CountedRound,
  criterion: Criterion,
  recommendation: Recommendation | null,
  findings: readonly FindingItem[],
  { notes, names }: Shown,
): CriterionDetail {
  const { id: criterionId, number, text, guidance, mandatory } = criterion;
  const status = statusesOf({ round, set, submissions, panel: [] }, recommendation).get(criterionId);
  return {
    criterionId,
    number,
    text,
    guidance,
    mandatory,
    status: status?.status ?? null,
    ratedStatus: status?.ratedStatus ?? null,
    reviews: submissions.map(({ place, personId, content }) => {
      const { rating, reason, evidence, comment, note } = reviewOf(content, criterionId);
      return {
        place,
        name: names.get(personId)?.name ?? null,
        rating,
        reason,
        evidence,
        comment,
        note: notes ? note : null,
      };
    }),
    findings: findings
      .filter((finding) => finding.criterionId === criterionId)
      .map((finding) => findingView(finding, submissions)),
  };
}

/** What the reviewers say on the whole. Whoever says nothing is there with empty texts. */
export const overallView = ({ submissions }: CountedRound, notes: boolean): Comments['reviews'] =>
  submissions.map(({ place, content }) => ({
    place,
    comment: content.overallComment,
    note: notes ? content.overallNote : null,
  }));

/** How each comment on a criterion begins, in the set's order. */
const commentsView = ({ set, submissions }: CountedRound): Comments['criteria'] =>
  criteriaOf(set.content).flatMap(({ id: criterionId }) => {
    const comments = submissions.flatMap(({ place, content }) => {
      const { comment } = reviewOf(content, criterionId);
      if (comment === '') return [];
      const isWhole = comment.length <= commentStart;
      return [
        {
          place,
          start: isWhole ? comment : comment.slice(0, commentStart).replace(/[\uD800-\uDBFF]$/, ''),
          isWhole,
        },
      ];
    });
    return comments.length === 0 ? [] : [{ criterionId, comments }];
  });
