import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import type { DecisionOutcome } from '../../shared/domain/decisions/decision-outcomes.ts';
import {
  type Needs,
  needsMore,
  needsOfDecision,
  needsOfWithdrawal,
} from '../../shared/domain/oversight/considerations.ts';
import type { Outcome } from '../../shared/domain/recommendations/outcomes.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { keys } from '../table/keys.ts';
import type { Write } from '../table/write.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import {
  approvalWrite,
  getApproval,
  missingOf,
  newApprovalWrite,
  type SaidOfApproval,
} from './approvals-storage.ts';

/** What is missing of an approval, as one says what must come first: “the agreement of the Oversight Group and …”. */
const missingInWords = ({ agreement, signature }: Needs): string =>
  list([
    ...(agreement ? ['the agreement of the Oversight Group'] : []),
    ...(signature ? ['a second person’s signature'] : []),
  ]);

/**
 * The staff who may sign what somebody else decided or asks for: nobody who was asked to review in the round, however
 * that ended.
 */
export async function signersOf(
  { db }: Services,
  panel: readonly AssignmentItem[],
  by: string,
): Promise<readonly string[]> {
  const staff = await listPeopleWithRoles(db, ['staff']);
  const reviewed = new Set(panel.filter(({ place }) => place !== null).map(({ personId }) => personId));
  return staff.filter((id) => id !== by && !reviewed.has(id));
}

/** What a decision is approved as. */
interface ToApprove {
  readonly round: RoundItem;
  readonly panel: readonly AssignmentItem[];
  readonly outcome: DecisionOutcome;
  readonly recommended: Outcome;
  readonly recommendationNumber: number;
}

/**
 * The writes by which a decision that is recorded waits for what the Centre's settings want, and who is asked to sign
 * it. What the group has agreed to before counts where it is this decision on this recommendation.
 */
export async function askingWrites(
  services: Services,
  { round, panel, outcome, recommended, recommendationNumber }: ToApprove,
  { at, actor }: NewEvent,
): Promise<{ readonly writes: readonly Write[]; readonly signers: readonly string[] }> {
  const { db } = services;
  const [settings, read] = await Promise.all([getSettings(db), getApproval(db, round.id, 'decision')]);
  const needs = needsOfDecision(outcome, recommended, settings);
  if (read === null && !needs.agreement && !needs.signature) return { writes: [], signers: [] };
  const agreed = read?.agreement ?? null;
  const said = {
    roundId: round.id,
    of: 'decision',
    needs,
    asked: { at, by: actor, reason: '' },
    agreement:
      agreed?.outcome === outcome && agreed.recommendationNumber === recommendationNumber ? agreed : null,
    signature: null,
    usedAt: null,
  } satisfies SaidOfApproval;
  return {
    writes: [read === null ? newApprovalWrite(said, round.title) : approvalWrite(read, said)],
    signers: needs.signature ? await signersOf(services, panel, actor) : [],
  };
}

/** The writes that ask people to sign, once for what has happened. */
export const askToSign = (
  signers: readonly string[],
  round: RoundItem,
  isWithdrawal: boolean,
  { id, at }: Pick<NewEvent, 'id' | 'at'>,
): readonly Write[] =>
  tell(signers, {
    cause: `signature-asked ${round.id} ${id}`,
    notice: 'signature-asked',
    roundId: round.id,
    createdAt: at,
    data: { ...aboutRound(round), isWithdrawal },
  });

/**
 * The writes by which a letter is released on what was agreed and signed, which fail where that has changed since; or
 * why it cannot be released yet.
 */
export async function usingForLetter(
  { db }: Services,
  roundId: string,
  at: string,
): Promise<Result<readonly Write[], Problem<'not-now'>>> {
  const read = await getApproval(db, roundId, 'decision');
  if (read === null) return ok([]);
  const missing = missingOf(read);
  return missing.agreement || missing.signature
    ? fail(
        problem('not-now', `The letter waits for ${missingInWords(missing)}. Then release it.`, {
          rule: 'letter-waits',
        }),
      )
    : ok([approvalWrite(read, { usedAt: at })]);
}

/** The same for a withdrawal by somebody: of what was decided on a round, or of an endorsement that a later decision ends. */
export async function usingForWithdrawal(
  { db }: Services,
  roundId: string,
  by: string,
  at: string,
): Promise<Result<readonly Write[], Problem<'not-now'>>> {
  const [settings, read] = await Promise.all([getSettings(db), getApproval(db, roundId, 'withdrawal')]);
  const needs = needsOfWithdrawal(settings);
  const open = read?.usedAt === null ? read : null;
  // Also where the settings have come to want more since it was asked for: it is asked for anew.
  if (open === null || (open.asked !== null && needsMore(needs, open.needs)))
    return needs.agreement || needs.signature
      ? fail(
          problem(
            'not-now',
            `A withdrawal needs ${missingInWords(needs)} first. Ask for it on the page of the decision that is withdrawn.`,
            { rule: 'withdrawal-not-asked' },
          ),
        )
      : ok([]);
  const missing = missingOf({
    ...open,
    needs: {
      agreement: needs.agreement || open.needs.agreement,
      signature: needs.signature || open.needs.signature,
    },
  });
  if (missing.agreement || missing.signature)
    return fail(
      problem('not-now', `The withdrawal waits for ${missingInWords(missing)}.`, {
        rule: 'withdrawal-waits',
      }),
    );
  if (open.signature?.by === by)
    return fail(problem('not-now', 'You have signed this withdrawal. Somebody else carries it out.'));
  return ok([approvalWrite(open, { usedAt: at })]);
}

/**
 * The writes by which what was agreed and signed lapses, because the decision becomes another one before its letter is
 * released. They fail where somebody signs or agrees at the same moment. Whoever made it another one does not sign it.
 */
export async function lapsingWrites(
  services: Services,
  roundId: string,
  { at, actor }: Pick<NewEvent, 'at' | 'actor'>,
): Promise<readonly Write[]> {
  const read = await getApproval(services.db, roundId, 'decision');
  if (read === null || read.usedAt !== null) return [];
  const lapses = read.agreement !== null || read.signature !== null;
  return [
    // Also where nothing lapses: whoever is about to sign has seen another decision.
    approvalWrite(read, {
      asked: read.asked && { ...read.asked, at, by: actor },
      agreement: null,
      signature: null,
    }),
    ...(lapses
      ? [eventWrite(keys.round(roundId), eventNow(services, actor, 'approval-lapsed', {}, new Date(at)))]
      : []),
  ];
}

/** The writes by which nothing of a round waits to be agreed or signed any more: what was asked for is over. */
export async function endingWrites(
  { db }: Pick<Services, 'db'>,
  roundId: string,
  of: readonly ('decision' | 'withdrawal')[],
  at: string,
): Promise<readonly Write[]> {
  const read = await Promise.all(of.map((one) => getApproval(db, roundId, one)));
  return read.flatMap((one) =>
    one === null || one.usedAt !== null ? [] : [approvalWrite(one, { usedAt: at })],
  );
}
