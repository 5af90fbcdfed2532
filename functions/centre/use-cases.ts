import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { areas } from './areas.ts';
import { events } from './events.ts';
import { settings } from './settings.ts';
import { todaysWork } from './today.ts';

/** What waits for the Centre, what it has set, and what is on record. */
export const centreUseCases = (services: Services): UseCases<typeof centreOperations> => ({
  ...todaysWork(services),
  ...settings(services),
  ...areas(services),
  ...events(services),
});
