import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import type { Door } from '../../../shared/domain/reviews/review.ts';
import type { LastUpload } from '../../reviews/review-file.ts';
import type { Caller, Perform } from '../../use-case/use-case.ts';
import type { Frame, Viewer } from '../web/answer.ts';
import type { Posted } from '../web/posted.ts';
import type { Answer, Site } from '../web/visit.ts';

/** What reviewers’ pages need from outside: no emails, and no secret of an issuer’s. */
export type ReviewerSite = Pick<
  Site,
  'db' | 'now' | 'pages' | 'origin' | 'issuerName' | 'contactAddress' | 'log'
>;

/** Where the frame of reviewers’ pages leads. */
export const reviewersFrame: Frame = {
  home: '/my-reviews',
  signOut: '/my-reviews/sign-out',
  help: '/my-reviews/help',
};

/** One request of somebody’s for a page of reviewers’. */
export interface ReviewerVisit extends Viewer, Posted {
  readonly site: ReviewerSite;
  readonly person: Caller | null;
  /** Has one of a reviewer’s own operations carried out. */
  readonly perform: Perform<typeof reviewOperations>;
  /** The same by one of the doors: what is submitted says by which it came, and a draft what a file of it said last. */
  readonly performBy: (door: Door, upload?: LastUpload) => Perform<typeof reviewOperations>;
  /** What the path's placeholders caught. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The path asked for, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The network address that it came from. */
  readonly caller: string;
  readonly cookies: readonly string[];
}

/** The same of somebody who has signed in. */
export interface SignedInVisit extends ReviewerVisit {
  readonly person: Caller;
  readonly session: { readonly id: string };
}

/** One route of reviewers’ pages: for whoever has signed in as a reviewer, or for everybody. */
export type ReviewerRoute = {
  readonly method: 'GET' | 'POST';
  /** With placeholders: `/my-reviews/{roundId}`. The first route that matches is taken. */
  readonly path: string;
  /** The door that it is a part of: it is shown while the Centre has that open. */
  readonly door?: Door;
} & (
  | {
      readonly access: 'reviewer';
      readonly handle: (visit: SignedInVisit) => Promise<Answer>;
      /** Shows what a form of this site holds that was opened before signing in (again). It saves nothing. */
      readonly again?: (visit: SignedInVisit) => Promise<Answer>;
    }
  | { readonly access: 'public'; readonly handle: (visit: ReviewerVisit) => Promise<Answer> }
);
