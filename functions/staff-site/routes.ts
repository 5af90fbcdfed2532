import { criteriaSetRoutes } from './routes/criteria-sets.ts';
import { frameRoutes } from './routes/frame.ts';
import { noticeRoutes } from './routes/notices.ts';
import { peopleRoutes } from './routes/people.ts';
import { recordRoutes } from './routes/records.ts';
import { registerRoutes } from './routes/register.ts';
import { resultRoutes } from './routes/results.ts';
import { roundRoutes } from './routes/rounds.ts';
import { settingRoutes } from './routes/settings.ts';
import { specificationRoutes } from './routes/specifications.ts';
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
