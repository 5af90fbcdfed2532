import type { EmailLink } from '../notices/link-key.ts';

/** The address on the site of a developer’s own page, which every email to them has. */
export const developerPath = ({ noticeId, key }: EmailLink): string =>
  `/developer/${encodeURIComponent(noticeId)}/${encodeURIComponent(key)}`;
