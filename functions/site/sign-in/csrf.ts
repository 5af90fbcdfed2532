import { createHmac, timingSafeEqual } from 'node:crypto';

/** The name of the form field that holds the token. */
export const csrfField = 'csrf';

/** The token that every form of a session carries. It follows from the session's id and does not give it away. */
export const csrfToken = (sessionId: string): string =>
  createHmac('sha256', sessionId).update('csrf').digest('base64url');

/** Whether a form carries the token of this session. */
export function hasCsrfToken(form: URLSearchParams, sessionId: string): boolean {
  const given = Buffer.from(form.get(csrfField) ?? '');
  const expected = Buffer.from(csrfToken(sessionId));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
