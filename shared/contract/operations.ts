import { centreOperations } from './centre/operations.ts';
import { concernOperations } from './concerns/operations.ts';
import { criteriaSetFileOperations, criteriaSetOperations } from './criteria-sets/operations.ts';
import { decisionOperations } from './decisions/operations.ts';
import { developerOperations } from './developers/operations.ts';
import { exportOperations } from './exports/operations.ts';
import { findingOperations } from './findings/operations.ts';
import { letterOperations } from './letters/operations.ts';
import { noticeOperations } from './notices/operations.ts';
import { panelOperations } from './panels/operations.ts';
import { personOperations } from './people/operations.ts';
import { publicOperations } from './public-operations.ts';
import { registerOperations } from './register/operations.ts';
import { resultOperations } from './results/operations.ts';
import { reviewOperations } from './reviews/operations.ts';
import { roundOperations } from './rounds/operations.ts';
import { specificationOperations } from './specifications/operations.ts';

/** What the function staff-api serves: everything but what reviewers do, and criteria sets as files. */
export const staffOperations = {
  ...criteriaSetOperations,
  ...specificationOperations,
  ...roundOperations,
  ...panelOperations,
  ...resultOperations,
  ...findingOperations,
  ...concernOperations,
  ...decisionOperations,
  ...letterOperations,
  ...developerOperations,
  ...registerOperations,
  ...exportOperations,
  ...personOperations,
  ...noticeOperations,
  ...centreOperations,
};

/** Every operation of the API by its id. */
export const operations = {
  ...publicOperations,
  ...reviewOperations,
  ...staffOperations,
  ...criteriaSetFileOperations,
};
