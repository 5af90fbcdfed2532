import type { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addingVersions } from './add-version.ts';
import { capabilityFiles } from './capability-files.ts';
import { changingDeveloper } from './change-developer.ts';
import { companions } from './companions.ts';
import { readingSpecifications } from './read-specifications.ts';
import { registering } from './register.ts';

/** What staff do with specifications, their versions and their companions. */
export const specifications = (services: Services): UseCases<typeof specificationOperations> => ({
  ...readingSpecifications(services),
  ...registering(services),
  ...addingVersions(services),
  ...changingDeveloper(services),
  ...companions(services),
  ...capabilityFiles(services),
});
