import type { Answer } from '../../../shared/contract/operation.ts';
import type { reviewerOperations } from '../../../shared/contract/reviewer-operations.ts';

/** What a reviewer is asked to score, and against which criteria. */
export type Form = Answer<typeof reviewerOperations.getForm>;
