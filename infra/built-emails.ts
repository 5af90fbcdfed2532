import { join } from 'node:path';

/** Where the compiled emails lie: `build-emails.ts` puts them there, `build-functions.ts` copies them. */
export const builtEmails = join(import.meta.dirname, '..', 'dist', 'emails');
