import { createHmac, timingSafeEqual } from 'node:crypto';
import { keys } from '../table/keys.ts';

/** The link in an invitation. Its key was made for that one email, and stands in no page that anybody else sees. */
export interface InvitationLink {
  readonly noticeId: string;
  readonly key: string;
}

/** The address on the site that an invitation’s link leads to. */
export const invitationPath = ({ noticeId, key }: InvitationLink): string =>
  `/invitations/${encodeURIComponent(noticeId)}/${encodeURIComponent(key)}`;

const digest = (linkKey: string, of: string): string =>
  createHmac('sha256', linkKey).update(of).digest('base64url').slice(0, 22);

/**
 * The key of the link as it is sent to one address: a half for the invitation, and one for the address. Neither tells
 * what the notice keeps, so that whoever has the key for one address can make none for another.
 */
export const invitationKey = (linkKey: string, address: string): string =>
  digest(linkKey, 'invitation') + digest(linkKey, keys.email(address).pk);

/** Whose a key is: the invitation’s as it is sent now, the same as it went to another address, or nobody’s. */
export function keyMadeFor(
  key: string,
  linkKey: string,
  address: string | null,
): 'this-address' | 'another-address' | 'nothing' {
  const [given, wanted] = [Buffer.from(key), Buffer.from(invitationKey(linkKey, address ?? ''))];
  const half = wanted.length / 2;
  if (given.length !== wanted.length) return 'nothing';
  if (!timingSafeEqual(given.subarray(0, half), wanted.subarray(0, half))) return 'nothing';
  const isTheirs = timingSafeEqual(given.subarray(half), wanted.subarray(half));
  return isTheirs && address !== null ? 'this-address' : 'another-address';
}
