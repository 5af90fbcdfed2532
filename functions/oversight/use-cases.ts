import type { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { advising } from './advice.ts';
import { approvals } from './approvals.ts';
import { concluding } from './conclude.ts';
import { meetings } from './meetings.ts';

/** What the Oversight Group considers, and what somebody else than who decides agrees to and signs. */
export const oversight = (services: Services): UseCases<typeof oversightOperations> => ({
  ...meetings(services),
  ...advising(services),
  ...concluding(services),
  ...approvals(services),
});
