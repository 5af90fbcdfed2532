import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { gatewayLackInWords } from '../../shared/domain/decisions/gateway.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { invitationWrites } from '../panels/invitations.ts';
import { drawPlaces } from '../panels/places.ts';
import { assignmentWrite } from '../panels/storage.ts';
import { tellWhoComes } from '../specifications/tell-reviewers.ts';
import { check } from '../table/write.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkDates } from './dates.ts';
import { readGateway } from './gateway.ts';
import { move } from './move.ts';

/** `openRound`: panel places are drawn, and the reviewers invited. */
export const openRound =
  (services: Services): UseCase<(typeof roundOperations)['openRound']> =>
  ({ by: person, of: { roundId }, what: { reason }, expected }) =>
    move(services, 'open', { personId: person.id, roundId, expected, reason }, async (read, { at }) => {
      const { round } = read;
      const set = await judgingSetOf(services.db, round);
      const needed = set.content.rules.minReviews;
      const panel = read.panel.filter(({ status }) => isOnPanel(status));
      if (panel.length < needed)
        return fail(
          problem(
            'not-now',
            `The criteria set needs ${needed} reviews, and the panel has ${panel.length}. Add reviewers first.`,
            { rule: 'too-few-reviewers' },
          ),
        );
      const [passed] = checkDates(round, new Date(at));
      if (passed !== undefined)
        return fail(
          problem('not-now', `${passed.detail} Change the dates before you open the round.`, {
            rule: 'dates',
          }),
        );
      const { lack, latest } = await readGateway(services.db, round);
      if (lack !== null && reason.trim() === '')
        return fail(
          invalidBody([
            {
              pointer: pointer('reason'),
              code: 'reason-missing',
              detail: `${gatewayLackInWords[lack]} Say why the round is opened all the same.`,
            },
          ]),
        );
      const places = drawPlaces(panel.length);
      return ok({
        change: { withoutGoAhead: lack && { lack, reason }, progress: { submitted: 0, of: panel.length } },
        writes: [
          ...panel.map((assignment, i) =>
            assignmentWrite(
              assignment,
              { place: places[i] ?? null, due: round.reviewsDue, invitedAt: at },
              at,
            ),
          ),
          ...invitationWrites(
            panel.map(({ personId }) => personId),
            round,
            set.content.title,
            at,
          ),
          ...(await tellWhoComes(services.db, round, panel, at)),
          // It is opened on this go-ahead, or without this one.
          ...(latest === null ? [] : [check('gateway', latest, { version: latest.version })]),
        ],
      });
    });
