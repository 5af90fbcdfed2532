import { proposalOperations } from '../../../shared/contract/proposals/operations.ts';
import { proposals } from '../../proposals/use-cases.ts';
import { apart, askingApart } from '../web/ask-apart.ts';

/** The operations of proposals, for their forms. */
export const ofProposals = apart(proposalOperations, proposals);

/** Asks them, for pages. */
export const askProposals = askingApart(proposalOperations, proposals);
