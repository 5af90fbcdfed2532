import type { findingOperations } from '../../shared/contract/findings/operations.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { leakDefects } from '../letters/leaks.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { getPeople } from '../people/storage.ts';
import { type JudgedRound, judgedAsRead } from '../results/judged-round.ts';
import { overtaken } from '../rounds/change.ts';
import { retrying } from '../table/retrying.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { addFinding, listFindings } from './storage.ts';

type Ops = typeof findingOperations;

/** What panel discussions conclude. */
export const findings = (services: Services): UseCases<Ops> => ({
  recordFinding: recordFinding(services),
});

const recordFinding =
  (services: Services): UseCase<Ops['recordFinding']> =>
  ({ by: person, of: { roundId, criterionId }, what: body, expected }) =>
    retrying(async () => {
      const { db } = services;
      const [allowed, read, findings] = await Promise.all([
        mayJudge(services, roundId, person),
        judgedAsRead(services, roundId, expected),
        listFindings(db, roundId),
      ]);
      if (!allowed.ok) return allowed;
      if (!read.ok) return read;
      const { round, set, recommendation } = read.value;
      const criterion = criteriaOf(set.content).find(({ id }) => id === criterionId);
      if (criterion === undefined) return fail(notFound);
      if (round.status !== 'closed')
        return fail(
          problem('not-now', 'The round has been decided. Findings are recorded before the decision.'),
        );
      if (round.panelCall === null)
        return fail(
          problem('not-now', 'No panel has been called for this round. Call it, then record what it found.'),
        );
      const trace = recommendation.recommendation.criteria.find((c) => c.criterionId === criterionId);
      if (trace?.ratedStatus !== 'disputed')
        return fail(
          problem(
            'not-now',
            `Criterion ${criterion.number} is not disputed. The panel’s findings are about disputed criteria.`,
          ),
        );
      const defects = [
        ...(await leakDefects(services, read.value, [
          { name: 'reason', pointer: pointer('reason'), text: body.reason },
        ])),
        ...(await tookPartDefects(services, read.value, body.tookPart)),
      ];
      if (defects.length > 0) return fail(invalidBody(defects));

      const earlier = findings.filter((finding) => finding.criterionId === criterionId);
      const now = services.now();
      const finding = {
        roundId,
        criterionId,
        number: (earlier.at(-1)?.number ?? 0) + 1,
        ...body,
        recordedAt: now.toISOString(),
        recordedBy: person.id,
        recommendationNumber: round.recommendations + 1,
      };
      const event = eventNow(
        services,
        person.id,
        'finding-recorded',
        { criterion: criterion.number, criterionId, number: finding.number, status: finding.status },
        now,
      );
      const ratings = recommendation.recommendation.places.map((place, i) => ({
        place,
        rating: trace.panel[i] ?? null,
      }));
      const written = await addFinding(db, round, { ...finding, ratings }, event);
      return written.ok ? ok({ answer: { ...finding, lapsed: false } }) : overtaken(written.error);
    });

/** Who took part must be somebody: reviewers of this panel, and people with a part in the Centre's work. */
async function tookPartDefects(
  { db }: Services,
  { panel }: JudgedRound,
  { reviewers, others }: { readonly reviewers: readonly number[]; readonly others: readonly string[] },
): Promise<readonly Defect[]> {
  const places = new Set(panel.map(({ place }) => place));
  const people = await getPeople(db, others);
  const sitsWithThem = (id: string) =>
    people.get(id)?.roles.some((role) => role === 'staff' || role === 'oversight') ?? false;
  return [
    ...reviewers.flatMap((place, i) =>
      places.has(place)
        ? []
        : {
            pointer: pointer('tookPart', 'reviewers', i),
            code: 'unknown-place',
            detail: `The panel has no R${place}.`,
          },
    ),
    ...others.flatMap((id, i) =>
      sitsWithThem(id)
        ? []
        : {
            pointer: pointer('tookPart', 'others', i),
            code: 'unknown-person',
            detail: 'Choose people of the Centre or the Oversight Group.',
          },
    ),
  ];
}
