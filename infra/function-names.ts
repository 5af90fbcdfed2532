/** The functions that deploy: each is a folder of `functions/` with an `index.ts` that exports `handler`. */
export const functionNames = [
  'reviewer-api',
  'staff-api',
  'criteria-set-files',
  'staff-site',
  'reviewer-site',
  'projector',
  'mailer',
  'clock',
  'ses-events',
] as const;

/** The name of a function and of its folder. */
export type FunctionName = (typeof functionNames)[number];
