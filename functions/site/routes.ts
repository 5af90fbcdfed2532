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
import type { Route } from './web/route.ts';
import { type Found, findAmong } from './web/serving.ts';

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

/** The first route for a request; null where there is none. */
export const findRoute = (method: string, path: string): Found<Route> | null =>
  findAmong(routes, method, path);
