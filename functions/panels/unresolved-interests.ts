import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import type { AssignmentItem } from './stored-assignment.ts';

/** Panel places of reviewers on the panel whose declared interest waits to be resolved. */
export const unresolvedInterests = (panel: readonly AssignmentItem[]): readonly number[] =>
  panel
    .filter((a) => isOnPanel(a.status) && a.interest === 'declared')
    .flatMap((a) => (a.place === null ? [] : [a.place]))
    .sort((a, b) => a - b);
