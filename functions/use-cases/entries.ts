import type * as z from 'zod';
import {
  criteriaSetEntry,
  personEntry,
  roundEntry,
  specificationEntry,
} from '../../shared/contract/desk-schemas.ts';
import type { IndexEntry } from '../storage/read.ts';

/** Entries on a page of a list. */
export const pageSize = 25;

/** What the index `list` holds of a round, as lists show it. */
export function roundEntryOf({ summary = {} }: IndexEntry): z.output<typeof roundEntry> {
  const { id, title, specificationVersion, sample, status, reviewsDue, closesAt } = summary;
  return roundEntry.parse({
    roundId: id,
    title,
    specificationVersion,
    sample,
    status,
    reviewsDue,
    closesAt,
  });
}

/** What the index `list` holds of a specification. */
export function specificationEntryOf({ summary = {} }: IndexEntry): z.output<typeof specificationEntry> {
  const { id, title, areaOfPractice, latestVersion } = summary;
  return specificationEntry.parse({ specificationId: id, title, areaOfPractice, latestVersion });
}

/** What the indexes hold of a version of a criteria set. */
export function criteriaSetEntryOf({ summary = {} }: IndexEntry): z.output<typeof criteriaSetEntry> {
  const { id, ...rest } = summary;
  return criteriaSetEntry.parse({ criteriaSetId: id, ...rest });
}

const personEntrySummary = personEntry.omit({ waiting: true, overdue: true });

/** What the index `list` holds of a person. */
export function personSummary({ summary = {} }: IndexEntry): z.output<typeof personEntrySummary> {
  const { id, name, roles, expertise } = summary;
  return personEntrySummary.parse({ personId: id, name, roles, expertise });
}
