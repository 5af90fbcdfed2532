import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { mayDiscuss } from '../../shared/domain/rounds/round.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { judgedAsRead } from '../results/judged-round.ts';
import { overtaken } from '../rounds/change.ts';
import { changeRound } from '../rounds/storage.ts';
import { retrying } from '../table/retrying.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';

/** `callPanel`: reviewers whose review is in, staff and the Oversight Group are told when and where it meets. */
export const callPanel =
  (services: Services): UseCase<(typeof panelOperations)['callPanel']> =>
  ({ by: person, of: { roundId }, what: body, expected }) =>
    retrying(async () => {
      const read = await judgedAsRead(services, roundId, expected);
      if (!read.ok) return read;
      const { round, panel, recommendation } = read.value;
      if (round.status === 'decided')
        return fail(problem('not-now', 'The round has been decided. There is nothing left to discuss.'));
      const now = services.now();
      const panelCall = { at: new Date(body.at).toISOString(), where: body.where };
      if (panelCall.at <= now.toISOString())
        return fail(
          invalidBody([
            { pointer: '/at', code: 'date-order', detail: 'Give a date and time in the future.' },
          ]),
        );
      const event = eventNow(services, person.id, 'panel-called', { at: panelCall.at }, now);
      const reviewers = panel.filter(mayDiscuss).map(({ personId }) => personId);
      const centre = await staffAndOversight(services.db, 'panel-called');
      const told = (audience: 'reviewer' | 'centre', people: readonly string[]) =>
        tell(people, {
          cause: `panel-called ${event.id}`,
          notice: 'panel-called',
          roundId,
          createdAt: event.at,
          data: {
            ...aboutRound(round),
            ...panelCall,
            disputed: recommendation.recommendation.disputed.length,
            audience,
          },
        });
      const written = await changeRound(
        services.db,
        round,
        { panelCall },
        [
          ...told('reviewer', reviewers),
          // Somebody can be on the panel and in the Oversight Group: one email is enough.
          ...told(
            'centre',
            centre.filter((personId) => !reviewers.includes(personId)),
          ),
        ],
        event,
      );
      if (written.ok) return ok({ answer: panelCall });
      return overtaken(written.error);
    });
