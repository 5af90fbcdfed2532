import { fail, type Result } from '../../shared/domain/basics/result.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Unmet, Write } from '../table/write.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { changeRound, type RoundChange } from './storage.ts';
import { answerRound, type RoundRead, readRound, staleRound } from './view.ts';

/** What is to change of a round, with what else belongs to that. */
export interface PlannedChange {
  readonly change: RoundChange;
  readonly writes: readonly Write[];
  readonly event: NewEvent;
}

type Failure<R> = Extract<R, { readonly ok: false }>;

/** Which round, and the version under which it was read; null where it is to change whoever has edited it (the clock). */
interface Which {
  readonly roundId: string;
  readonly expected: number | null;
}

/**
 * Changes a round unless somebody has edited it since it was read. `plan` says what is to change of what stands, null
 * for nothing, or why it cannot. What reviewers do is no edit: where one of them submits or leaves between reading and
 * writing, the change is planned anew; where it was an edit, that says so, with the round as it stands.
 *
 * @throws BusyError where that never ends
 */
export const changeRoundAsRead = <Planned extends Result<PlannedChange | null, Problem>>(
  services: Services,
  { roundId, expected }: Which,
  plan: (read: RoundRead) => Planned | Promise<Planned>,
) =>
  retrying(async () => {
    const read = await readRound(services, roundId);
    if (read === null) return fail(notFound);
    if (expected !== null && expected !== read.round.editVersion)
      return fail(await staleRound(services, read));
    const planned = await plan(read);
    if (!planned.ok) return planned as Failure<Planned>;
    if (planned.value === null) return answerRound(services, roundId);
    const { change, writes, event } = planned.value;
    const written = await changeRound(services.db, read.round, change, writes, event);
    if (written.ok) return answerRound(services, roundId);
    return overtaken(written.error);
  });

/**
 * What becomes of a change of a round that was not written: it is looked at anew, as nothing speaks against it yet. Only
 * where all that is in its way is an email of it that is there already, that would be there the next time, too.
 */
export const overtaken = (unmet: Unmet) =>
  [...unmet.keys()].every((condition) => condition === 'notice')
    ? fail(
        problem(
          'not-now',
          'The email that belongs to this is in the outbox already, so nothing was changed. Tell whoever looks after the service.',
        ),
      )
    : heldUp;
