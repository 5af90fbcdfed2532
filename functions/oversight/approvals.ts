import type * as z from 'zod';
import type { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import type { approvalView as view } from '../../shared/contract/oversight/schemas.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isYes } from '../../shared/domain/decisions/decision.ts';
import { needsMore, needsOfWithdrawal } from '../../shared/domain/oversight/considerations.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getDecision } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { listPanel } from '../panels/storage.ts';
import { mayReadRound } from '../results/who-may-read.ts';
import { getRound } from '../rounds/storage.ts';
import { answerWrite } from '../table/idempotency.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { check, checkNone, transact, type Write } from '../table/write.ts';
import { stale } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { type ApprovalOf, approvalWrite, getApproval, newApprovalWrite } from './approvals-storage.ts';
import { askToSign, signersOf } from './approving.ts';
import type { ApprovalItem } from './stored-approval.ts';

type Ops = typeof oversightOperations;

const viewOf = (approval: ApprovalItem): z.output<typeof view> => {
  const { roundId, of, needs, asked, agreement, signature, usedAt, version } = approval;
  return { roundId, of, needs, asked, agreement, signature, usedAt, version };
};

async function answered({ db }: Services, roundId: string, of: ApprovalOf) {
  const kept = await getApproval(db, roundId, of);
  return kept === null ? fail(notFound) : ok({ answer: viewOf(kept), version: kept.version });
}

/** The write that fails where a decision has become another one since it was read. */
export const sameDecision = (read: DecisionItem): Write => check('decision', read, { version: read.version });

/** The write that fails where a round was decided since it was read. */
export const noDecision = (roundId: string): Write => checkNone('decision', keys.decision(roundId));

/** Whether there is something that can be withdrawn. */
export const canBeWithdrawn = ({ outcome, withdrawn, replaced }: DecisionItem): boolean =>
  isYes(outcome) && withdrawn === null && replaced === null;

/** What somebody else than who decides has to agree to or sign. */
export const approvals = (services: Services) =>
  ({
    getApproval: async ({ by, of: { roundId, of } }) => {
      const allowed = await mayReadRound(services, roundId, by);
      return allowed.ok ? answered(services, roundId, of) : allowed;
    },

    sign: ({ by, of: { roundId, of }, expected }) =>
      retrying(async () => {
        const { db } = services;
        const [allowed, read, decision] = await Promise.all([
          mayJudge(services, roundId, by),
          getApproval(db, roundId, of),
          getDecision(db, roundId),
        ]);
        if (read === null || decision === null) return fail(notFound);
        if (!allowed.ok) return allowed;
        if (read.version !== expected) return fail(stale('approval', read.version, viewOf(read)));
        const { asked, needs, signature, usedAt } = read;
        if (asked === null || !needs.signature)
          return fail(problem('not-now', 'No second person’s signature is asked for.'));
        if (usedAt !== null)
          return fail(problem('not-now', 'It is over: nobody’s signature is needed any more.'));
        if (signature !== null)
          return fail(problem('not-now', 'A second person has signed it already. Nobody signs twice.'));
        if (asked.by === by.id)
          return fail(
            problem(
              'another-person-needed',
              of === 'decision'
                ? 'You recorded this decision, or changed it last. A second person signs it.'
                : 'You ask for this withdrawal. A second person signs it.',
            ),
          );
        const event = eventNow(services, by.id, of === 'decision' ? 'decision-signed' : 'withdrawal-signed');
        const written = await transact(db, [
          approvalWrite(read, { signature: { at: event.at, by: by.id } }),
          sameDecision(decision),
          eventWrite(keys.round(roundId), event),
        ]);
        return written.ok ? answered(services, roundId, of) : heldUp;
      }),

    askToWithdraw: ({ by, of: { roundId }, what: { reason }, key }) => {
      const { db } = services;
      const request = idempotentRequest(services, by.id, key, {
        operation: 'askToWithdraw',
        roundId,
        reason,
      });
      const remembered = () => answered(services, roundId, 'withdrawal');
      return once(services, request, services.now(), remembered, () =>
        retrying(async () => {
          const [allowed, round, decision, settings, read, panel] = await Promise.all([
            mayJudge(services, roundId, by),
            getRound(db, roundId),
            getDecision(db, roundId),
            getSettings(db),
            getApproval(db, roundId, 'withdrawal'),
            listPanel(db, roundId),
          ]);
          if (round === null || decision === null) return fail(notFound);
          if (!allowed.ok) return allowed;
          if (!canBeWithdrawn(decision))
            return fail(problem('not-now', 'The decision has nothing to withdraw any more.'));
          const needs = needsOfWithdrawal(settings);
          if (!needs.agreement && !needs.signature)
            return fail(
              problem('not-now', 'The Centre’s settings ask nobody else about a withdrawal. Withdraw it.'),
            );
          if (read !== null && read.asked !== null && read.usedAt === null && !needsMore(needs, read.needs))
            return fail(problem('not-now', 'Somebody has asked for this withdrawal already.'));
          const event = eventNow(services, by.id, 'withdrawal-asked', { reason });
          const said = {
            needs,
            asked: { at: event.at, by: by.id, reason },
            // What the group has agreed to before counts, unless that was for an earlier withdrawal.
            agreement: read?.usedAt === null ? read.agreement : null,
            signature: null,
            usedAt: null,
          };
          const written = await transact(db, [
            read === null
              ? newApprovalWrite({ roundId, of: 'withdrawal', ...said }, round.title)
              : approvalWrite(read, said),
            sameDecision(decision),
            answerWrite(request, {}, new Date(event.at)),
            ...askToSign(needs.signature ? await signersOf(services, panel, by.id) : [], round, true, event),
            eventWrite(keys.round(roundId), event),
          ]);
          if (written.ok) return remembered();
          return written.error.has('idempotency-key') ? null : heldUp;
        }),
      );
    },
  }) satisfies Partial<UseCases<Ops>>;
