import { insightOperations } from '../../shared/contract/insight/operations.ts';
import { staffOperations } from '../../shared/contract/staff-operations.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { loaded, staffUseCases } from '../staff-use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** Serves the operations of Centre staff and the Oversight Group. */
export const staffApi = (services: Services, emails: ShownEmails, log: Log) =>
  apiHandler({ services, log }, { ...staffOperations, ...insightOperations }, (services) => ({
    ...staffUseCases(services, emails),
    ...loaded(insightOperations, async () => (await import('../insight/use-cases.ts')).insight(services)),
  }));
