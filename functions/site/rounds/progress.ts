import type { Answer } from '../../../shared/contract/operation.ts';
import type { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { isOnPanel } from '../../../shared/domain/rounds/round.ts';

type Panel = Answer<typeof roundOperations.getRound>['panel'];

/** The reviewers who may still be counted on. */
export const stillOn = (panel: Panel): Panel => panel.filter(({ status }) => isOnPanel(status));

/** "2 of 3 reviews submitted." */
export function progressInWords(panel: Panel): string {
  const on = stillOn(panel);
  const submitted = on.filter(({ status }) => status === 'submitted').length;
  return `${submitted} of ${count(on.length, 'review')} submitted.`;
}
