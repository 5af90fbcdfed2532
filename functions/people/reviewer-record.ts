import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { combineSeverity, severityFlag } from '../../shared/domain/statistics/severity.ts';
import { dueOf, listAssignmentsPage } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { roundsKeptFrom, timeFor } from '../results/who-may-read.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { pageSize } from '../use-case/page-size.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { listReviewersPage } from './lists.ts';
import { listSeverities } from './severity.ts';
import { getPerson } from './storage.ts';
import type { PersonItem } from './stored-person.ts';

/** Where a review stands against its date; null where none is asked for. */
function punctuality(
  { assignment, round }: { assignment: AssignmentItem; round: RoundItem },
  now: string,
): 'onTime' | 'late' | 'overdue' | 'waiting' | null {
  if (round.status === 'cancelled' || !isOnPanel(assignment.status)) return null;
  const { submittedAt } = assignment;
  const due = dueOf(assignment) ?? round.reviewsDue;
  // Whoever is asked again has another date, by which what came before is not judged.
  if (submittedAt !== null && assignment.status !== 'reopened') return submittedAt <= due ? 'onTime' : 'late';
  return due < now ? 'overdue' : 'waiting';
}

/**
 * How a reviewer rated beside others, over the rounds that `by` may know of. Below three specifications, and more
 * exactly than to a tenth of a level, it would say of whom the ratings at a panel place are.
 */
async function severityOf(services: Services, by: PersonItem, personId: string) {
  const all = await listSeverities(services.db, personId);
  const kept = await roundsKeptFrom(
    services,
    by,
    all.map(({ roundId }) => roundId),
  );
  const figures = all.filter(({ roundId }) => !kept.has(roundId));
  const [combined] = combineSeverity(
    figures.map(({ specificationId, criteria, difference }) => ({
      reviewer: personId,
      specification: specificationId,
      criteria,
      difference,
    })),
  );
  const { specifications, difference, lower, upper, flagged } = combined ?? noSeverity;
  const shown = (levels: number | null) =>
    levels === null || specifications < severityFlag.specifications
      ? null
      : // What is not 0 stays on its side of it.
        Math.round(levels * 10) / 10 || Math.sign(levels) * 0.05;
  return {
    specifications,
    difference: shown(difference),
    lower: shown(lower),
    upper: shown(upper),
    flagged,
  };
}

const noSeverity = {
  specifications: 0,
  difference: null,
  lower: null,
  upper: null,
  flagged: false,
};

/** Reviewers on a page of the monitor: few, because every closed round of each of them is read. */
const severityPageSize = 10;

/** What reviewers were asked and did, and how they rate beside others. */
export const reviewerRecords = (services: Services) =>
  ({
    getReviewerRecord: async ({ by, of: { personId, cursor } }) => {
      const now = services.now().toISOString();
      const [person, { asked, next }, severity] = await Promise.all([
        getPerson(services.db, personId),
        listAssignmentsPage(services.db, personId, { limit: pageSize, cursor }),
        severityOf(services, by, personId),
      ]);
      if (person === null) return fail(notFound);
      const kinds = asked.map((one) => punctuality(one, now));
      const countOf = (kind: (typeof kinds)[number]) => kinds.filter((one) => one === kind).length;
      return ok({
        answer: {
          personId,
          name: person.name,
          expertise: person.expertise,
          assignments: asked.map(({ assignment, round }) => ({
            roundId: round.id,
            title: round.title,
            specificationVersion: round.specificationVersion,
            roundStatus: round.status,
            reviewsDue: dueOf(assignment) ?? round.reviewsDue,
            status: assignment.status,
            interest: assignment.interest,
            interestDescription: assignment.interestDescription,
            submittedAt: timeFor(by, assignment.submittedAt),
          })),
          timeliness: {
            onTime: countOf('onTime'),
            late: countOf('late'),
            overdue: countOf('overdue'),
            waiting: countOf('waiting'),
          },
          severity,
          next,
        },
      });
    },

    listSeverity: async ({ by, of: { cursor } }) => {
      const page = { limit: severityPageSize, cursor };
      const { people: reviewers, next } = await listReviewersPage(services.db, page);
      const items = await Promise.all(
        reviewers.map(async ({ id, name }) => ({
          personId: id,
          name,
          severity: await severityOf(services, by, id),
        })),
      );
      return ok({ answer: { items, next } });
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;
