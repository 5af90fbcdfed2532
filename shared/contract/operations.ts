import { apartOperations } from './apart-operations.ts';
import { criteriaSetFileOperations } from './criteria-sets/operations.ts';
import { publicOperations } from './public-operations.ts';
import { reviewOperations } from './reviews/operations.ts';
import { staffOperations } from './staff-operations.ts';

/** Every operation of the API by its id. */
export const operations = {
  ...publicOperations,
  ...reviewOperations,
  ...staffOperations,
  ...apartOperations,
  ...criteriaSetFileOperations,
};
