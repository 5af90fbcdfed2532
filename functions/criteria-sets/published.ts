import type { Services } from '../use-case/services.ts';
import { listPublishedCriteriaSets } from './storage.ts';
import { criteriaSetEntryOf } from './views.ts';

/** The criteria sets that a round may be opened with, as lists tell of them, the latest first. */
export const publishedCriteriaSets = async ({ db }: Services) =>
  (await listPublishedCriteriaSets(db)).map(criteriaSetEntryOf).reverse();
