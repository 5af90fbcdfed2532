import { frameRoutes } from './frame-routes.ts';
import type { Route } from './web/route.ts';
import { type Found, findAmong } from './web/serving.ts';

type Load = () => Promise<readonly Route[]>;

const rounds: Load = async () => (await import('./rounds/routes.ts')).roundRoutes;
const results: Load = async () => (await import('./results/routes.ts')).resultRoutes;
const people: Load = async () => (await import('./people/routes.ts')).peopleRoutes;
const notices: Load = async () => (await import('./notices/routes.ts')).noticeRoutes;
const reviewerIssuer: Load = async () => (await import('./sign-in/for-reviewers.ts')).reviewerIssuerRoutes;
const past: Load = async () => (await import('./past-rounds/routes.ts')).pastRoundRoutes;
const meetings: Load = async () => (await import('./oversight/routes.ts')).oversightRoutes;
const records: Load = async () => (await import('./exports/routes.ts')).recordRoutes;

/** Where the routes are by the first part of their addresses: they are loaded when a page there is asked for. */
const things: Readonly<Record<string, readonly Load[]>> = {
  specifications: [async () => (await import('./specifications/routes.ts')).specificationRoutes, rounds],
  'criteria-sets': [async () => (await import('./criteria-sets/routes.ts')).criteriaSetRoutes],
  frameworks: [async () => (await import('./frameworks/routes.ts')).frameworkRoutes],
  priorities: [async () => (await import('./priorities/routes.ts')).priorityRoutes],
  pipeline: [async () => (await import('./pipeline/routes.ts')).pipelineRoutes],
  proposals: [async () => (await import('./proposals/routes.ts')).proposalRoutes],
  meetings: [meetings],
  rounds: [
    rounds,
    results,
    records,
    meetings,
    async () => (await import('./developer/staff.ts')).staffDeveloperRoutes,
  ],
  people: [people, records],
  'earlier-rounds': [past],
  'earlier-endorsements': [past],
  register: [async () => (await import('./register/routes.ts')).registerRoutes],
  notices: [notices],
  emails: [notices],
  'your-emails': [notices],
  developer: [async () => (await import('./developer/page.ts')).developerRoutes],
  events: [records],
  insight: [async () => (await import('./insight/routes.ts')).insightRoutes],
  'sign-in': [reviewerIssuer],
  auth: [reviewerIssuer],
  records: [async () => (await import('./records/routes.ts')).recordRoutes],
  search: [async () => (await import('./search/search.ts')).searchRoutes],
  settings: [
    async () => (await import('./settings/routes.ts')).settingRoutes,
    async () => (await import('./email-texts/routes.ts')).emailTextRoutes,
  ],
};

const loaded = async (loads: Iterable<Load>): Promise<readonly Route[]> =>
  (await Promise.all([...loads].map((load) => load()))).flat();

/** The first route for a request; null where there is none. */
export async function findRoute(method: string, path: string): Promise<Found<Route> | null> {
  const [, first = ''] = path.split('/');
  const loads = Object.hasOwn(things, first) ? things[first] : [];
  return findAmong(frameRoutes, method, path) ?? findAmong(await loaded(loads ?? []), method, path);
}

/** Every route of the site. */
export const allRoutes = async (): Promise<readonly Route[]> => [
  ...new Set([...frameRoutes, ...(await loaded(new Set(Object.values(things).flat())))]),
];
