import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The name of the form field that holds the token. */
export const csrfField = 'csrf';

const tokenOf = (sessionId: string, salt: string): string =>
  `${salt}.${createHmac('sha256', sessionId).update(`csrf ${salt}`).digest('base64url')}`;

/**
 * A token for the forms of one page of a session. It follows from the session's id and does not give it away, and is
 * another on every page: pages are compressed, and by their sizes a token that stays could be guessed.
 */
export const csrfToken = (sessionId: string): string =>
  tokenOf(sessionId, randomBytes(12).toString('base64url'));

/** Whether a form carries a token of this session. */
export function hasCsrfToken(form: URLSearchParams, sessionId: string): boolean {
  const token = form.get(csrfField) ?? '';
  const given = Buffer.from(token);
  const expected = Buffer.from(tokenOf(sessionId, token.split('.')[0] ?? ''));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
