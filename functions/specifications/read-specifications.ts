import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import { frameworkView } from '../frameworks/view.ts';
import { pageSize } from '../use-case/page-size.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { notToCorrect } from './not-to-correct.ts';
import { nowhere, standingsOf } from './standing.ts';
import { getSpecification, getSpecificationVersion, listSpecificationsPage } from './storage.ts';
import { specificationEntryOf, specificationView } from './views.ts';

/** Which specifications there are, and what they say. */
export const readingSpecifications = ({ db }: Services) =>
  ({
    listSpecifications: async ({ of: { cursor, ...filter } }) => {
      const { entries, next } = await listSpecificationsPage(db, filter, { limit: pageSize, cursor });
      const standings = await standingsOf(
        db,
        entries.map(({ id }) => id),
      );
      const items = entries.map((entry) => specificationEntryOf(entry, standings.get(entry.id) ?? nowhere));
      return ok({ answer: { items, next } });
    },

    getSpecification: async ({ of: { specificationId } }) => {
      const specification = await getSpecification(db, specificationId);
      return specification === null
        ? fail(notFound)
        : ok({ answer: specificationView(specification), version: specification.editVersion });
    },

    getSpecificationVersion: async ({ of: { specificationId, version } }) => {
      const [specification, item, before] = await Promise.all([
        getSpecification(db, specificationId),
        getSpecificationVersion(db, specificationId, version),
        version === 1 ? null : getSpecificationVersion(db, specificationId, version - 1),
      ]);
      if (specification === null || item === null) return fail(notFound);
      const { content, createdAt } = item;
      const framework = await frameworkOf(db, content);
      const changes = before && diffSpecificationVersions(before.content, content, framework);
      return ok({
        answer: {
          specificationId,
          version,
          content,
          createdAt,
          changes: changes?.map((change) => ({ ...change })) ?? null,
          mayBeCorrected: notToCorrect(item, specification.latestVersion) === null,
          framework: framework && frameworkView(framework),
        },
      });
    },
  }) satisfies Partial<UseCases<typeof specificationOperations>>;
