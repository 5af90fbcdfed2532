import type { Answer } from '../../../shared/contract/operation.ts';
import { priorityOperations } from '../../../shared/contract/priorities/operations.ts';
import { priorities } from '../../priorities/use-cases.ts';
import { apart, askingApart } from '../web/ask-apart.ts';

/** The operations of priorities, for their forms. */
export const ofPriorities = apart(priorityOperations, priorities);

/** Asks them, for pages. */
export const askPriorities = askingApart(priorityOperations, priorities);

/** A priority. */
export type Priority = Answer<typeof priorityOperations.getPriority>;

/** Something that answers one. */
export type Answering = Answer<typeof priorityOperations.getPriorityAnswers>['answers'][number];
