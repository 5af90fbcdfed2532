import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { Unmet } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { notFound, type Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { getSpecification } from './storage.ts';
import { type SpecificationItem, specificationItem } from './stored-specification.ts';
import { specificationView } from './views.ts';

/** The specification as it stands, unless somebody has changed it, or its companions, since it was read. */
export async function specificationAsRead(
  { db }: Services,
  specificationId: string,
  expected: number,
): Promise<Result<SpecificationItem, Problem<'not-found' | 'stale'>>> {
  const specification = await getSpecification(db, specificationId);
  return specification?.editVersion === expected ? ok(specification) : fail(overtakenBy(specification));
}

const overtakenBy = (now: SpecificationItem | null): Problem<'not-found' | 'stale'> =>
  now === null ? notFound : stale('specification', now.editVersion, specificationView(now));

/** Why a specification was not changed, where the condition `specification` did not hold. */
export const specificationOvertaken = (unmet: Unmet): Problem<'not-found' | 'stale'> =>
  overtakenBy(standing(unmet, 'specification', specificationItem));
