import { createHmac, timingSafeEqual } from 'node:crypto';
import { keys } from '../table/keys.ts';

/** A link in an email. Its key was made for that one email, and stands in no page that anybody else sees. */
export interface EmailLink {
  readonly noticeId: string;
  readonly key: string;
}

/** What a link that is bound to an address is for: the key of one opens nothing of the other. */
type LinkPurpose = 'invitation' | 'developer';

const digest = (linkKey: string, of: string): string =>
  createHmac('sha256', linkKey).update(of).digest('base64url').slice(0, 22);

/**
 * The key of a link as it is sent to one address: a half for what it is for, and one for the address. Neither tells what
 * the notice keeps, so that whoever has the key for one address can make none for another.
 */
export const keyFor = (purpose: LinkPurpose, linkKey: string, address: string): string =>
  digest(linkKey, purpose) + digest(linkKey, keys.email(address).pk);

/** Whose a key is: this link’s as it is sent now, the same as it went to another address, or nobody’s. */
export function keyMadeFor(
  purpose: LinkPurpose,
  key: string,
  linkKey: string,
  address: string | null,
): 'this-address' | 'another-address' | 'nothing' {
  const [given, wanted] = [Buffer.from(key), Buffer.from(keyFor(purpose, linkKey, address ?? ''))];
  const half = wanted.length / 2;
  if (given.length !== wanted.length) return 'nothing';
  if (!timingSafeEqual(given.subarray(0, half), wanted.subarray(0, half))) return 'nothing';
  const isTheirs = timingSafeEqual(given.subarray(half), wanted.subarray(half));
  return isTheirs && address !== null ? 'this-address' : 'another-address';
}
