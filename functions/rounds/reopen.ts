import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { callOffWrites } from '../panels/call-panel.ts';
import { notOnPanel } from '../panels/own-panel.ts';
import { tellWhoComes } from '../specifications/tell-reviewers.ts';
import { invalidBody } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { checkDates, datesOf, newDatesWrites } from './dates.ts';
import { move } from './move.ts';

/** `reopenRound`: a closed round takes submissions again, under other dates. */
export const reopenRound =
  (services: Services): UseCase<(typeof roundOperations)['reopenRound']> =>
  ({ by: person, of: { roundId }, what: { reason, ...given }, expected }) =>
    move(services, 'reopen', { personId: person.id, roundId, expected, reason }, async (read, event) => {
      const allowed = notOnPanel(
        read.panel,
        person.id,
        'You are on the panel of this round. Somebody else closes it or opens it again.',
      );
      if (!allowed.ok) return allowed;
      const dates = datesOf(given);
      const defects = checkDates(dates, new Date(event.at), read.round);
      if (defects.length > 0) return fail(invalidBody(defects));
      const writes = [
        ...newDatesWrites(read, dates, event, { isOpenAgain: true }),
        ...(await tellWhoComes(
          services.db,
          read.round,
          read.panel.filter(({ status }) => isOnPanel(status)),
          event.at,
        )),
      ];
      return ok({
        // The result is projected anew, so that it no longer waits for a decision. A panel is called anew too.
        change: { ...dates, panelCall: null, affectsResult: true },
        writes: [...writes, ...(await callOffWrites(services, read, event, writes))],
      });
    });
