import type { Field } from '../web/form-fields.ts';

/** Asks why somebody may join a panel although they have to do with the developer or another member. */
export const inSpite = (name: string, hint: string): Field => ({
  kind: 'textarea',
  name,
  label: 'Why may they review in spite of a conflict?',
  hint,
  rows: 3,
});
