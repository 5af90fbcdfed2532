import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { specificationAsRead, specificationOvertaken } from './specification-as-read.ts';
import { addSpecificationVersion, getSpecificationVersion } from './storage.ts';
import { tellReviewers } from './tell-reviewers.ts';
import { versionContent } from './version-content.ts';

/** How a specification comes to its next version. */
export const addingVersions = (services: Services) =>
  ({
    addSpecificationVersion: ({ by, of: { specificationId }, what, expected }) =>
      retrying(async () => {
        const { db, digest } = services;
        const read = await specificationAsRead(services, specificationId, expected);
        if (!read.ok) return read;
        const areas = await keptAreas(services, by.id, [what.areaOfPractice], '/areaOfPractice');
        if (!areas.ok) return areas;
        const said = await versionContent(db, what, areas.value.names[0]);
        if (!said.ok) return said;
        const content = said.value;
        const hash = digest(canonicalJson(content));
        const { latestVersion } = read.value;
        const latest =
          latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
        if (latest?.hash === hash)
          return ok({ answer: { specificationId, version: latestVersion, content } });
        const version = latestVersion + 1;
        const event = eventNow(services, by.id, 'specification-version-added', { version, hash });
        const added = { content, hash };
        const { roundIds, writes } = await tellReviewers(db, specificationId, { version, content }, event);
        const besides = [...areas.value.writes, ...writes];
        const written = await addSpecificationVersion(db, read.value, added, event, besides, roundIds);
        if (written.ok) return ok({ answer: { specificationId, version, content } });
        return written.error.has('specification') ? fail(specificationOvertaken(written.error)) : heldUp;
      }),
  }) satisfies Partial<UseCases<typeof specificationOperations>>;
