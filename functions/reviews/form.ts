import type { Answer } from '../../shared/contract/operation.ts';
import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { ok, type Result } from '../../shared/domain/basics/result.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import { frameworkView } from '../frameworks/view.ts';
import { newerVersion } from '../specifications/newer-version.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import type { Problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { assignmentView, checkDeclared, type Desk } from './desk.ts';

type Form = Answer<(typeof reviewOperations)['getForm']>;

/** What a reviewer is asked to score, and against which criteria, once they have declared their interests. */
export async function formOf(
  { db, now }: Pick<Services, 'db' | 'now'>,
  desk: Desk,
): Promise<Result<Form, Problem<'declaration-needed' | 'interest-unresolved' | 'not-now'>>> {
  const declared = checkDeclared(desk);
  if (!declared.ok) return declared;
  const { round } = desk;
  const [set, version] = await Promise.all([
    judgingSetOf(db, round),
    getSpecificationVersion(db, round.specificationId, round.specificationVersion),
  ]);
  if (version === null) throw new Error(`Round ${round.id} has lost its specification version`);
  const framework = await frameworkOf(db, version.content);
  return ok({
    assignment: assignmentView(desk, now()),
    specification: version.content,
    framework: framework && frameworkView(framework),
    criteriaSetVersion: set.version,
    criteriaSetHash: set.hash,
    criteriaSet: set.content,
    newerVersion: await newerVersion(db, round),
  });
}
