import type * as z from 'zod';
import type { specificationEntry } from '../../shared/contract/specifications/schemas.ts';
import type { SpecificationSummary } from './storage.ts';
import type { SpecificationItem } from './stored-specification.ts';

/** A specification as the API shows it, without its versions. */
export const specificationView = ({
  id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
}: Pick<
  SpecificationItem,
  'id' | 'title' | 'areaOfPractice' | 'developer' | 'latestVersion' | 'editVersion'
>) => ({
  specificationId: id,
  title,
  areaOfPractice,
  developer,
  latestVersion,
  editVersion,
});

/** A specification in a list. */
export const specificationEntryOf = ({
  id,
  title,
  areaOfPractice,
  latestVersion,
}: SpecificationSummary): z.output<typeof specificationEntry> => ({
  specificationId: id,
  title,
  areaOfPractice,
  latestVersion,
});
