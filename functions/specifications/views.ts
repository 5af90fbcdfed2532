import type * as z from 'zod';
import type {
  specificationEntry,
  specificationStanding,
} from '../../shared/contract/specifications/schemas.ts';
import type { SpecificationSummary } from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';

/** A specification as the API shows it, without its versions. */
export const specificationView = ({
  id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  stage,
  priorityId,
  editVersion,
}: Pick<
  SpecificationItem,
  'id' | 'title' | 'areaOfPractice' | 'developer' | 'latestVersion' | 'stage' | 'priorityId' | 'editVersion'
>) => ({
  specificationId: id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  stage,
  priorityId,
  editVersion,
});

/** A specification in a list, with where it stands. */
export const specificationEntryOf = (
  { id, title, areaOfPractice, latestVersion }: SpecificationSummary,
  standing: z.output<typeof specificationStanding>,
): z.output<typeof specificationEntry> => ({
  specificationId: id,
  title,
  areaOfPractice,
  latestVersion,
  standing,
});
