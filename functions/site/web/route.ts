import type { Role } from '../../../shared/contract/operation.ts';
import type { Foreseen } from '../../use-case/foreseen.ts';
import type { Answer, Visit } from './visit.ts';

/** One route of the site. API Gateway sends all of them here. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With placeholders: `/rounds/{roundId}/result`. The first route that matches is taken. */
  readonly path: string;
  /** Who gets it: people with any of these roles, everybody, or everybody without a look at who asks (files). */
  readonly access: readonly Role[] | 'public' | 'file';
  /** Whether its address alone entitles to it, so that a POST may come from outside the site: from a mail program. */
  readonly takesForeignForms?: true;
  /** What it reads, so that it is read together with who asks. */
  readonly foreseen?: Foreseen;
  readonly handle: (visit: Visit) => Promise<Answer>;
}
