import { letterOperations } from '../../../shared/contract/letters/operations.ts';
import { foreseenResult } from '../../results/foreseen.ts';
import { afterDecisionForms } from '../decisions/after-decision.ts';
import { conditionForms } from '../decisions/condition-forms.ts';
import { decideForm } from '../decisions/decide.ts';
import { showDecision } from '../decisions/decision.ts';
import { findingsForm } from '../findings/findings.ts';
import { letterForms, previewLetter, showLetter } from '../letters/letter.ts';
import { letterPassageForm } from '../letters/passages.ts';
import { withJudgement, withRatings } from '../panels/own-panel.ts';
import { showPanel } from '../panels/panel.ts';
import { downloadPanel, panelCallForm } from '../panels/panel-call.ts';
import type { Route } from '../web/route.ts';
import { showCriterion } from './criterion.ts';
import { resultReaders, showRoundResult } from './round-result.ts';

const read = { method: 'GET', access: resultReaders } as const;

/** A round's result, its criteria, the panel discussion and the decision. */
export const resultRoutes: readonly Route[] = [
  withRatings({
    ...read,
    path: '/rounds/{roundId}/result',
    foreseen: foreseenResult,
    handle: showRoundResult,
  }),
  withRatings({ ...read, path: '/rounds/{roundId}/criteria/{criterionId}', handle: showCriterion }),
  { ...read, path: '/rounds/{roundId}/panel', handle: showPanel },
  { ...read, path: '/rounds/{roundId}/panel.ics', handle: downloadPanel },
  ...panelCallForm,
  ...findingsForm.map(withJudgement),
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
  ...letterPassageForm.map(withJudgement),
  ...conditionForms,
  ...afterDecisionForms,
];
