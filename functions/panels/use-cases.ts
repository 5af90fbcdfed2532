import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { memberView } from '../rounds/view.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addReviewer } from './add-reviewer.ts';
import { addReviewers } from './add-reviewers.ts';
import { callPanel } from './call-panel.ts';
import { changeReviewerDue } from './change-due.ts';
import { getPanelPaper } from './paper.ts';
import { remindReviewer } from './remind-reviewer.ts';
import { reopenReview } from './reopen-review.ts';
import { resolveInterest } from './resolve-interest.ts';
import { getAssignment } from './storage.ts';
import { recuseReviewer, removeReviewer, replaceReviewer } from './take-off.ts';

/** Who is on a round’s panel, and the panel’s discussion. */
export const panels = (services: Services): UseCases<typeof panelOperations> => ({
  getPanelMember: async ({ of: { roundId, personId } }) => {
    const [assignment, { namesOnCriterionPages: withPlaces }] = await Promise.all([
      getAssignment(services.db, roundId, personId),
      getSettings(services.db),
    ]);
    return assignment === null
      ? fail(notFound)
      : ok({ answer: memberView(assignment, withPlaces), version: assignment.version });
  },
  addReviewer: addReviewer(services),
  addReviewers: addReviewers(services),
  recuseReviewer: recuseReviewer(services),
  removeReviewer: removeReviewer(services),
  replaceReviewer: replaceReviewer(services),
  remindReviewer: remindReviewer(services),
  changeReviewerDue: changeReviewerDue(services),
  resolveInterest: resolveInterest(services),
  reopenReview: reopenReview(services),
  getPanelPaper: getPanelPaper(services),
  callPanel: callPanel(services),
});
