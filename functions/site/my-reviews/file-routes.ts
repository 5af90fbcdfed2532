import { takenOnce } from '../web/pressed.ts';
import type { ReviewerRoute } from './visit.ts';

// Few requests are about files: a cold start goes without what reads and writes them.
const file = () => import('./file.ts');

/** The review as an Excel file: fetched, given back, looked at, saved. A copy of what was submitted is no way of reviewing. */
export const fileRoutes: readonly ReviewerRoute[] = [
  {
    method: 'GET',
    path: '/my-reviews/{roundId}/review.xlsx',
    access: 'reviewer',
    door: 'file',
    handle: async (visit) => (await file()).sendFile(visit),
  },
  {
    method: 'GET',
    path: '/my-reviews/{roundId}/submitted.xlsx',
    access: 'reviewer',
    handle: async (visit) => (await file()).sendCopy(visit),
  },
  {
    method: 'GET',
    path: '/my-reviews/{roundId}/file',
    access: 'reviewer',
    door: 'file',
    handle: async (visit) => (await file()).showFile(visit),
  },
  {
    method: 'POST',
    path: '/my-reviews/{roundId}/file',
    access: 'reviewer',
    handle: (visit) => takenOnce(visit, async () => (await file()).takeFile(visit)),
  },
];
