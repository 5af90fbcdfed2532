import type * as z from 'zod';
import type { Answer } from '../../../shared/contract/operation.ts';
import type { roundOperations } from '../../../shared/contract/rounds/operations.ts';
import type { roundProgress } from '../../../shared/contract/rounds/schemas.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { isOnPanel } from '../../../shared/domain/rounds/round.ts';

type Panel = Answer<typeof roundOperations.getRound>['panel'];
type Progress = z.output<typeof roundProgress>;

/** The reviewers who may still be counted on. */
export const stillOn = (panel: Panel): Panel => panel.filter(({ status }) => isOnPanel(status));

/** How many of a panel's reviewers have submitted, of those who may still be counted on. */
export function progressOf(panel: Panel): Progress {
  const on = stillOn(panel);
  return { submitted: on.filter(({ status }) => status === 'submitted').length, of: on.length };
}

/** "2 of 3 reviews submitted." */
export const progressInWords = ({ submitted, of }: Progress): string =>
  `${submitted} of ${count(of, 'review')} submitted.`;
