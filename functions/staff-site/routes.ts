import type { Role } from '../../shared/contract/operation.ts';
import { finishSignIn, signOut, startSignIn } from './sign-in/sign-in.ts';
import { resultReaders, showRoundResult } from './views/round-result.ts';
import { showStart } from './views/start.ts';
import { sendAsset } from './web/assets.ts';
import { matchPath } from './web/match-path.ts';
import type { Answer, Visit } from './web/visit.ts';

/** One route of the site. API Gateway sends all of them here. */
interface Route {
  readonly method: 'GET' | 'POST';
  /** With placeholders: `/rounds/{roundId}/result`. */
  readonly path: string;
  /** Who gets it: people with any of these roles, everybody, or everybody without a look at who asks (files). */
  readonly access: readonly Role[] | 'public' | 'file';
  readonly handle: (visit: Visit) => Promise<Answer>;
}

/** Every route of the site. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handle: showStart },
  { method: 'GET', path: '/rounds/{roundId}/result', access: resultReaders, handle: showRoundResult },
  { method: 'GET', path: '/sign-in', access: 'public', handle: startSignIn },
  { method: 'GET', path: '/auth/callback', access: 'public', handle: finishSignIn },
  { method: 'POST', path: '/sign-out', access: 'public', handle: signOut },
  { method: 'GET', path: '/assets/{path+}', access: 'file', handle: sendAsset },
];

/** A route and what its placeholders caught. */
export interface FoundRoute {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The first route for a request; null where there is none. */
export function findRoute(method: string, path: string): FoundRoute | null {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, path) : null;
    if (parameters !== null) return { route, parameters };
  }
  return null;
}
