import { listRoutes } from './list.ts';
import { reviewerSignInRoutes } from './sign-in.ts';
import type { ReviewerRoute } from './visit.ts';

/** Every route of reviewers’ pages. */
export const reviewerRoutes: readonly ReviewerRoute[] = [...reviewerSignInRoutes, ...listRoutes];
