import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { AreaCapability } from '../../shared/domain/specifications/specification.ts';
import {
  capabilityColumns,
  capabilityRows,
  readCapabilityRows,
} from '../../shared/domain/tables/capability-rows.ts';
import { type RowDefect, rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { csvOfRows } from '../tables/csv.ts';
import { mediaTypes, readTableAs, type TableFormat } from '../tables/read-table.ts';
import { xlsxToEdit } from '../tables/xlsx.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getSpecification, getSpecificationVersion } from './storage.ts';

/** The name of the one sheet. */
const sheetName = 'Capabilities';

/** In characters. */
const widths: Readonly<Record<(typeof capabilityColumns)[number], number>> = {
  Id: 28,
  Capability: 80,
  'Aligns to': 24,
};

/**
 * Reads area-specific capabilities from a file, or says everything that is wrong with it. Those of the
 * version before keep their ids.
 */
export const readCapabilityFile = (
  format: TableFormat,
  bytes: Uint8Array,
  before: readonly AreaCapability[],
): Promise<Result<readonly AreaCapability[], readonly RowDefect[]>> =>
  readTableAs(format, bytes, sheetName, (table) => readCapabilityRows(table, before));

/** The capabilities of a specification’s latest version; none where it has none yet, null where there is no such specification. */
async function latestCapabilities(
  { db }: Services,
  specificationId: string,
): Promise<readonly AreaCapability[] | null> {
  const specification = await getSpecification(db, specificationId);
  if (specification === null) return null;
  const { latestVersion } = specification;
  const latest =
    latestVersion === 0 ? null : await getSpecificationVersion(db, specificationId, latestVersion);
  return latest?.content.capabilities ?? [];
}

/** Area-specific capabilities from and to files that people edit in a spreadsheet. */
export const capabilityFiles = (
  services: Services,
): Pick<UseCases<typeof staffOperations>, 'readCapabilityFile' | 'getCapabilityFile'> => ({
  readCapabilityFile: async ({ of: { specificationId }, what: { format, content } }) => {
    const before = await latestCapabilities(services, specificationId);
    if (before === null) return fail(notFound);
    const read = await readCapabilityFile(format, Buffer.from(content, 'base64'), before);
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
    const capabilities = await latestCapabilities(services, specificationId);
    if (capabilities === null) return fail(notFound);
    const rows = capabilityRows(capabilities, format);
    const file =
      format === 'csv'
        ? csvOfRows(rows)
        : xlsxToEdit({ name: sheetName, rows, widths: capabilityColumns.map((column) => widths[column]) });
    return ok({
      answer: {
        fileName: `capabilities-${specificationId}.${format}`,
        mediaType: mediaTypes[format],
        content: Buffer.from(file).toString('base64'),
      },
    });
  },
});
