import { criterionReview } from '../../shared/contract/reviews/schemas.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { type CriterionReview, checkReview, type ReviewContent } from '../../shared/domain/reviews/review.ts';
import { type JudgingSet, judgingSetOf } from '../criteria-sets/storage.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { FurtherDefects } from '../use-case/use-case.ts';
import { deskOf } from './desk.ts';

/** Whether the content of a review may be saved, or submitted, in a round by this criteria set. */
export function checkContent(
  set: JudgingSet,
  content: ReviewContent,
  purpose: 'draft' | 'submission',
): Result<void, Problem<'criteria-set-differs' | 'invalid-body'>> {
  if (content.criteriaSetHash !== set.hash)
    return fail(
      problem(
        'criteria-set-differs',
        'This was scored against another version of the criteria. Get the form again.',
        {
          errors: [
            {
              pointer: '/criteriaSetHash',
              code: 'criteria-set-differs',
              detail: `The round’s criteria set has the hash ${set.hash}.`,
            },
          ],
        },
      ),
    );
  const defects = checkReview(set.content, content, purpose);
  return defects.length === 0 ? ok(undefined) : fail(invalidBody(defects));
}

/** Reads what can be read of a review that its schema refused: its well-formed ratings, and ids of the others. */
function salvage(body: unknown): { ratings: Record<string, CriterionReview>; faulty: Set<string> } {
  const given = typeof body === 'object' && body !== null && 'ratings' in body ? body.ratings : null;
  const ratings: Record<string, CriterionReview> = {};
  const faulty = new Set<string>();
  for (const [id, entry] of Object.entries(given ?? {})) {
    const parsed = criterionReview.safeParse(entry);
    if (parsed.success && id !== '__proto__') ratings[id] = parsed.data;
    else faulty.add(id);
  }
  return { ratings, faulty };
}

const furtherReviewDefects =
  (services: Services, purpose: 'draft' | 'submission'): FurtherDefects =>
  async (person, { roundId }, body): Promise<readonly Defect[]> => {
    const desk = await deskOf(services, String(roundId), person.id);
    if (!desk.ok) return [];
    const set = await judgingSetOf(services.db, desk.value.round);
    const { ratings, faulty } = salvage(body);
    return checkReview(set.content, { ratings }, purpose, faulty);
  };

/** What else is wrong with a review that its schema refused. */
export const reviewDefects = (services: Services) => ({
  saveReview: furtherReviewDefects(services, 'draft'),
  submitReview: furtherReviewDefects(services, 'submission'),
});
