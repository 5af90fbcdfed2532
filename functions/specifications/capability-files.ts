import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { Framework } from '../../shared/domain/specifications/framework.ts';
import type { AreaCapability } from '../../shared/domain/specifications/specification.ts';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { readCapabilityFile, writeCapabilityFile } from '../files/capability-file.ts';
import { mediaTypes } from '../files/media-types.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getSpecification, getSpecificationVersion } from './storage.ts';

/**
 * The capabilities of a specification’s latest version, and the edition against which that is measured; none where it has
 * no version yet, null where there is no such specification.
 */
async function latestCapabilities(
  { db }: Services,
  specificationId: string,
): Promise<{
  readonly capabilities: readonly AreaCapability[];
  readonly framework: Framework | null;
} | null> {
  const specification = await getSpecification(db, specificationId);
  if (specification === null) return null;
  const { latestVersion } = specification;
  const latest =
    latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
  return latest === null
    ? { capabilities: [], framework: null }
    : { capabilities: latest.content.capabilities, framework: await frameworkOf(db, latest.content) };
}

/** Area-specific capabilities from and to files that people edit in a spreadsheet. */
export const capabilityFiles = (services: Services) =>
  ({
    readCapabilityFile: async ({ of: { specificationId }, what: { content } }) => {
      const before = await latestCapabilities(services, specificationId);
      if (before === null) return fail(notFound);
      const read = await readCapabilityFile(Buffer.from(content, 'base64'), before.capabilities);
      if (read.ok)
        return ok({
          answer: {
            outcome: 'read',
            capabilities: read.value.map((one) => ({ ...one, alignsTo: [...one.alignsTo] })),
          },
        });
      const defects = read.error.map((defect) => ({ ...defect, sentence: rowDefectInWords(defect) }));
      return ok({ answer: { outcome: 'refused', defects } });
    },

    getCapabilityFile: async ({ of: { specificationId, format } }) => {
      const latest = await latestCapabilities(services, specificationId);
      if (latest === null) return fail(notFound);
      const file = await writeCapabilityFile(format, latest.capabilities, latest.framework);
      return ok({
        answer: {
          fileName: `capabilities-${specificationId}.${format}`,
          mediaType: mediaTypes[format],
          content: Buffer.from(file).toString('base64'),
        },
      });
    },
  }) satisfies Partial<UseCases<typeof specificationOperations>>;
