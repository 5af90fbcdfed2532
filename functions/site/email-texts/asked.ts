import { emailTextOperations } from '../../../shared/contract/emails/operations.ts';
import { emailTexts } from '../../email-texts/use-cases.ts';
import { apart, askingApart } from '../web/ask-apart.ts';
import type { Visit } from '../web/visit.ts';

/** What the pages of emails' texts ask, and what carries it out. */
export const ofTexts = apart(emailTextOperations, emailTexts);

/** Asks one of its operations that only read. */
export const ask = askingApart(emailTextOperations, emailTexts);

/** The texts of the Centre’s that fit this release of the service no more, so that the original is sent. */
export const unusedTexts = async (visit: Visit) =>
  ((await ask(visit, 'listEmailTexts', {}))?.items ?? []).filter(({ isUsed }) => !isUsed);
