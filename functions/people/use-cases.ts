import type { personOperations } from '../../shared/contract/people/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { addingPeople } from './add-people.ts';
import { changingPeople } from './change-person.ts';
import { erasingPeople } from './erase-person.ts';
import { readingPeople } from './read-people.ts';
import { reviewerRecords } from './reviewer-record.ts';

/** What the Centre knows of people, and who changes it. */
export const people = (services: Services): UseCases<typeof personOperations> => ({
  ...readingPeople(services),
  ...reviewerRecords(services),
  ...addingPeople(services),
  ...changingPeople(services),
  ...erasingPeople(services),
});
