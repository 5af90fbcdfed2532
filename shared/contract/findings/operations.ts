import { operation } from '../operation.ts';
import { staff } from '../roles.ts';
import { ofRound } from '../rounds/operations.ts';
import { roundAndCriterion } from '../rounds/schemas.ts';
import { findingView, newFinding } from './schemas.ts';

/** What panel discussions conclude. */
export const findingOperations = {
  recordFinding: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/criteria/{criterionId}/findings',
    summary: `Record what the panel found on a disputed criterion; the recommendation is derived anew. Refused where its reason has a reviewer’s full name or address, or words of a confidential note. ${ofRound}`,
    roles: staff,
    parameters: roundAndCriterion,
    body: newFinding,
    ifMatch: true,
    success: { status: 201, description: 'The finding.', body: findingView },
    problems: ['own-panel', 'not-now'],
  }),
};
