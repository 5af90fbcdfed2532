import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { closeRoundThatIsDue } from './close.ts';

/** Closes the open rounds whose time has come. One that was extended or closed meanwhile stays as it is. */
export function closeDueRounds(services: Services): Promise<number> {
  const now = services.now().toISOString();
  return inTurn(
    eachDue(services.db, todo.roundClosing, now),
    async (due) => (await closeRoundThatIsDue(services, due().id)).ok,
  );
}
