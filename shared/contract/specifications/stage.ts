import * as z from 'zod';

/** Whether there is a document: before its first one a specification is a proposal. */
export const stage = z.enum(['proposal', 'specification']);
