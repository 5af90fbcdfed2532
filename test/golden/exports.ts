import { join } from 'node:path';
import { makeRoundExport, type RoundExport } from '../../shared/domain/exports/round-export.ts';
import { sha256 } from '../support/sample-record.ts';
import { goldenRecords } from './records.ts';

/** The kinds of outcome that there is a golden export of. */
export const goldenNames: readonly string[] = Object.keys(goldenRecords);

/** The file of a golden export, which was made once and is never changed. */
export const goldenFile = (name: string): string => join(import.meta.dirname, 'exports', `${name}.json`);

/** What today's code exports of the same round. */
export function goldenExport(name: string): RoundExport {
  const record = goldenRecords[name];
  if (record === undefined) throw new Error(`There is no golden record ${name}.`);
  return JSON.parse(JSON.stringify(makeRoundExport(record, sha256))) as RoundExport;
}
