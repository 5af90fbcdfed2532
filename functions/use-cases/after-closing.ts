import type { staffOperations } from '../../shared/contract/operations.ts';
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
): Pick<
  Implementations<typeof staffOperations>,
  | keyof ReturnType<typeof findings>
  | 'compareRounds'
  | keyof ReturnType<typeof deciding>
  | keyof ReturnType<typeof letters>
  | 'getRegister'
  | keyof ReturnType<typeof records>
  | keyof ReturnType<typeof exports>
  | 'getResultFile'
> => ({
  ...findings(services),
  compareRounds: compareRounds(services),
  ...deciding(services),
  ...letters(services),
  getRegister: getRegister(services),
  ...records(services),
  ...exports(services),
  getResultFile: getResultFile(services),
});
