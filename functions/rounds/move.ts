import type { EventAction } from '../../shared/contract/event-actions.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { moveRound, type RoundAction } from '../../shared/domain/rounds/round.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import type { Write } from '../table/write.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { changeRoundAsRead } from './change.ts';
import type { RoundChange } from './storage.ts';
import type { RoundRead } from './view.ts';

const recordedAs = {
  open: 'round-opened',
  close: 'round-closed',
  reopen: 'round-reopened',
  decide: 'round-decided',
  cancel: 'round-cancelled',
} as const satisfies Record<RoundAction, EventAction>;

/** A move of a round that somebody asks for. */
export interface AskedMove {
  /** Who asks: a person's id, or `system`. */
  readonly personId: string;
  readonly roundId: string;
  /** The version under which the round was read; null where it is to move whoever has edited it. */
  readonly expected: number | null;
  readonly reason: string;
}

/** What moving a round brings with it. */
export interface Consequences {
  readonly change?: RoundChange;
  readonly writes: readonly Write[];
}

/** Moves a round by its state machine, with its consequences, or says why those cannot be. */
export const move = <Brought extends Result<Consequences, Problem>>(
  services: Services,
  action: RoundAction,
  { personId, roundId, expected, reason }: AskedMove,
  consequences: (read: RoundRead, event: NewEvent) => Brought | Promise<Brought>,
) =>
  changeRoundAsRead(services, { roundId, expected }, async (read) => {
    const moved = moveRound(read.round.status, action);
    if (!moved.ok)
      return fail(
        problem(
          'not-now',
          `The round is ${read.round.status}; only a round that is ${moved.error.allowedFrom.join(' or ')} can do this.`,
          { rule: 'status' },
        ),
      );
    const event = eventNow(services, personId, recordedAs[action], { reason });
    const brings = await consequences(read, event);
    if (!brings.ok) return brings as Extract<Brought, { readonly ok: false }>;
    const { change, writes } = brings.value;
    // Nobody is asked next once a round is no longer open.
    const reserves = moved.value === 'open' || moved.value === 'draft' ? {} : { reserves: [] };
    return ok({ change: { status: moved.value, ...reserves, ...change }, writes, event });
  });
