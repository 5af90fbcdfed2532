/** The link in an invitation. Its key was made for that one email, and stands in no page that anybody else sees. */
export interface InvitationLink {
  readonly noticeId: string;
  readonly key: string;
}

/** The address on the site that an invitation’s link leads to. */
export const invitationPath = ({ noticeId, key }: InvitationLink): string =>
  `/invitations/${encodeURIComponent(noticeId)}/${encodeURIComponent(key)}`;
