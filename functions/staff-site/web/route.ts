import type { Role } from '../../../shared/contract/operation.ts';
import type { Answer, Visit } from './visit.ts';

/** One route of the site. API Gateway sends all of them here. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With placeholders: `/rounds/{roundId}/result`. The first route that matches is taken. */
  readonly path: string;
  /** Who gets it: people with any of these roles, everybody, or everybody without a look at who asks (files). */
  readonly access: readonly Role[] | 'public' | 'file';
  readonly handle: (visit: Visit) => Promise<Answer>;
}
