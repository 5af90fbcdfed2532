import type { recordOperations } from '../../shared/contract/records/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getRound, getRounds } from '../rounds/storage.ts';
import { getReadable } from '../table/read.ts';
import { notFound, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { foreseeRetention } from './carry-out.ts';
import { changedMeanwhile, holdRecords, keepMarked, releaseRecords } from './decide.ts';
import { disclose } from './disclose.ts';
import { clockRules } from './schedule.ts';
import { retentionShown } from './shown.ts';
import { getRetention } from './storage.ts';

const meanwhile = problem(
  'changed-meanwhile',
  'Somebody changed what is kept at that very moment. Look at it again.',
);

/** How long records are kept, what is held, and what is disclosed of them. */
export const records = (services: Services): UseCases<typeof recordOperations> => ({
  getRetention: async () => {
    const { db } = services;
    const [schedule, { holds }, going] = await Promise.all([
      retentionShown(services),
      getRetention(db),
      foreseeRetention(services),
    ]);
    const rounds = await getRounds(db, Object.keys(holds), getReadable);
    return ok({
      answer: {
        schedule: [...schedule],
        holds: Object.entries(holds).map(([roundId, hold]) => ({
          roundId,
          title: rounds.get(roundId)?.title ?? roundId,
          ...hold,
        })),
        wouldGo: clockRules.map((rule) => {
          const those = going.filter((one) => one.rule === rule);
          return { rule, rounds: those.length, items: those.reduce((sum, { items }) => sum + items, 0) };
        }),
      },
    });
  },

  holdRecords: async ({ by, what: { roundId, reason } }) => {
    if ((await getRound(services.db, roundId)) === null) return fail(notFound);
    if ((await getRetention(services.db)).holds[roundId] !== undefined) {
      // Whoever placed it may have been cut off before everything that was to go was kept.
      const kept = await keepMarked(services.db, roundId);
      return kept > 0
        ? ok({ answer: { kept } })
        : fail(problem('not-now', 'The records of this round are held already. Lift that hold first.'));
    }
    const held = await holdRecords(services, { roundId, reason, by: by.id });
    return held.ok ? ok({ answer: held.value }) : fail(meanwhile);
  },

  releaseRecords: async ({ by, of: { roundId } }) => {
    const released = await releaseRecords(services, { roundId, by: by.id });
    if (released.ok) return ok({ answer: {} });
    if (released.error === changedMeanwhile) return fail(meanwhile);
    return fail(
      (await getRound(services.db, roundId)) === null
        ? notFound
        : problem('not-now', 'The records of this round are not held.'),
    );
  },

  discloseSpecification: disclose(services),
});
