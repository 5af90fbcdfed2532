import { criteriaSetRoutes } from './criteria-sets/routes.ts';
import { recordRoutes } from './exports/routes.ts';
import { frameRoutes } from './frame-routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { registerRoutes } from './register/routes.ts';
import { resultRoutes } from './results/routes.ts';
import { roundRoutes } from './rounds/routes.ts';
import { settingRoutes } from './settings/routes.ts';
import { specificationRoutes } from './specifications/routes.ts';
import { matchPath } from './web/match-path.ts';
import type { Route } from './web/route.ts';

/** Every route of the site. */
export const routes: readonly Route[] = [
  ...frameRoutes,
  ...specificationRoutes,
  ...criteriaSetRoutes,
  ...roundRoutes,
  ...resultRoutes,
  ...peopleRoutes,
  ...registerRoutes,
  ...noticeRoutes,
  ...recordRoutes,
  ...settingRoutes,
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
