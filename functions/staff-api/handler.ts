import { staffOperations } from '../../shared/contract/operations.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** Serves the operations of Centre staff and the Oversight Group. */
export const staffApi = (services: Services, emails: ShownEmails, log: Log) =>
  apiHandler({ services, log }, staffOperations, (services) => staffUseCases(services, emails));
