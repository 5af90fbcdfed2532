import type { Role } from '../../../../shared/contract/operation.ts';
import { staffOperations } from '../../../../shared/contract/staff-operations.ts';
import { specifications } from '../../../use-cases/specifications.ts';
import { notFoundPage, page } from '../../web/answer.ts';
import { pagingOf } from '../../web/paging.ts';
import { readFor } from '../../web/read.ts';
import type { Answer, Visit } from '../../web/visit.ts';

/** Who sees specifications. */
export const readers: readonly Role[] = staffOperations.listSpecifications.roles;

/** `GET /specifications`: all of them, by title. */
export async function listSpecificationsPage(visit: Visit): Promise<Answer> {
  const list = await readFor(
    visit,
    staffOperations.listSpecifications,
    (services) => specifications(services).listSpecifications,
  );
  if (list === null) return notFoundPage(visit);
  return page(visit, 'specifications/list.njk', {
    specifications: list.items.map(({ specificationId, title, areaOfPractice, latestVersion }) => ({
      href: `/specifications/${specificationId}`,
      title,
      areaOfPractice,
      latest: latestVersion === 0 ? 'None yet' : String(latestVersion),
    })),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}
