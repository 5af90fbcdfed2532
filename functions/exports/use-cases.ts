import type { exportOperations } from '../../shared/contract/exports/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { everything } from './everything.ts';
import { roundExports } from './round-export.ts';

/** What leaves as files: rounds that anybody can check, and everything about a round or a person. */
export const exports = (services: Services): UseCases<typeof exportOperations> => ({
  ...roundExports(services),
  ...everything(services),
});
