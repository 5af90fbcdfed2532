import { exportOperations } from '../../../shared/contract/exports/operations.ts';
import { codeOf, openApi } from '../api-client.ts';
import type { View } from '../view.ts';

/**
 * What helps. Who may have results is asked by asking for those of no round: the service looks at roles before all else.
 * Where it does not say, what is for staff is shown: the self-test is there to find out why.
 */
export function showHelp(): View {
  const api = openApi();
  const answer = api.ok ? api.value(exportOperations.exportRound, { parameters: { roundId: 'none' } }) : api;
  return { view: 'help', staff: answer.ok || codeOf(answer.error) !== 'role-needed' };
}
