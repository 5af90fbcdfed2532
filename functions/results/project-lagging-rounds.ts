import { inTurn } from '../todo/in-turn.ts';
import { eachDue, todo } from '../todo/todo.ts';
import type { Services } from '../use-case/services.ts';
import { project } from './project.ts';

/** After every instant: what is behind is behind at once. */
const latest = '~';

/**
 * Projects the rounds whose result, or whose recommendation, is behind them: the stream has lost their record, or is
 * late. They are listed from the change that raised their numbers on; no other round is looked at.
 */
export const projectLaggingRounds = (services: Services): Promise<number> =>
  inTurn(
    eachDue(services.db, todo.behind, latest),
    async (behind) => (await project(services, behind().id)) === 'projected',
  );
