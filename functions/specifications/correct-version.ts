import type { correctingOperations } from '../../shared/contract/specifications/correcting-operations.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { notToCorrect } from './not-to-correct.ts';
import { specificationAsRead, specificationOvertaken } from './specification-as-read.ts';
import { correctSpecificationVersion, getSpecificationVersion } from './storage.ts';
import type { SpecificationVersionItem } from './stored-specification.ts';
import { versionContent } from './version-content.ts';

/** What a version said that is no list, where it says something else now. */
const wasOf = (before: SpecificationVersionItem['content'], after: typeof before): string =>
  (['title', 'areaOfPractice', 'credentialType', 'documentUrl', 'documentSha256'] as const)
    .flatMap((field) => (before[field] === after[field] ? [] : (before[field] ?? [])))
    .join(' · ');

/** How typing errors of a version are mended in place, as long as no round was created with it. */
export const correctingVersions = (services: Services): UseCases<typeof correctingOperations> => ({
  correctSpecificationVersion: ({ by, of: { specificationId, version: number }, what, expected }) =>
    retrying(async () => {
      const { db, digest } = services;
      const [read, version] = await Promise.all([
        specificationAsRead(services, specificationId, expected),
        getSpecificationVersion(db, specificationId, number),
      ]);
      if (!read.ok) return read;
      if (version === null) return fail(notFound);
      const because = notToCorrect(version, read.value.latestVersion);
      if (because !== null) return fail(problem('not-now', because, { rule: 'not-to-correct' }));
      const areas = await keptAreas(services, by.id, [what.areaOfPractice], '/areaOfPractice');
      if (!areas.ok) return areas;
      const said = await versionContent(db, what, areas.value.names[0]);
      if (!said.ok) return said;
      const content = said.value;
      const hash = digest(canonicalJson(content));
      const answer = { specificationId, version: number, content };
      if (hash === version.hash) return ok({ answer });
      const details = { version: number, hash, before: version.hash, was: wasOf(version.content, content) };
      const event = eventNow(services, by.id, 'specification-version-corrected', details);
      const corrected = { content, hash };
      const written = await correctSpecificationVersion(
        db,
        read.value,
        version,
        corrected,
        event,
        areas.value.writes,
      );
      if (written.ok) return ok({ answer });
      return written.error.has('specification') ? fail(specificationOvertaken(written.error)) : heldUp;
    }),
});
