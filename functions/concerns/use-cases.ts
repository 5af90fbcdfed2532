import type { concernOperations } from '../../shared/contract/concerns/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { IdempotentRequest } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { stale, standing } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Command, UseCase, UseCases } from '../use-case/use-case.ts';
import { rememberedConcern } from './remembered.ts';
import { addAnswer, getConcern, listReadableConcerns } from './storage.ts';
import { type ConcernItem, concernItem } from './stored-concern.ts';
import { concernView, concernViews } from './views.ts';
import { mayReadConcerns } from './who-may-read.ts';

type Ops = typeof concernOperations;

/** What staff do with the concerns of reviewers. */
export const concerns = (services: Services): UseCases<Ops> => ({
  listConcerns: async ({ by, of: { roundId } }) => {
    const [allowed, round, found] = await Promise.all([
      mayReadConcerns(services, roundId, by),
      getRound(services.db, roundId),
      listReadableConcerns(services.db, roundId),
    ]);
    if (!allowed.ok) return allowed;
    if (round === null) return fail(notFound);
    return ok({ answer: { concerns: [...(await concernViews(services, found))] } });
  },

  getConcern: async ({ by, of: { roundId, concernId } }) => {
    const allowed = await mayReadConcerns(services, roundId, by);
    if (!allowed.ok) return allowed;
    const concern = await getConcern(services.db, roundId, concernId);
    if (concern === null) return fail(notFound);
    return ok({ answer: await concernView(services, concern), version: concern.version });
  },

  answerConcern: answerConcern(services),
});

function answerConcern(services: Services): UseCase<Ops['answerConcern']> {
  return async (command) => {
    const { by, of, what, expected, key } = command;
    const allowed = await mayReadConcerns(services, of.roundId, by);
    if (!allowed.ok) return allowed;
    const asked = { operation: 'answerConcern', of, expected, what };
    const request = idempotentRequest(services, by.id, key, asked);
    const remembered = async (answer: unknown) =>
      answered(services, await rememberedConcern(services, of.roundId, answer));
    return once(services, request, services.now(), remembered, () => answerOnce(services, command, request));
  };
}

const answered = async (services: Services, concern: ConcernItem) =>
  ok({ answer: await concernView(services, concern), version: concern.version });

const staleConcern = async (services: Services, now: ConcernItem) =>
  stale('concern', now.version, await concernView(services, now));

/** Answers a concern with a key that is new; null where the key was used at the same moment. */
const answerOnce = (
  services: Services,
  { by, of: { roundId, concernId }, what: { text }, expected }: Command<Ops['answerConcern']>,
  request: IdempotentRequest,
) =>
  retrying(async () => {
    const { db } = services;
    const [concern, round] = await Promise.all([getConcern(db, roundId, concernId), getRound(db, roundId)]);
    if (concern === null || round === null) return fail(notFound);
    if (expected !== concern.version) return fail(await staleConcern(services, concern));
    if (concern.answer !== null)
      return fail(
        problem('not-now', 'This concern has been answered. Call the reviewer if there is more to say.'),
      );
    const raisedBy = await getPerson(db, concern.personId);

    const event = eventNow(services, by.id, 'concern-answered');
    const answer = { text, answeredAt: event.at, answeredBy: by.id };
    const written = await addAnswer(
      db,
      concern,
      answer,
      request,
      event,
      // Whoever was erased meanwhile is told nothing any more.
      tell(raisedBy === null ? [] : [raisedBy.id], {
        cause: `concern-answered ${event.id}`,
        notice: 'concern-answered',
        roundId,
        createdAt: event.at,
        data: { ...aboutRound(round), raisedAt: concern.raisedAt },
      }),
    );
    if (written.ok) return answered(services, { ...concern, answer, version: concern.version + 1 });
    if (written.error.has('idempotency-key')) return null;
    const now = standing(written.error, 'concern', concernItem);
    return now === null ? heldUp : fail(await staleConcern(services, now));
  });
