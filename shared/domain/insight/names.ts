import { fewest } from './suppression.ts';

/** What a round comes to from its invitations on, in the order in which it does. */
export const milestones = ['acceptance', 'review', 'recommendation', 'decision', 'letter'] as const;

/** A point that a round comes to. */
export type Milestone = (typeof milestones)[number];

/** By what the rounds of a criteria set are cut, one at a time. `version` is the criteria set’s. */
export const cuts = ['year', 'type', 'area', 'version'] as const;

/** A way to cut the rounds of a criteria set. */
export type Cut = (typeof cuts)[number];

/** Stands for a number that is withheld. */
export const withheld = `<${fewest}` as const;

/** How the conditions of a round may stand. */
export const conditionStates = ['noneDue', 'inTime', 'late'] as const;

/** What may have become of an invitation besides its acceptance. */
export const answerNames = ['declined', 'steppedDown', 'unanswered'] as const;

/** The tables of insight, each a file by itself. */
export const insightTableNames = [
  'rounds',
  'criteria',
  'days',
  'answers',
  'agreement',
  'conditions',
] as const;

/** A table of insight. */
export type InsightTableName = (typeof insightTableNames)[number];

/** The files that insight is taken away in. */
export const insightFiles = [
  ...insightTableNames.map((name): `${InsightTableName}.csv` => `${name}.csv`),
  // Of every criteria set: what never ran here is by none.
  'imported.csv',
  'everything.xlsx',
] as const;
