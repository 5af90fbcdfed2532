import { assignmentFormRoutes } from './assignment-forms.ts';
import { fileRoutes } from './file-routes.ts';
import { helpRoutes } from './help.ts';
import { invitationRoutes } from './invitation.ts';
import { listRoutes } from './list.ts';
import { pageRoutes } from './page-routes.ts';
import { receiptRoutes } from './receipts.ts';
import { reviewRoutes } from './review.ts';
import { reviewerSignInRoutes } from './sign-in.ts';
import type { ReviewerRoute } from './visit.ts';

/** What reviewers’ pages answer; of two that match an address, the first is taken. */
export const reviewerRoutes: readonly ReviewerRoute[] = [
  ...reviewerSignInRoutes,
  ...listRoutes,
  // Before what could take their addresses for a round’s.
  ...helpRoutes,
  ...receiptRoutes,
  ...reviewRoutes,
  {
    method: 'GET',
    path: '/my-reviews/{roundId}/newer-version',
    access: 'reviewer',
    handle: async (visit) => (await import('./newer-version.ts')).showNewerVersion(visit),
  },
  ...assignmentFormRoutes,
  ...pageRoutes,
  ...fileRoutes,
  ...invitationRoutes,
];
