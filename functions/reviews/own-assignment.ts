import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { type AssignmentChange, changeAssignment, type RoundEffect } from '../panels/storage.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { stale } from '../use-case/lock.ts';
import type { Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { assignmentView, type Desk, deskOf } from './desk.ts';

/** What a reviewer changes of their own assignment, with what else belongs to that. */
interface PlannedAnswer {
  readonly change: AssignmentChange;
  readonly event: NewEvent;
  readonly effect: RoundEffect;
  readonly writes: readonly Write[];
}

/**
 * Changes a reviewer’s own assignment unless it has changed since it was read under `expected`. `plan` says how, or why
 * that cannot be; null where it stands so already, which is no news and no failure: an answer may have been lost.
 * Where anything has moved between reading and writing, what stands then says what becomes of it.
 */
export const changeOwnAssignment = <Planned extends Result<PlannedAnswer | null, Problem>>(
  services: Services,
  which: { readonly roundId: string; readonly personId: string; readonly expected: number },
  plan: (desk: Desk) => Planned | Promise<Planned>,
) =>
  retrying(async () => {
    const { roundId, personId, expected } = which;
    const found = await deskOf(services, roundId, personId);
    if (!found.ok) return found;
    const { assignment, round } = found.value;
    const planned = await plan(found.value);
    if (!planned.ok) return planned as Extract<Planned, { readonly ok: false }>;
    if (planned.value === null) return answerWith(services, found.value);
    if (expected !== assignment.version)
      return fail(stale('assignment', assignment.version, assignmentView(found.value, services.now())));
    const { change, event, effect, writes } = planned.value;
    const written = await changeAssignment(services.db, assignment, change, event, effect, writes);
    return written.ok
      ? answerWith(services, {
          round,
          assignment: { ...assignment, ...change, version: assignment.version + 1 },
        })
      : heldUp;
  });

const answerWith = ({ now }: Services, desk: Desk) =>
  ok({ answer: assignmentView(desk, now()), version: desk.assignment.version });
