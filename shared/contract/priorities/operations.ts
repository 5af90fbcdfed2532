import * as z from 'zod';
import { operation } from '../operation.ts';
import { aPage, read, readToChange, unreadable } from '../pages.ts';
import { oversight } from '../roles.ts';
import {
  newPriority,
  priorityAnswer,
  priorityChange,
  priorityEntry,
  priorityId,
  priorityView,
} from './schemas.ts';

/** The priorities of the Oversight Group: its members keep them, staff read them. */
export const priorityOperations = {
  listPriorities: operation(aPage('/v1/priorities', 'List the priorities by title', priorityEntry)),

  addPriority: operation({
    method: 'POST',
    path: '/v1/priorities',
    summary: 'Add a priority, under consideration',
    roles: oversight,
    body: newPriority,
    idempotencyKey: true,
    success: { status: 201, description: 'The priority.', body: priorityView, etag: true },
    problems: [],
  }),

  getPriority: operation({
    ...readToChange('/v1/priorities/{priorityId}', 'Get a priority', priorityView),
    parameters: priorityId,
  }),

  changePriority: operation({
    method: 'PUT',
    path: '/v1/priorities/{priorityId}',
    summary: 'Change a priority, or where it stands; that needs a reason',
    roles: oversight,
    parameters: priorityId,
    body: priorityChange,
    ifMatch: true,
    success: { status: 200, description: 'The priority.', body: priorityView, etag: true },
    problems: [],
  }),

  getPriorityAnswers: operation({
    ...read(
      '/v1/priorities/{priorityId}/answers',
      'Get what answers a priority: the proposals made for it, and the specifications of its area of practice',
      z.strictObject({
        answers: z.array(priorityAnswer),
        /** Whether there are more than could be read. */
        isMore: z.boolean(),
        unreadable,
      }),
    ),
    parameters: priorityId,
  }),
};
