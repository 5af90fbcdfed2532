import type { decidingOperations } from '../../shared/contract/deciding-operations.ts';
import type { recordOperations } from '../../shared/contract/record-operations.ts';
import type { Implementations } from '../http/api.ts';
import { compareRounds } from './comparison.ts';
import { deciding } from './deciding.ts';
import { exports } from './exports.ts';
import { findings } from './findings.ts';
import { letters } from './letters.ts';
import { records } from './records.ts';
import { getRegister } from './register.ts';
import { getResultFile } from './result-file.ts';
import type { Services } from './services.ts';

/** What follows the closing of a round: panel discussion, decision, register and records. */
export const afterClosing = (
  services: Services,
): Implementations<typeof decidingOperations & typeof recordOperations> => ({
  ...findings(services),
  compareRounds: compareRounds(services),
  ...deciding(services),
  ...letters(services),
  getRegister: getRegister(services),
  ...records(services),
  ...exports(services),
  getResultFile: getResultFile(services),
});
