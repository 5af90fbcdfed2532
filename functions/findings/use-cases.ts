import type { findingOperations } from '../../shared/contract/findings/operations.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { leakDefects } from '../letters/leaks.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { judgedAsRead } from '../results/judged-round.ts';
import { overtaken } from '../rounds/change.ts';
import { retrying } from '../table/retrying.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { addDiscussion, listDiscussions, listFindings } from './storage.ts';
import { possibleParticipants } from './who-took-part.ts';

type Ops = typeof findingOperations;

/** What panel discussions conclude. */
export const findings = (services: Services): UseCases<Ops> => ({
  recordFindings: recordFindings(services),
});

const recordFindings =
  (services: Services): UseCase<Ops['recordFindings']> =>
  ({ by: person, of: { roundId }, what: { attended, findings: given }, expected }) =>
    retrying(async () => {
      const { db } = services;
      const [allowed, read, findings, discussions, participants] = await Promise.all([
        mayJudge(services, roundId, person),
        judgedAsRead(services, roundId, expected),
        listFindings(db, roundId),
        listDiscussions(db, roundId),
        possibleParticipants(services, roundId),
      ]);
      if (!allowed.ok) return allowed;
      if (!read.ok) return read;
      const { round, set, recommendation } = read.value;
      if (round.status !== 'closed')
        return fail(
          problem('not-now', 'The round has been decided. Findings are recorded before the decision.'),
        );
      if (round.panelCall === null)
        return fail(
          problem('not-now', 'No panel has been called for this round. Call it, then record what it found.'),
        );
      const criteria = new Map(criteriaOf(set.content).map((criterion) => [criterion.id, criterion]));
      const traces = new Map(recommendation.recommendation.criteria.map((c) => [c.criterionId, c]));
      const defects = [
        ...attended.flatMap((id, i) =>
          participants.has(id)
            ? []
            : {
                pointer: pointer('attended', i),
                code: 'unknown-person',
                detail: 'Choose reviewers of this panel, people of the Centre or of the Oversight Group.',
              },
        ),
        ...Object.keys(given).flatMap((id) => {
          const number = criteria.get(id)?.number;
          const at = pointer('findings', id);
          if (number === undefined)
            return {
              pointer: at,
              code: 'unknown-criterion',
              detail: 'The criteria set has no such criterion.',
            };
          return traces.get(id)?.ratedStatus === 'disputed'
            ? []
            : {
                pointer: at,
                code: 'not-disputed',
                detail: `Criterion ${number} is not disputed. The panel’s findings are about disputed criteria.`,
              };
        }),
        ...(await leakDefects(
          services,
          read.value,
          Object.entries(given).map(([id, { reason }]) => ({
            name: 'reason',
            pointer: pointer('findings', id, 'reason'),
            text: reason,
          })),
        )),
      ];
      if (defects.length > 0) return fail(invalidBody(defects));

      const now = services.now();
      const recorded = { recordedAt: now.toISOString(), recordedBy: person.id };
      const discussion = {
        number: (discussions.at(-1)?.number ?? 0) + 1,
        attended: attended.toSorted(),
        ...recorded,
      };
      const found = Object.entries(given).map(([criterionId, { status, reason }]) => {
        const earlier = findings.filter((finding) => finding.criterionId === criterionId);
        const trace = traces.get(criterionId);
        const finding = {
          roundId,
          criterionId,
          number: (earlier.at(-1)?.number ?? 0) + 1,
          status,
          reason,
          discussion: discussion.number,
          ...recorded,
          recommendationNumber: round.recommendations + 1,
        };
        const ratings = recommendation.recommendation.places.map((place, i) => ({
          place,
          rating: trace?.panel[i] ?? null,
        }));
        const criterion = criteria.get(criterionId)?.number ?? criterionId;
        const details = { criterion, criterionId, number: finding.number, status };
        const event = eventNow(services, person.id, 'finding-recorded', details, now);
        return { view: { ...finding, lapsed: false }, write: { finding: { ...finding, ratings }, event } };
      });
      const written = await addDiscussion(
        db,
        round,
        { roundId, ...discussion },
        found.map(({ write }) => write),
      );
      return written.ok
        ? ok({ answer: { discussion, findings: found.map(({ view }) => view) } })
        : overtaken(written.error);
    });
