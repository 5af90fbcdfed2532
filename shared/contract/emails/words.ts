import * as z from 'zod';
import { filledLine, filledText } from '../basics.ts';

/** What an email of a kind says: its words, with placeholders and choices in double brackets. */
export const emailWords = z.strictObject({
  subject: filledLine(600),
  preview: filledLine(600),
  body: filledText(10_000),
});
