import type { Result } from '../../shared/domain/basics/result.ts';
import type { AreaCapability } from '../../shared/domain/specifications/specification.ts';
import {
  capabilityColumns,
  capabilityRows,
  readCapabilityRows,
} from '../../shared/domain/tables/capability-rows.ts';
import type { RowDefect } from '../../shared/domain/tables/row-defect.ts';
import { csvOfRows } from './csv.ts';
import { readTableAs, type TableFormat } from './read-table.ts';
import { xlsxToEdit } from './xlsx.ts';

/** The name of the one sheet. */
const sheetName = 'Capabilities';

/** In characters. */
const widths: Readonly<Record<(typeof capabilityColumns)[number], number>> = {
  Id: 28,
  Capability: 80,
  'Aligns to': 24,
};

/** Writes area-specific capabilities as a file. `readCapabilityFile` makes the same of it again. */
export function writeCapabilityFile(
  format: TableFormat,
  capabilities: readonly AreaCapability[],
): Uint8Array {
  const rows = capabilityRows(capabilities, format);
  return format === 'csv'
    ? csvOfRows(rows)
    : xlsxToEdit({ name: sheetName, rows, widths: capabilityColumns.map((column) => widths[column]) });
}

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
