import { oneLine } from '../emails/plain-text.ts';

/**
 * Whether a letter says a text in the very words. What it was released with has been searched and looked at: other words
 * of a decision have not, and go nowhere outside the Centre.
 */
export const letterSays = (body: string, text: string): boolean => oneLine(body).includes(oneLine(text));
