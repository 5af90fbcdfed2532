import type { EmailLink } from '../notices/link-key.ts';

/** The address on the site that an invitation’s link leads to. */
export const invitationPath = ({ noticeId, key }: EmailLink): string =>
  `/invitations/${encodeURIComponent(noticeId)}/${encodeURIComponent(key)}`;
