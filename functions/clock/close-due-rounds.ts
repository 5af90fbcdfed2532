import { todoKeys } from '../storage/keys.ts';
import { eachDue } from '../storage/todo.ts';
import { closeRound } from '../use-cases/rounds/moves.ts';
import type { Services } from '../use-cases/services.ts';

/** Closes the open rounds whose time has come. One that was extended or closed meanwhile stays as it is. */
export async function closeDueRounds(services: Services): Promise<number> {
  const now = services.now().toISOString();
  let closed = 0;
  for await (const { summary } of eachDue(services.db, todoKeys.roundClosing, now)) {
    const asked = {
      personId: 'system',
      roundId: String(summary?.id),
      reason: 'The closing date has come.',
      editVersion: undefined,
      onlyWhenDue: true,
    } as const;
    if ((await closeRound(services, asked)).ok) closed += 1;
  }
  return closed;
}
