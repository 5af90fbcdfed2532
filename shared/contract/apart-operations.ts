import { emailTextOperations } from './emails/operations.ts';
import { frameworkOperations } from './frameworks/operations.ts';
import { insightOperations } from './insight/operations.ts';
import { oversightOperations } from './oversight/operations.ts';
import { reserveOperations } from './panels/reserves.ts';
import { pastRoundOperations } from './past-rounds/operations.ts';
import { pipelineOperations } from './pipeline/operations.ts';
import { priorityOperations } from './priorities/operations.ts';
import { proposalOperations } from './proposals/operations.ts';
import { recordOperations } from './records/operations.ts';
import { searchOperations } from './search/operations.ts';
import { correctingOperations } from './specifications/correcting-operations.ts';

/** What the function staff-api serves and the site learns of with the page that shows it, not at its start. */
export const apartOperations = {
  ...correctingOperations,
  ...emailTextOperations,
  ...frameworkOperations,
  ...insightOperations,
  ...oversightOperations,
  ...pastRoundOperations,
  ...pipelineOperations,
  ...priorityOperations,
  ...recordOperations,
  ...reserveOperations,
  ...proposalOperations,
  ...searchOperations,
};
