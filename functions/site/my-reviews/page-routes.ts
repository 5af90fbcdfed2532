import type { ReviewerRoute } from './visit.ts';

/** The page door: a section a page, then the check and the button that submits. Loaded with the first of them. */
export const pageRoutes: readonly ReviewerRoute[] = [
  ...['/my-reviews/{roundId}/sections/{sectionId}', '/my-reviews/{roundId}/overall'].flatMap(
    (path): readonly ReviewerRoute[] => [
      {
        method: 'GET',
        path,
        access: 'reviewer',
        door: 'page',
        handle: async (visit) => (await import('./section.ts')).showSection(visit),
      },
      {
        method: 'POST',
        path,
        access: 'reviewer',
        handle: async (visit) => (await import('./section.ts')).takeSection(visit),
        again: async (visit) => (await import('./section.ts')).showTyped(visit),
      },
    ],
  ),
  {
    method: 'GET',
    path: '/my-reviews/{roundId}/check',
    access: 'reviewer',
    door: 'page',
    handle: async (visit) => (await import('./check.ts')).showCheck(visit),
  },
  {
    method: 'POST',
    path: '/my-reviews/{roundId}/check',
    access: 'reviewer',
    handle: async (visit) => (await import('./check.ts')).submitOnce(visit),
  },
];
