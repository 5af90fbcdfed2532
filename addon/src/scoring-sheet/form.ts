import type { Answer } from '../../../shared/contract/operation.ts';
import type { reviewOperations } from '../../../shared/contract/reviews/operations.ts';

/** What a reviewer is asked to score, and against which criteria. */
export type Form = Answer<typeof reviewOperations.getForm>;
