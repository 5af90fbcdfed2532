import type { Result } from '../../shared/domain/basics/result.ts';
import type { Framework } from '../../shared/domain/specifications/framework.ts';
import type { AreaCapability } from '../../shared/domain/specifications/specification.ts';
import { capabilityRows, readCapabilityRows } from '../../shared/domain/tables/capability-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { readKeptSheets } from './kept-criteria-file.ts';
import type { TableFormat } from './media-types.ts';
import { writeTable } from './write-table.ts';

/** The name of the one sheet. */
const sheetName = 'Capabilities';

/** In characters. */
const widths = [28, 80, 24, 60];

/** Writes area-specific capabilities as a file, with the titles of an edition. `readCapabilityFile` makes the same of it again. */
export const writeCapabilityFile = (
  format: TableFormat,
  capabilities: readonly AreaCapability[],
  framework: Framework | null,
): Promise<Uint8Array> =>
  writeTable(format, { name: sheetName, rows: capabilityRows(capabilities, framework, format), widths });

/**
 * Reads area-specific capabilities from a CSV or XLSX file as people keep it, or says everything that is wrong with it.
 * Those of the version before keep their ids.
 */
export async function readCapabilityFile(
  bytes: Uint8Array,
  before: readonly AreaCapability[],
): Promise<Result<readonly AreaCapability[], readonly RowDefect[]>> {
  const sheets = await readKeptSheets(bytes);
  return sheets.ok ? readCapabilityRows(sheets.value, before) : sheets;
}
