import type { Role } from '../../../shared/contract/operation.ts';
import { specificationOperations } from '../../../shared/contract/specifications/operations.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { searchOf } from '../web/search.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** Who sees specifications. */
export const readers: readonly Role[] = specificationOperations.listSpecifications.roles;

/** What specifications can be looked for by. */
export const specificationSearch = { area: 'Area of practice', startsWith: 'Title starts with' };

/** `GET /specifications`: by title, all or those of an area. */
export async function listSpecificationsPage(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listSpecifications');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'specifications/list.njk', {
    specifications: list.items.map(({ specificationId, title, areaOfPractice, latestVersion }) => ({
      href: `/specifications/${specificationId}`,
      title,
      areaOfPractice,
      latest: latestVersion === 0 ? 'None yet' : String(latestVersion),
    })),
    search: searchOf(visit, specificationSearch),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}
