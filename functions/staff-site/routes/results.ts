import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import { afterDecisionForms } from '../views/deciding/after-decision.ts';
import { showCriterion } from '../views/deciding/criterion.ts';
import { decideForm } from '../views/deciding/decide.ts';
import { showDecision } from '../views/deciding/decision.ts';
import { findingForm } from '../views/deciding/finding.ts';
import { letterForms, previewLetter, showLetter } from '../views/deciding/letter.ts';
import { showPanel } from '../views/deciding/panel.ts';
import { panelCallForm } from '../views/deciding/panel-call.ts';
import { withJudgement, withRatings } from '../views/own-panel.ts';
import { resultReaders, showRoundResult } from '../views/round-result.ts';
import type { Route } from '../web/route.ts';

const read = { method: 'GET', access: resultReaders } as const;

/** A round's result, its criteria, the panel discussion and the decision. */
export const resultRoutes: readonly Route[] = [
  withRatings({ ...read, path: '/rounds/{roundId}/result', handle: showRoundResult }),
  withRatings({ ...read, path: '/rounds/{roundId}/criteria/{criterionId}', handle: showCriterion }),
  { ...read, path: '/rounds/{roundId}/panel', handle: showPanel },
  ...panelCallForm,
  ...findingForm.map(withJudgement),
  ...decideForm.map(withJudgement),
  {
    method: 'POST',
    path: '/rounds/{roundId}/decide/letter',
    access: letterOperations.previewLetter.roles,
    handle: previewLetter,
  },
  { ...read, path: '/rounds/{roundId}/decision', handle: showDecision },
  { ...read, path: '/rounds/{roundId}/letter', handle: showLetter },
  ...letterForms,
  ...afterDecisionForms,
];
