import type { EmailSettings, Emails } from './render.ts';

/** What staff see of emails and letters; what makes them may come later. */
export interface ShownEmails extends Pick<Emails, 'letterFile'> {
  readonly render: (
    ...asked: Parameters<Emails['render']>
  ) => ReturnType<Emails['render']> | Promise<ReturnType<Emails['render']>>;
  readonly original: (...asked: Parameters<Emails['original']>) => string | Promise<string>;
}

/** What makes emails, loaded with the first that somebody looks at: `createEmails`. */
export function emailsWhenAsked(folder: string, settings: EmailSettings): ShownEmails {
  let made: Promise<Emails> | undefined;
  const emails = () => {
    made ??= import('./render.ts').then(({ createEmails }) => createEmails(folder, settings));
    return made;
  };
  return {
    render: async (...asked) => (await emails()).render(...asked),
    original: async (...asked) => (await emails()).original(...asked),
    letterFile: async (...asked) => (await emails()).letterFile(...asked),
  };
}
