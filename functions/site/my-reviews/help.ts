import { openDoors } from '../../reviews/open-doors.ts';
import { waysInWords } from '../../words/ways.ts';
import { page } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import { type ReviewerRoute, type ReviewerVisit, reviewersFrame } from './visit.ts';

/** `GET /my-reviews/help`: what a review asks of somebody, in which ways it is done, and whom to ask. */
async function showHelp(visit: ReviewerVisit): Promise<Answer> {
  const open = await openDoors(visit.site);
  return page(visit, 'my-reviews/help.njk', {
    ways: waysInWords(open),
    isChoice: open.length > 1,
    doors: Object.fromEntries(open.map((door) => [door, true])),
    contact: visit.site.contactAddress,
  });
}

/** Help for reviewers: everybody may read it, before they sign in too. */
export const helpRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path: reviewersFrame.help, access: 'public', handle: showHelp },
];
