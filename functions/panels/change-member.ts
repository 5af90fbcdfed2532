import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { answerRound, memberView } from '../rounds/view.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { notFound, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { type AssignmentChange, changeAssignment, getAssignment, type RoundEffect } from './storage.ts';
import { type AssignmentItem, assignmentItem } from './stored-assignment.ts';

/** A panel member as they were read, and their round. */
export interface MemberRead {
  readonly round: RoundItem;
  readonly assignment: AssignmentItem;
}

/** What is to change of a panel member, and with it. */
interface PlannedMemberChange {
  readonly change: AssignmentChange;
  readonly event: NewEvent;
  /** What it does to the round, besides that this must keep its status. */
  readonly effect: Omit<RoundEffect, 'status'>;
  readonly writes: readonly Write[];
}

/**
 * Changes a panel member with whom nothing has happened since they were read under `expected`; `plan` says how, or why
 * that cannot be. Where only their round has another status by the time of writing, it is planned anew.
 */
export const changeMemberAsRead = <Planned extends Result<PlannedMemberChange, Problem>>(
  services: Services,
  which: { readonly roundId: string; readonly personId: string; readonly expected: number },
  plan: (read: MemberRead) => Planned,
) =>
  retrying(async () => {
    const { db } = services;
    const { roundId, personId, expected } = which;
    const [round, assignment] = await Promise.all([
      getRound(db, roundId),
      getAssignment(db, roundId, personId),
    ]);
    if (round === null || assignment === null) return fail(notFound);
    if (expected !== assignment.version) return fail(await staleMember(services, assignment));
    const planned = plan({ round, assignment });
    if (!planned.ok) return planned as Extract<Planned, { readonly ok: false }>;
    const { change, event, effect, writes } = planned.value;
    const written = await changeAssignment(
      db,
      assignment,
      change,
      event,
      { status: round.status, ...effect },
      writes,
    );
    if (written.ok) return answer(services, roundId);
    const now = standing(written.error, 'assignment', assignmentItem);
    return now === null ? heldUp : fail(await staleMember(services, now));
  });

/** The round with its panel. Its ETag is not the one that the next change of a member names. */
async function answer(services: Services, roundId: string) {
  const answered = await answerRound(services, roundId);
  return answered.ok ? ok({ answer: answered.value.answer }) : answered;
}

async function staleMember({ db }: Services, now: AssignmentItem): Promise<Problem<'stale'>> {
  const { namesOnCriterionPages } = await getSettings(db);
  return stale('panel member', now.version, memberView(now, namesOnCriterionPages));
}
