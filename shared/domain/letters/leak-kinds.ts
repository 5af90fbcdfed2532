/** What a passage has that may give a reviewer away; those that refuse a letter first. */
export const leakKinds = [
  'email',
  'name',
  'confidential-note',
  'part-of-name',
  'initials',
  'part-of-email',
  'short-note',
] as const;

/** What a passage has that may give a reviewer away. */
export type LeakKind = (typeof leakKinds)[number];

/** Kinds with which nothing may leave the Centre; the others are looked at by somebody. */
const refusing: ReadonlySet<LeakKind> = new Set(['email', 'name', 'confidential-note']);

/** Whether a kind refuses a text, so that nobody need look whether a reviewer is meant. */
export const refuses = (kind: LeakKind): boolean => refusing.has(kind);
