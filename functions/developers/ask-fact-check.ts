import * as z from 'zod';
import type { developerOperations } from '../../shared/contract/developers/operations.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { leakDefects } from '../letters/leaks.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { readJudgedRound } from '../results/judged-round.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import { answerWrite } from '../table/idempotency.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { check, transact } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { askedFactCheck, factCheckCause, factCheckDraft } from './fact-check.ts';

type Ask = (typeof developerOperations)['askFactCheck'];

const remembered = z.object({ roundId: z.string(), recommendations: z.int() });

/**
 * Asks the developer to check the facts of a draft, once for a recommendation. What is sent has been searched for
 * who reviewed, as a letter is; what may only mean a reviewer is looked at by whoever asks.
 */
export const askFactCheck =
  (services: Services): UseCase<Ask> =>
  async ({ by, of: { roundId }, what, key }) => {
    const { db } = services;
    const allowed = await mayJudge(services, roundId, by);
    if (!allowed.ok) return allowed;
    const request = idempotentRequest(services, by.id, key, { operation: 'askFactCheck', roundId, what });
    const answerOf = async (answer: unknown) => {
      const { recommendations } = remembered.parse(answer);
      const asked = await askedFactCheck(services, { id: roundId, recommendations });
      if (asked === null) throw new Error(`The fact check of round ${roundId} is gone`);
      const { text, answerBy } = asked.data;
      return ok({
        answer: {
          roundId,
          recommendationNumber: recommendations,
          text,
          answerBy,
          askedAt: asked.createdAt,
        },
      });
    };
    return once(services, request, services.now(), answerOf, () =>
      retrying(async () => {
        const judged = await readJudgedRound(services, roundId);
        if (!judged.ok) return judged;
        const { round } = judged.value;
        if (round.status !== 'closed')
          return fail(problem('not-now', 'The round has been decided. Facts are checked before that.'));
        if (what.recommendationNumber !== round.recommendations)
          return fail(problem('not-now', 'There is a newer recommendation. Look at the draft again.'));
        if ((await askedFactCheck(services, round)) !== null)
          return fail(
            problem('not-now', 'The developer has been asked to check the facts of this draft already.'),
          );
        const specification = await getSpecification(db, round.specificationId);
        if (specification === null) throw new Error(`Round ${roundId} has lost its specification`);
        const { organisation, contactId } = specification.developer;
        const text = (what.text ?? factCheckDraft(judged.value, organisation))
          .replace(/\r\n?/g, '\n')
          .trimEnd();
        const leaks = await leakDefects(services, judged.value, [
          { name: 'draft', pointer: pointer('text'), text, looked: what.looked },
        ]);
        const defects = [
          ...(what.answerBy <= ukIsoDay(services.now())
            ? [{ pointer: pointer('answerBy'), code: 'past', detail: 'Give the developer a day after today' }]
            : []),
          ...leaks,
        ];
        if (defects.length > 0) return fail(invalidBody(defects));
        const unreachable = whyNotWritten(await getPerson(db, contactId));
        if (unreachable !== null)
          return fail(problem('not-now', unreachable, { rule: 'developer-unreachable' }));
        const { recommendations } = round;
        const event = eventNow(services, by.id, 'fact-check-asked', {
          number: recommendations,
          until: what.answerBy,
          ...(what.looked && { looked: 'draft' }),
        });
        const written = await transact(db, [
          answerWrite(request, { roundId, recommendations }, new Date(event.at)),
          check('round', keys.round(roundId), { status: 'closed', recommendations }),
          specificationStands(specification),
          ...tell([contactId], {
            cause: factCheckCause(roundId, recommendations),
            notice: 'fact-check',
            roundId,
            createdAt: event.at,
            data: {
              ...aboutRound(round),
              recommendationNumber: recommendations,
              answerBy: what.answerBy,
              text,
            },
          }),
          eventWrite(keys.round(roundId), event),
        ]);
        if (!written.ok) return written.error.has('idempotency-key') ? null : heldUp;
        return answerOf({ roundId, recommendations });
      }),
    );
  };
