import { eachDue, todo } from '../storage/todo.ts';
import { closeRound } from '../use-cases/rounds/moves.ts';
import type { Services } from '../use-cases/services.ts';
import { inTurn } from './in-turn.ts';

/** Closes the open rounds whose time has come. One that was extended or closed meanwhile stays as it is. */
export function closeDueRounds(services: Services): Promise<number> {
  const now = services.now().toISOString();
  return inTurn(eachDue(services.db, todo.roundClosing, now), async (due) => {
    const asked = {
      personId: 'system',
      roundId: due().id,
      reason: 'The closing date has come.',
      editVersion: undefined,
      onlyWhenDue: true,
    } as const;
    return (await closeRound(services, asked)).ok;
  });
}
