import type { Emails } from '../../functions/emails/render.ts';
/** Widths at which emails must work: a phone held upright, and a reading pane. */
export const emailWidths = [360, 800] as const;

/** How mail programs may show an email. */
export const emailSchemes = ['light', 'dark'] as const;

/** For use cases of which none is asked to show an email; what emails say is read all the same where it is changed. */
export const noEmails: Emails = {
  render: notHere,
  toSend: notHere,
  original: () => 'Subject: Sample\nPreview: Sample\n\n# Sample',
  letterFile: notHere,
};

function notHere(): never {
  throw new Error('No email was to be rendered here.');
}
