import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isMeasured } from '../../shared/domain/specifications/framework.ts';
import { framework2017 } from '../../shared/domain/specifications/framework-2017.ts';
import type { SpecificationVersion } from '../../shared/domain/specifications/specification.ts';
import { getFramework } from '../frameworks/storage.ts';
import type { Database } from '../table/database.ts';
import { invalidBody, type Problem } from '../use-case/problem.ts';

/** What a version says, as it is kept: its edition of the framework stands in it where it is measured against another than that of 2017. */
export function withoutUsualEdition<V extends SpecificationVersion>({ framework, ...said }: V) {
  const isOther =
    isMeasured(said.credentialType) && framework !== undefined && framework !== framework2017.frameworkId;
  return { ...said, ...(isOther && { framework }) };
}

/** The same with its area as the Centre spells it, or that there is no such edition. */
export async function versionContent<V extends SpecificationVersion>(
  db: Database,
  what: V,
  areaOfPractice = what.areaOfPractice,
): Promise<Result<ReturnType<typeof withoutUsualEdition<V>>, Problem<'invalid-body'>>> {
  const content = { ...withoutUsualEdition(what), areaOfPractice };
  const { framework } = content;
  return framework === undefined || (await getFramework(db, framework)) !== null
    ? ok(content)
    : fail(noSuchEdition);
}

const noSuchEdition = invalidBody([
  {
    pointer: '/framework',
    code: 'not-usable',
    detail: 'There is no such edition of the framework. Choose one, or import it first.',
  },
]);
