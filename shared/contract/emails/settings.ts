import * as z from 'zod';
import { emailAddress, filledLine, filledText, oneLine } from '../basics.ts';

/** What every email says of the Centre besides its words, and where answers to it go; null for what comes with the service. */
export const emailSettings = z.strictObject({
  /** Who an email comes from, in its last lines. A letter is signed as its decision has it. */
  signature: filledText(300)
    .refine((value) => oneLine(z.string()).safeParse(value.replaceAll('\n', '')).success, {
      error: 'Leave out characters that cannot be seen.',
    })
    .nullable(),
  /** How the Centre is asked something: an address, a telephone number. */
  contact: filledLine(200).nullable(),
  /** Where answers go. */
  replyTo: emailAddress.nullable(),
});
