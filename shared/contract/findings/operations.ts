import * as z from 'zod';
import { operation } from '../operation.ts';
import { staff } from '../roles.ts';
import { ofRound } from '../rounds/operations.ts';
import { roundId } from '../rounds/schemas.ts';
import { discussionView, findingView, newDiscussion } from './schemas.ts';

/** What panel discussions conclude. */
export const findingOperations = {
  recordFindings: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/findings',
    summary: `Record who took part in a panel discussion and what it found on disputed criteria; one recommendation is derived anew. Refused where a reason has a reviewer’s full name or address, or words of a confidential note. ${ofRound}`,
    roles: staff,
    parameters: roundId,
    body: newDiscussion,
    ifMatch: true,
    success: {
      status: 201,
      description: 'The discussion and its findings.',
      body: z.strictObject({ discussion: discussionView, findings: z.array(findingView) }),
    },
    problems: ['own-panel', 'not-now'],
  }),
};
