import { createHmac, timingSafeEqual } from 'node:crypto';
import { sessionCookie } from '../sign-in/session-cookie.ts';
import type { DoneCode } from './done-messages.ts';

/** As much of a visit as says what its session has just done. */
export interface Told {
  readonly site: { readonly origin: string };
  readonly session: { readonly id: string } | null;
  /** The path asked for, without its query. */
  readonly path?: string;
  readonly query?: URLSearchParams;
  /** What the browser sent. */
  readonly cookies?: readonly string[];
}

/**
 * An address alone proves nothing: anybody can send it to somebody. So a cookie goes with it, which only the session in
 * which the thing was done can be given, and which the first page that says it takes away.
 */
const proofOf = (sessionId: string, path: string, query: URLSearchParams): string =>
  createHmac('sha256', sessionId).update(`done ${path}?${query}`).digest('base64url');

const cookieOf = ({ site }: Told) => sessionCookie(site.origin, 'done');

/** The cookie that lets the page at an address of `withDone` say, once and in this session, what was done. */
export function proofCookie(told: Told, address: string): string | undefined {
  const [path = '', query = ''] = address.split('?');
  const asked = new URLSearchParams(query);
  return told.session === null || !asked.has('done')
    ? undefined
    : cookieOf(told).keep(proofOf(told.session.id, path, asked));
}

/** What a page says was done just now, with the cookie that keeps it from being said again. */
export interface Done {
  readonly message: string;
  readonly cookie: string;
}

/** What the page at the address of a visit says was done; null for nothing. Its messages load where there may be one. */
export async function whatWasDone(told: Told): Promise<Done | null> {
  const { session, path = '', query, cookies = [] } = told;
  if (session === null || !query?.has('done')) return null;
  const given = Buffer.from(cookieOf(told).read(cookies) ?? '');
  const wanted = Buffer.from(proofOf(session.id, path, query));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const { doneMessage } = await import('./done-messages.ts');
  const message = doneMessage(query);
  return message === null ? null : { message, cookie: cookieOf(told).clear() };
}

/** The address `path` with what was done. */
export const withDone = (path: string, done: DoneCode): string =>
  `${path}${path.includes('?') ? '&' : '?'}done=${done}`;
