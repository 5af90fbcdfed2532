import type { DecisionItem } from '../decisions/stored-decision.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { type Problem, problem } from './problem.ts';

/** The problem of a change that rests on an earlier state of a round; or of one that was made at the same time. */
export const staleRound = (
  { editVersion }: RoundItem,
  code: 'stale' | 'changed-meanwhile' = 'stale',
): Problem =>
  problem(
    code,
    'Somebody changed this round since you read it. Look at it again, then repeat what is still needed.',
    code === 'stale' ? { currentVersion: editVersion } : {},
  );

/** The same of a decision. */
export const staleDecision = (
  { version }: DecisionItem,
  code: 'stale' | 'changed-meanwhile' = 'stale',
): Problem =>
  problem(
    code,
    'Somebody changed this decision since you read it. Look at it again, then repeat what is still needed.',
    code === 'stale' ? { currentVersion: version } : {},
  );
