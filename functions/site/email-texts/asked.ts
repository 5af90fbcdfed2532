import { emailTextOperations } from '../../../shared/contract/emails/operations.ts';
import { emailTexts } from '../../email-texts/use-cases.ts';
import { apart, askingApart } from '../web/ask-apart.ts';

/** What the pages of emails' texts ask, and what carries it out. */
export const ofTexts = apart(emailTextOperations, emailTexts);

/** Asks one of its operations that only read. */
export const ask = askingApart(emailTextOperations, emailTexts);
