import { centreOperations } from './centre/operations.ts';
import { concernOperations } from './concerns/operations.ts';
import { criteriaSetOperations } from './criteria-sets/operations.ts';
import { decisionOperations } from './decisions/operations.ts';
import { developerOperations } from './developers/operations.ts';
import { exportOperations } from './exports/operations.ts';
import { findingOperations } from './findings/operations.ts';
import { letterOperations } from './letters/operations.ts';
import { noticeOperations } from './notices/operations.ts';
import { panelOperations } from './panels/operations.ts';
import { personOperations } from './people/operations.ts';
import { registerOperations } from './register/operations.ts';
import { resultOperations } from './results/operations.ts';
import { roundOperations } from './rounds/operations.ts';
import { specificationOperations } from './specifications/operations.ts';

/** What the functions staff-api and staff-site both know: everything but what reviewers do, criteria sets as files, and what is apart (`apart-operations.ts`). */
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
