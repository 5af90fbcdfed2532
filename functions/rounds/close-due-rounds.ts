import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { closeRound } from './moves.ts';

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
